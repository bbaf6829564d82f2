import { cryptoSentences } from './en/crypto.ts';
import { factSentences } from './en/facts.ts';
import { labels } from './en/labels.ts';
import { whatWouldChangeIt } from './en/remedies.ts';
import type { FactSentences, Messages } from './messages.ts';

/** English. Another language is a second file of this type. */
export const en: Messages = {
  language: 'en',
  facts: { ...factSentences, ...cryptoSentences } satisfies FactSentences,
  labels,
  whatWouldChangeIt,
};
