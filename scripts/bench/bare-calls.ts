/** Remembers every WebCrypto call that a run makes, so that the same calls can be timed again without anything around them. */

type SubtleMethod = 'generateKey' | 'importKey' | 'exportKey' | 'sign' | 'verify' | 'digest';

interface Call {
  readonly method: SubtleMethod;
  readonly args: readonly unknown[];
}

const METHODS: readonly SubtleMethod[] = [
  'generateKey',
  'importKey',
  'exportKey',
  'sign',
  'verify',
  'digest',
];

export interface ObservedCrypto {
  readonly crypto: Crypto;
  readonly calls: readonly Call[];
}

const isRsa = (algorithm: unknown): boolean =>
  String((algorithm as { name?: string } | null)?.name).startsWith('RSA');

/**
 * `real`, observed. RSA key pairs come from `rsaKeys`, made beforehand: how long the search for primes takes is chance,
 * and would hide what is measured.
 */
export function observed(real: Crypto, rsaKeys: readonly CryptoKeyPair[]): ObservedCrypto {
  const calls: Call[] = [];
  let used = 0;
  const subtle = new Proxy(real.subtle, {
    get(target, property: string) {
      if (!METHODS.includes(property as SubtleMethod)) return Reflect.get(target, property, target);
      const method = property as SubtleMethod;
      return (...args: unknown[]) => {
        if (method === 'generateKey' && isRsa(args[0]))
          return Promise.resolve(rsaKeys[used++ % rsaKeys.length]);
        calls.push({ method, args });
        return (target[method] as (...all: unknown[]) => Promise<unknown>).apply(target, args);
      };
    },
  });
  const crypto = {
    subtle,
    getRandomValues: real.getRandomValues.bind(real),
    randomUUID: real.randomUUID.bind(real),
  };
  return { crypto: crypto as Crypto, calls };
}

/** Milliseconds that the calls take by themselves, one after the other. */
export async function timeBare(
  real: Crypto,
  calls: readonly Call[],
  now: () => number,
): Promise<number> {
  const start = now();
  for (const { method, args } of calls) {
    await (real.subtle[method] as (...all: readonly unknown[]) => Promise<unknown>).apply(
      real.subtle,
      [...args],
    );
  }
  return now() - start;
}
