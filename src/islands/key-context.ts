import type { KeyContext } from './keys.ts';

const FIELDS = 'input, textarea, select, dialog, [contenteditable]';
const CONTROLS = 'button, a[href], summary, [role=tab]';

const SCROLLERS = '[role=region][tabindex]';

/** What a key press meets. */
export function keyContext(target: EventTarget | null, lettersOn: boolean): KeyContext {
  const element = target instanceof Element ? target : undefined;
  return {
    inField: element?.closest(FIELDS) != null,
    inScroller: element?.closest(SCROLLERS) != null,
    onControl: element?.closest(CONTROLS) != null,
    lettersOn,
  };
}
