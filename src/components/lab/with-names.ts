const PLACE = /(<[a-z]+\b[^>]*\bdata-live="([^"]+)"[^>]*>)(<\/[a-z]+>)/g;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** HTML with each empty place for a live name filled; `nameOf` may throw where it knows none. */
export const withNames = (html: string, nameOf: (field: string) => string): string =>
  html.replace(
    PLACE,
    (_, open: string, field: string, close: string) => `${open}${escaped(nameOf(field))}${close}`,
  );
