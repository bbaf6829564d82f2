import { referenceEn } from '../../messages/en/reference/index.ts';
import type { ReferenceMessages } from '../../messages/reference.ts';
import { defaultLocale, isLocale, locales, type Locale } from '../../site/locales.ts';

/** The words on the time lines in a language; English where a language has none yet. */
export const referenceMessages = (_locale: Locale): ReferenceMessages => referenceEn;

/** Every page of the reference in every language: those without words of their own show the English ones. */
export const localePaths = (): { params: { locale: Locale }; props: { isFallback: boolean } }[] =>
  Object.keys(locales)
    .filter(isLocale)
    .map((locale) => ({ params: { locale }, props: { isFallback: locale !== defaultLocale } }));
