/** Makes the PKCS#10 requests that cases describe, with real keys. */
import type { KeyAlgorithm, PkiPort } from '../../../src/cluster/model/crypto.ts';
import type { DecodedCsr } from '../../../src/cluster/model/facts/apiserver.ts';
import { subjectName } from '../../../src/cluster/model/names.ts';
import { CannotRun, type X509Description } from './types.ts';

/** Key types of the schema that WebCrypto lacks, where the case is not about the key: any other will do. */
const SUBSTITUTES: Readonly<Record<string, KeyAlgorithm>> = {
  any: 'ecdsa-p256',
  'ecdsa-p224': 'ecdsa-p256',
};

const AVAILABLE: readonly KeyAlgorithm[] = [
  'ecdsa-p256',
  'ecdsa-p384',
  'ecdsa-p521',
  'rsa-2048',
  'rsa-3072',
  'rsa-4096',
  'ed25519',
];

function algorithmFor(key: string | undefined): KeyAlgorithm {
  const wanted = key ?? 'any';
  const algorithm = SUBSTITUTES[wanted] ?? AVAILABLE.find((known) => known === wanted);
  if (!algorithm) throw new CannotRun(`WebCrypto on this machine makes no ${wanted} keys`);
  return algorithm;
}

export interface RequestMaker {
  make(
    x509: X509Description,
    keyName?: string,
  ): Promise<{ readonly pem: string; readonly decoded: DecodedCsr }>;
  read(pem: string): Promise<DecodedCsr>;
}

/** Keys and requests are made once each and used again: most cases differ in the API fields only. */
export function requestMaker(pki: PkiPort): RequestMaker {
  const keys = new Map<string, Promise<string>>();
  const made = new Map<string, Promise<{ pem: string; decoded: DecodedCsr }>>();

  const keyFor = (algorithm: KeyAlgorithm, name: string): Promise<string> => {
    const ref = `conformance/${name}/${algorithm}`;
    const known = keys.get(ref);
    if (known) return known;
    const generated = pki.perform({ kind: 'generateKey', key: ref, algorithm }).then((outcome) => {
      if (outcome.kind !== 'generateKey') throw new CannotRun(`no ${algorithm} key could be made`);
      return ref;
    });
    keys.set(ref, generated);
    return generated;
  };

  const read = async (pem: string): Promise<DecodedCsr> => {
    const outcome = await pki.perform({ kind: 'readCsr', pem });
    if (outcome.kind !== 'readCsr')
      throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
    return outcome.result;
  };

  const create = async (
    x509: X509Description,
    keyName: string,
  ): Promise<{ pem: string; decoded: DecodedCsr }> => {
    const key = await keyFor(algorithmFor(x509.key), keyName);
    const { dns = [], ip = [], email = [], uri = [] } = x509.sans ?? {};
    const subject = subjectName(x509.subject?.CN ?? '', x509.subject?.O ?? []);
    const outcome = await pki.perform({
      kind: 'createCsr',
      key,
      subject,
      sans: { dns, ip, email, uri },
    });
    if (outcome.kind !== 'createCsr')
      throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
    return { pem: outcome.result.pem, decoded: await read(outcome.result.pem) };
  };

  return {
    read,
    make(x509, keyName = 'request') {
      const id = `${keyName}\n${JSON.stringify(x509)}`;
      const known = made.get(id) ?? create(x509, keyName);
      made.set(id, known);
      return known;
    },
  };
}
