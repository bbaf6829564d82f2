import type { JsonObject } from './types.ts';

export interface Watched {
  /** The same fields, each noted when it is looked at. */
  readonly given: JsonObject;
  /** Fields that nothing has looked at so far, `undefined` ones aside. */
  unread(): readonly string[];
}

/**
 * Keeps account of the fields of `given` that a translation looks at. What it does not know it cannot have applied, and
 * a verdict that leaves out an input says nothing about the case.
 */
export function watched(given: JsonObject): Watched {
  const read = new Set<string | symbol>();
  return {
    given: new Proxy(given, {
      get(target, field, receiver) {
        read.add(field);
        return Reflect.get(target, field, receiver) as unknown;
      },
    }),
    unread: () => Object.keys(given).filter((field) => !read.has(field)),
  };
}
