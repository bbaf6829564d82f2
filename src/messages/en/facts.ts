import type { FactSentences } from '../messages.ts';
import { apiServerSentences } from './api-server.ts';
import { clusterSentences } from './cluster.ts';
import { controllerSentences } from './controllers.ts';
import { hostSentences } from './hosts.ts';
import { transportSentences } from './transport.ts';

/** Every fact but those about cryptography. */
export const factSentences = {
  ...clusterSentences,
  ...hostSentences,
  ...transportSentences,
  ...apiServerSentences,
  ...controllerSentences,
} satisfies Omit<FactSentences, 'crypto.asked' | 'crypto.completed'>;
