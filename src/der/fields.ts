import { DerError } from './der-error.ts';
import type { Tlv } from './tlv.ts';
import { nameOf } from './values.ts';

/** Gives an element its name if it has the tag; throws `DerError` otherwise. */
export function tagged(element: Tlv, tag: number, name = nameOf(element)): Tlv {
  if (element.tag !== tag)
    throw new DerError(`${nameOf(element)} in place of ${name}`, element.start);
  element.name = name;
  return element;
}

/** Hands out the fields of a SEQUENCE one after the other and names them. */
export function fields(parent: Tlv) {
  const left = [...parent.children];

  /** The next field, which must have the tag; whatever it is where no tag is asked for. */
  function take(tag: number | undefined, name: string): Tlv {
    const next = left.shift();
    if (!next) throw new DerError(`${name} missing`, parent.end);
    return tagged(next, tag ?? next.tag, name);
  }

  /** The next field if it has the tag. */
  const takeIf = (tag: number, name: string): Tlv | undefined =>
    left[0]?.tag === tag ? take(tag, name) : undefined;

  /** The one element inside of an explicitly tagged field, if the field is there. */
  function takeInside(tag: number, inner: number, name: string): Tlv | undefined {
    const outer = takeIf(tag, name);
    return outer && fields(outer).take(inner, name);
  }

  /** Throws where a field is left over. */
  function done(): void {
    if (left[0]) throw new DerError(`${nameOf(left[0])} too many`, left[0].start);
  }

  return { take, takeIf, takeInside, done };
}
