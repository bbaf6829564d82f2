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

const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );

/** The sentence of a key in a language, with `{name}` replaced by the value of that name. */
export const wordsOf =
  (locale: Locale): Words =>
  (key, values = {}) =>
    filled(translations[locale][key] ?? en[key], values);

/** All sentences of a language whose keys begin so: what a page hands to its island. */
export const wordsBelow = (locale: Locale, beginning: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...en, ...translations[locale] }).filter(([key]) => key.startsWith(beginning)),
  );

/** The sentences that a page was handed. A key that is not among them is shown as it is. */
export const wordsFrom =
  (record: Readonly<Record<string, string>>): Words =>
  (key, values = {}) =>
    filled(record[key] ?? key, values);
