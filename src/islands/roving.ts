import type { Attachment } from 'svelte/attachments';

/**
 * One tab stop for many things: arrows up and down lead from one to the next, in the order of the document. Left and
 * right belong to the steps.
 */
export function roving(selector: string): Attachment<HTMLElement> {
  return (root) => {
    const things = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];

    const offer = (chosen: HTMLElement | undefined): void => {
      for (const thing of things()) thing.tabIndex = thing === chosen ? 0 : -1;
    };

    const onKey = (event: KeyboardEvent): void => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const all = things();
      const at = all.findIndex((thing) => thing === document.activeElement);
      const next = all[at + step];
      if (step === 0 || at < 0 || !next) return;
      event.preventDefault();
      offer(next);
      next.focus();
    };

    const onFocus = (event: FocusEvent): void => {
      const thing = things().find((each) => each === event.target);
      if (thing) offer(thing);
    };

    // Things come and go with the steps: one of them is always the way in.
    const observer = new MutationObserver(() => {
      const all = things();
      if (!all.some((thing) => thing.tabIndex === 0)) offer(all[0]);
    });
    observer.observe(root, { childList: true, subtree: true });
    offer(things()[0]);
    root.addEventListener('keydown', onKey);
    root.addEventListener('focusin', onFocus);
    return () => {
      observer.disconnect();
      root.removeEventListener('keydown', onKey);
      root.removeEventListener('focusin', onFocus);
    };
  };
}
