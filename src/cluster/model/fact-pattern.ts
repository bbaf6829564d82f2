/** Which fact is meant, as data: names go by role, never by a generated name. */
import type { Fact, FactType } from './facts.ts';
import { componentKind, type ApiRequest, type ComponentId, type Verb } from './requests.ts';

export interface FactPattern {
  readonly type: FactType;
  /** Component kind or full id of `by`. */
  readonly by?: string;
  /** Describes the exchange that the fact belongs to. `subresource` absent means: none. */
  readonly request?: {
    readonly verb?: Verb;
    readonly resource?: string;
    readonly subresource?: string;
    /** Kind or full id of the component that asks. */
    readonly from?: string;
  };
  /** Fields by path (`user.name`); a text that ends in `*` stands for any with that beginning. */
  readonly where?: Readonly<Record<string, string | number | boolean>>;
}

/** What is known of the exchange of a fact. */
export interface ExchangeView {
  readonly from: ComponentId;
  readonly request: ApiRequest;
}

function field(fact: Fact, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
      fact,
    );
}

function sameValue(found: unknown, wanted: string | number | boolean): boolean {
  if (typeof wanted === 'string' && wanted.endsWith('*')) {
    return typeof found === 'string' && found.startsWith(wanted.slice(0, -1));
  }
  return found === wanted;
}

function matchesRequest(
  wanted: NonNullable<FactPattern['request']>,
  exchange: ExchangeView | undefined,
): boolean {
  if (!exchange || exchange.request.kind !== 'resource') return false;
  const { request, from } = exchange;
  return (
    (wanted.verb === undefined || request.verb === wanted.verb) &&
    (wanted.resource === undefined || request.resource === wanted.resource) &&
    request.subresource === wanted.subresource &&
    (wanted.from === undefined || from === wanted.from || componentKind(from) === wanted.from)
  );
}

/** Whether a fact is the one meant. `exchangeOf` finds the exchange that a fact's `exchange` names. */
export function matches(
  pattern: FactPattern,
  fact: Fact,
  exchangeOf: (id: string) => ExchangeView | undefined,
): boolean {
  if (fact.type !== pattern.type) return false;
  if (pattern.by !== undefined && fact.by !== pattern.by && componentKind(fact.by) !== pattern.by)
    return false;
  if (
    pattern.request &&
    !matchesRequest(
      pattern.request,
      'exchange' in fact && fact.exchange !== undefined ? exchangeOf(fact.exchange) : undefined,
    )
  ) {
    return false;
  }
  return Object.entries(pattern.where ?? {}).every(([path, wanted]) =>
    sameValue(field(fact, path), wanted),
  );
}
