/**
 * The one way to an address of this site. `path` starts with `/` and knows nothing of where the site is mounted;
 * `base` is Astro's, so that the same build rules hold for `https://example.org/` and `https://example.org/lab/`.
 */
export function href(path: `/${string}`, base: string = import.meta.env.BASE_URL): string {
  return `${base.replace(/\/$/, '')}${path}`;
}
