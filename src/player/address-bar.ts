import type { AddressParts } from './address.ts';

/** The browser's address and its history, as far as the player moves them. */
export interface AddressBar {
  read(): AddressParts;
  /** Stepping: the entry at hand gets another address. */
  replace(address: string): void;
  /** A jump or a switch: the way back leads to where the reader was. */
  push(address: string): void;
  /** The whole link of an address. */
  linkTo(address: string): string;
  /** Calls back when the reader goes back or forth, or changes the fragment; gives the way to stop it. */
  onChange(changed: () => void): () => void;
}

/** The address bar of this page. A page that may not write its history (a document without an address) keeps it as it is. */
export function browserAddressBar(): AddressBar {
  const write = (how: 'pushState' | 'replaceState', address: string): void => {
    try {
      history[how](null, '', address);
    } catch {
      // More moves than the browser allows in its time, or no address of one's own: the picture has moved all the same.
    }
  };
  return {
    read: () => ({ search: location.search, hash: location.hash }),
    replace: (address) => write('replaceState', address),
    push: (address) => write('pushState', address),
    linkTo: (address) => new URL(address, location.href).href,
    onChange(changed) {
      addEventListener('popstate', changed);
      return () => removeEventListener('popstate', changed);
    },
  };
}
