import { describe, expect, it } from 'vitest';
import { href } from '../../src/site/href.ts';
import { isLocale, localeOf, pagePath } from '../../src/site/locales.ts';
import { currentOf, navigation } from '../../src/site/navigation.ts';

describe('an address', () => {
  it.each([
    ['/', '/en/about/', '/en/about/'],
    ['/sub/', '/en/about/', '/sub/en/about/'],
    ['/sub', '/', '/sub/'],
  ] as const)('on a site at %s: %s is %s', (base, path, address) => {
    expect(href(path, base)).toBe(address);
  });

  it('is in the language, but for sections that only exist in English', () => {
    expect(pagePath('zh-cn', '/about/')).toBe('/zh-cn/about/');
    expect(pagePath('zh-cn', '/lab/first-boot/')).toBe('/en/lab/first-boot/');
  });
});

describe('a language', () => {
  it('is one of the site, or English', () => {
    expect(isLocale('zh-cn')).toBe(true);
    expect(isLocale('toString')).toBe(false);
    expect(localeOf(undefined)).toBe('en');
  });
});

describe('the header marks', () => {
  it('the page itself, and the section that one is in', () => {
    const marks = (path: string) => navigation.map((entry) => currentOf(entry, path));
    expect(marks('/sub/en/about/')).toEqual([undefined, undefined, 'page']);
    expect(marks('/en/about/privacy/')).toEqual([undefined, undefined, 'true']);
    expect(marks('/en/reference/facts/')).toEqual([undefined, 'true', undefined]);
    expect(marks('/en/lab/power-off/')).toEqual(['true', undefined, undefined]);
    expect(marks('/en/')).toEqual([undefined, undefined, undefined]);
  });
});
