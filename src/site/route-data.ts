import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { getCollection } from 'astro:content';
import { defaultLocale, isLocale, locales, type Locale } from './locales.ts';

const languages = Object.keys(locales).filter(isLocale);

/**
 * The languages that a page really exists in: those that have the entry, and its own where it is no fallback, since
 * pages outside of `docs` (the lab, the reference) have no entry. A fallback shows the default language's page.
 */
async function languagesOf(id: string, isFallback: boolean): Promise<Locale[]> {
  const [own, ...rest] = id.split('/');
  const entries = new Set((await getCollection('docs')).map((entry) => entry.id));
  return languages.filter(
    (language) =>
      language === (isFallback ? defaultLocale : own) || entries.has([language, ...rest].join('/')),
  );
}

/**
 * A page that is shown in English under another language's address is not that language's page: search engines are
 * told so, and no page claims a translation that does not exist yet.
 */
export const onRequest = defineRouteMiddleware(async (context) => {
  const route = context.locals.starlightRoute;
  const isFallback = route.isFallback === true;
  const claimed = (await languagesOf(route.id, isFallback)).map(
    (language): string => locales[language].lang,
  );
  route.head = route.head.filter(({ tag, attrs }) => {
    const language = tag === 'link' && attrs?.rel === 'alternate' ? attrs.hreflang : undefined;
    return typeof language !== 'string' || language === 'x-default' || claimed.includes(language);
  });
  if (route.id === '404') {
    // It answers to every address, so it has none of its own.
    route.head = route.head.filter(({ attrs }) => !/canonical|alternate/.test(String(attrs?.rel)));
  }
  if (isFallback) {
    route.head.push({ tag: 'meta', attrs: { name: 'robots', content: 'noindex' }, content: '' });
  }
});
