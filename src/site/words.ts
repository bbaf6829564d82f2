import en from '../../content/i18n/en.json';
import type { Locale } from './locales.ts';

/** Every sentence of the frame, the pages and the islands has a key; one that does not exist does not compile. */
export type WordKey = keyof typeof en;

export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** A language that lacks a sentence shows the English one. */
const translations: Readonly<Record<Locale, Partial<Record<WordKey, string>>>> = {
  en,
  'zh-cn': {},
};

/** The sentence of a key in a language, with `{name}` replaced by the value of that name. */
export const wordsOf =
  (locale: Locale): Words =>
  (key, values = {}) =>
    (translations[locale][key] ?? en[key]).replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    );
