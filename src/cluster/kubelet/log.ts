import type { LogWording } from '../../releases/log-wording.ts';
import type { FactBody } from '../model/facts.ts';
import { goQuoted } from '../model/go-text.ts';
import type { ComponentId } from '../model/requests.ts';

export type LogValues = Readonly<Record<string, string>>;

/**
 * A wording with its values put in: `{name}` plain, `{name:q}` in Go's quotes.
 * @throws RangeError where the wording asks for a value that is not given
 */
export function worded(text: string, values: LogValues = {}): string {
  return text.replace(/\{(\w+)(:q)?\}/g, (_, name: string, quoted: string | undefined) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`no value for {${name}} in "${text}"`);
    return quoted ? goQuoted(value) : value;
  });
}

/** One line of a component's log; none where the release does not print it. */
export function printed(
  by: ComponentId,
  wording: LogWording | undefined,
  values: LogValues = {},
): readonly FactBody[] {
  if (!wording) return [];
  const { severity, verbosity, file, text } = wording;
  return [{ type: 'log.printed', by, severity, verbosity, file, message: worded(text, values) }];
}
