import type { Attachment } from 'svelte/attachments';

/**
 * A scroll area that follows the steps: whenever what `watched` reads changes, it shows the element that `selector`
 * finds in it, or its end where there is none. Nothing outside of the area moves.
 */
export function scrolledTo(watched: () => unknown, selector?: string): Attachment<HTMLElement> {
  return (area) => {
    watched();
    const found = selector === undefined ? undefined : area.querySelector(selector);
    if (!found) {
      area.scrollTop = area.scrollHeight;
      return;
    }
    const inner = found.getBoundingClientRect();
    const outer = area.getBoundingClientRect();
    area.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
    area.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  };
}
