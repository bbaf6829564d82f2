/** The languages of the site, by the folder that their pages stand in. */
export const locales = {
  en: { label: 'English', lang: 'en' },
  'zh-cn': { label: '简体中文', lang: 'zh-CN' },
} as const;

export type Locale = keyof typeof locales;

export const defaultLocale: Locale = 'en';

export const isLocale = (value: string | undefined): value is Locale =>
  value !== undefined && Object.hasOwn(locales, value);

/** The language of a route, English where it has none (the 404 page). */
export const localeOf = (value: string | undefined): Locale =>
  isLocale(value) ? value : defaultLocale;

/** Sections without a Chinese edition: a link from a Chinese page leads to the English one. */
const onlyEnglish: readonly string[] = ['/lab/'];

/** The address within the site of a page that is named by its address within a language. */
export const pagePath = (locale: Locale, to: `/${string}`): `/${string}` =>
  `/${onlyEnglish.some((section) => to.startsWith(section)) ? defaultLocale : locale}${to}`;
