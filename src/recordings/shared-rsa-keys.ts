/**
 * To find the primes of an RSA key takes longer than everything else in a run. The keys with which kubelets sign certificates
 * of their own making are found once for a build: the n-th of each recorded run is the same. All other keys are made anew.
 */

/** A source of cryptography for each run; `crypto` does the work. */
export function sharedRsaKeys(crypto: Crypto): () => Crypto {
  const pairs: Promise<CryptoKeyPair>[] = [];
  return () => {
    let made = 0;
    const generateKey = (
      algorithm: RsaHashedKeyGenParams | EcKeyGenParams,
      extractable: boolean,
      usages: readonly KeyUsage[],
    ): Promise<CryptoKeyPair> => {
      const make = (): Promise<CryptoKeyPair> =>
        crypto.subtle.generateKey(algorithm, extractable, [...usages]);
      if (!('modulusLength' in algorithm)) return make();
      const place = made;
      made += 1;
      return (pairs[place] ??= make());
    };
    const subtle = new Proxy(crypto.subtle, {
      get: (target, name) => {
        if (name === 'generateKey') return generateKey;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    return {
      subtle,
      getRandomValues: (array) => crypto.getRandomValues(array),
      randomUUID: () => crypto.randomUUID(),
    };
  };
}
