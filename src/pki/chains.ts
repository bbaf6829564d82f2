/** Certificate chains as Go verifies them (golang/go src/crypto/x509/verify.go, Certificate.Verify). */
import type { ChainFailure, CryptoEffect, CryptoResults } from '../cluster/model/crypto.ts';
import { toHex } from '../cluster/model/base64.ts';
import { DerError } from '../der/der-error.ts';
import { authorityKey, EXTENSION } from '../der/extensions.ts';
import { contentOf, octetsOf, type Tlv } from '../der/tlv.ts';
import { bitsOf } from '../der/values.ts';
import { schemeOf } from './algorithms.ts';
import {
  certificatesOf,
  type ReadCertificate,
  subjectKeyIdOf,
  withFingerprint,
} from './certificate-details.ts';
import { mismatch } from './host-names.ts';
import { verifyBytes } from './signatures.ts';

type VerifyChain = Extract<CryptoEffect, { kind: 'verifyChain' }>;

const hex = (element: Tlv): string => toHex(octetsOf(element));

const same = (a: ReadCertificate, b: ReadCertificate): boolean => toHex(a.der) === toHex(b.der);

/** Both ends of the validity count as inside. */
function timeFailure({ details }: ReadCertificate, at: number): ChainFailure | undefined {
  const { notBefore, notAfter } = details;
  if (at < notBefore) return { reason: 'notYetValid', at, notBefore };
  return at > notAfter ? { reason: 'expired', at, notAfter } : undefined;
}

const UNDERSTOOD: readonly string[] = Object.values(EXTENSION);

function criticalFailure({ fields }: ReadCertificate): ChainFailure | undefined {
  const unknown = fields.extensions.find(
    ({ oid, critical }) => critical && !UNDERSTOOD.includes(oid),
  );
  return unknown && { reason: 'malformed', detail: `unhandled critical extension ${unknown.oid}` };
}

function nameFailure(leaf: ReadCertificate, wanted: string | undefined): ChainFailure | undefined {
  const names = wanted === undefined ? undefined : mismatch(leaf.details.sans, wanted);
  return names && { reason: 'wrongName', wanted: wanted ?? '', names };
}

/**
 * Whether the usage is allowed by every certificate of the chain; one without the extension, or with `any`, allows all
 * (checkChainForKeyUsage).
 */
const allowsUsage = (chain: readonly ReadCertificate[], purpose: VerifyChain['purpose']): boolean =>
  chain.every(
    ({ details: { extKeyUsages } }) =>
      extKeyUsages.length === 0 || extKeyUsages.includes('any') || extKeyUsages.includes(purpose),
  );

/** Whether a certificate may sign others at all (CheckSignatureFrom). A v1 certificate has no way to say so. */
function maySign({ fields, details: { isCa, keyUsages } }: ReadCertificate): boolean {
  if (isCa === undefined ? fields.version === 2 : !isCa) return false;
  return keyUsages.length === 0 || keyUsages.includes('certSign');
}

async function signed(
  crypto: Crypto,
  child: ReadCertificate,
  parent: ReadCertificate,
): Promise<boolean> {
  const { signatureAlgorithm, signature, signed: data } = child.fields;
  const scheme = schemeOf(signatureAlgorithm.oid);
  return await verifyBytes(crypto, parent.key, scheme, bitsOf(signature), octetsOf(data));
}

function authorityKeyIdOf({ fields }: ReadCertificate): string | undefined {
  const extension = fields.extensions.find(({ oid }) => oid === EXTENSION.authorityKeyIdentifier);
  const keyId = extension && authorityKey(extension).keyId;
  return keyId && toHex(contentOf(keyId));
}

/**
 * Certificates whose subject is the child's issuer, byte for byte; first those whose key identifier is the one that the
 * child names, last those that have a different one (CertPool.findPotentialParents).
 */
function parentsAmong(
  pool: readonly ReadCertificate[],
  child: ReadCertificate,
): readonly ReadCertificate[] {
  const wanted = authorityKeyIdOf(child);
  const distance = (parent: ReadCertificate): number => {
    const own = subjectKeyIdOf(parent);
    if (wanted === undefined || own === undefined) return 1;
    return toHex(own) === wanted ? 0 : 2;
  };
  const issuer = hex(child.fields.issuer);
  return pool
    .filter(({ fields }) => hex(fields.subject) === issuer)
    .toSorted((a, b) => distance(a) - distance(b));
}

/** Go stops after so many signatures, so that crossed certificates cannot keep it busy. */
const MOST_SIGNATURES = 100;

class Search {
  private readonly crypto: Crypto;
  private readonly roots: readonly ReadCertificate[];
  private readonly intermediates: readonly ReadCertificate[];
  private readonly effect: VerifyChain;
  private signatures = 0;
  /** The last certificate that would have done but for its time, and the first that would not. */
  private byTime: ChainFailure | undefined;
  private byParent: ChainFailure | undefined;
  private sawWrongUsage = false;

  constructor(
    crypto: Crypto,
    roots: readonly ReadCertificate[],
    intermediates: readonly ReadCertificate[],
    effect: VerifyChain,
  ) {
    this.crypto = crypto;
    this.roots = roots;
    this.intermediates = intermediates;
    this.effect = effect;
  }

  /** Why no chain from the leaf to a root holds, or `undefined` where one does. */
  async failure(leaf: ReadCertificate): Promise<ChainFailure | undefined> {
    const found = this.roots.some((root) => same(root, leaf))
      ? this.accepts([leaf])
      : await this.extend([leaf]);
    if (found) return undefined;
    if (this.sawWrongUsage) return { reason: 'wrongUsage' };
    const unknown: ChainFailure = { reason: 'unknownAuthority', issuer: leaf.details.issuer };
    return this.byTime ?? this.byParent ?? unknown;
  }

  private accepts(chain: readonly ReadCertificate[]): boolean {
    const allowed = allowsUsage(chain, this.effect.purpose);
    this.sawWrongUsage ||= !allowed;
    return allowed;
  }

  private async extend(chain: readonly ReadCertificate[]): Promise<boolean> {
    const child = chain.at(-1);
    if (!child) return false;
    for (const root of parentsAmong(this.roots, child)) {
      if ((await this.links(child, root)) && this.accepts([...chain, root])) return true;
    }
    for (const next of parentsAmong(this.intermediates, child)) {
      if (chain.some((one) => same(one, next))) continue;
      if ((await this.links(child, next)) && (await this.extend([...chain, next]))) return true;
    }
    return false;
  }

  /** Whether `parent` signed `child`, may do so, and is in its time. */
  private async links(child: ReadCertificate, parent: ReadCertificate): Promise<boolean> {
    this.signatures += 1;
    if (this.signatures > MOST_SIGNATURES) return false;
    if (!maySign(parent)) return this.refuse({ reason: 'notACa' });
    if (!(await signed(this.crypto, child, parent)))
      return this.refuse({ reason: 'signature', candidate: parent.details.subject });
    const outOfTime = criticalFailure(parent) ?? timeFailure(parent, this.effect.at);
    this.byTime = outOfTime ?? this.byTime;
    return outOfTime === undefined;
  }

  private refuse(failure: ChainFailure): false {
    this.byParent ??= failure;
    return false;
  }
}

async function verify(crypto: Crypto, effect: VerifyChain): Promise<CryptoResults['verifyChain']> {
  const [leaf, ...intermediates] = effect.chain.flatMap(certificatesOf);
  if (!leaf) return { ok: false, failure: { reason: 'malformed', detail: 'no certificate' } };
  const roots = effect.roots.flatMap(certificatesOf);
  const failure =
    criticalFailure(leaf) ??
    timeFailure(leaf, effect.at) ??
    nameFailure(leaf, effect.name) ??
    (await new Search(crypto, roots, intermediates, effect).failure(leaf));
  return failure ? { ok: false, failure } : { ok: true, leaf: await withFingerprint(crypto, leaf) };
}

/**
 * Verifies a chain against roots, for a purpose and a name, at an instant. First the leaf's own time and name are looked
 * at, then the ways to a root: signatures, CA flags, times, and last the extended key usages. A root is trusted as it is,
 * also where it is the leaf. Malformed certificates are a result too.
 */
export async function verifyChain(
  crypto: Crypto,
  effect: VerifyChain,
): Promise<CryptoResults['verifyChain']> {
  try {
    return await verify(crypto, effect);
  } catch (error) {
    if (error instanceof DerError)
      return { ok: false, failure: { reason: 'malformed', detail: error.message } };
    throw error;
  }
}
