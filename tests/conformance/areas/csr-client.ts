import { digestedName, digestedParts } from '../../../src/cluster/kubelet/csr/digested-name.ts';
import { ensureCompatible } from '../../../src/cluster/kubelet/csr/ensure-compatible.ts';
import { bootstrapCSR, rotationCSR } from '../../../src/cluster/kubelet/csr/request-object.ts';
import { waitForCertificate } from '../../../src/cluster/kubelet/csr/wait-for-certificate.ts';
import { fromHex, toUtf8 } from '../../../src/cluster/model/base64.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import {
  commonNameOf,
  organizationsOf,
  subjectName,
  type Name,
} from '../../../src/cluster/model/names.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
} from '../../../src/cluster/model/objects.ts';
import { brokenKeyFile } from '../../../src/releases/kubelet-bootstrap.ts';
import { certificateWait, keyEncipherment } from '../../../src/releases/kubelet-requests.ts';
import { digestName } from '../../../src/pki/index.ts';
import { compared } from '../comparison.ts';
import { failingOf } from '../described-failure.ts';
import {
  pendingThenRestarted,
  requestBesides,
  requestWithCertificate,
  requestWithKeyFile,
} from '../kubelet-runs.ts';
import {
  CannotRun,
  type Area,
  type CaseContext,
  type JsonObject,
  type X509Description,
} from '../runner/types.ts';

interface Subject {
  readonly CN?: string;
  readonly O?: readonly string[];
}

const nameOf = ({ CN = '', O = [] }: Subject): Name => subjectName(CN, O);
const subjectOf = (name: Name): Subject => ({ CN: commonNameOf(name), O: organizationsOf(name) });

interface CompatibleGiven {
  readonly csr: { readonly x509: X509Description };
  readonly newSignerName?: string | null;
  readonly origSignerName?: string | null;
  readonly sameKey?: boolean;
  readonly newSubject?: Subject;
  readonly origSubject?: Subject;
  /** What status.certificate of the object found holds. */
  readonly certificate?: string | null;
}

interface DigestGiven {
  readonly keyPemRef?: string;
  readonly csrPemRef?: string;
  readonly subject: Subject;
  readonly usages: readonly string[];
}

interface WaitGiven {
  readonly name: string;
  readonly event?: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly uid?: string;
  readonly conditions?: readonly CsrCondition[] | null;
  readonly certificate?: string | null;
}

/** The parts of the digest in the words of the case, read off from what the engine hashes. */
function partWords(
  over: string,
  parts: readonly string[],
  { subject, usages }: DigestGiven,
): readonly string[] {
  const expected = [subject.CN, ...(subject.O ?? []), ...usages];
  const inOrder =
    parts.length === expected.length && parts.every((part, index) => part === expected[index]);
  return [
    over === 'publicKeyDer' ? 'SPKI DER of the public key' : 'private key PEM bytes',
    ...(inOrder ? ['CN', 'each O', 'each usage in order'] : parts),
  ];
}

/** What a kubelet makes of a request that stands under the name that it would give its own. */
async function withExisting(
  existing: string,
  release: CaseContext['release'],
  pem: CaseContext['pem'],
): Promise<JsonObject> {
  if (existing.startsWith('compatible')) return { reuses: await pendingThenRestarted(release) };
  if (!/incompatible|other|differ/.test(existing))
    throw new CannotRun(`an existing request that is "${existing}" is not known`);
  const { error, stored } = await requestBesides(release, pem('kubelet.csr').pem);
  return {
    reuses: error === undefined,
    error: error !== undefined,
    errorMessage: error,
    certificate: stored,
  };
}

export const area: Area = {
  'csr.ensureCompatible': async (
    { given, then },
    { release, now, pem, buildRequest, parsedRequest, readCertificates },
  ) => {
    const { csr, newSignerName, origSignerName, sameKey, newSubject, origSubject, certificate } =
      given as unknown as CompatibleGiven;
    const asked = async (subject: Subject | undefined, key: string) =>
      (await buildRequest(subject ? { ...csr.x509, subject } : csr.x509, key)).decoded;
    const own = parsedRequest(await asked(origSubject, 'own'));
    const found = {
      decoded: await asked(newSubject, sameKey === false ? 'other' : 'own'),
      signerName: newSignerName ?? undefined,
      certificates: certificate
        ? await readCertificates(pem(certificate.replace('pemRef:', '')).pem)
        : undefined,
    };
    const wanted = {
      subject: own.subject,
      spki: own.publicKey.spki,
      signerName: origSignerName ?? undefined,
    };
    const objection = ensureCompatible(found, wanted, now, release);
    return compared(
      {
        compatible: objection === undefined,
        error: objection !== undefined,
        errorMessage: objection,
      },
      then,
    );
  },

  'csr.waitForCertificate': ({ given, then }, { release }) => {
    const {
      name,
      event = 'MODIFIED',
      uid = 'own',
      conditions,
      certificate,
    } = given as unknown as WaitGiven;
    const object: CertificateSigningRequest = {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name, uid },
      spec: { request: '' },
      status: {
        conditions: conditions ?? [],
        ...(typeof certificate === 'string' ? { certificate } : {}),
      },
    };
    const verdict = waitForCertificate({ name, uid: 'own' }, event, object, release);
    const got = {
      done: verdict.kind !== 'waiting',
      error: verdict.kind === 'ended',
      errorMessage: verdict.kind === 'ended' ? verdict.error : null,
      certificate: verdict.kind === 'issued' ? verdict.certificate : null,
    };
    return compared(got, then);
  },

  'kubelet.digestedName': async ({ given, then }, { release, pem, readRequest, parsedRequest }) => {
    const wanted = given as unknown as DigestGiven;
    const subject = nameOf(wanted.subject);
    const { over, parts } = digestedName('key', subject, wanted.usages, release);
    const element = async (): Promise<Uint8Array> => {
      if (over === 'publicKeyDer') {
        const { pem: text } = pem(wanted.csrPemRef ?? '');
        return fromHex(parsedRequest(await readRequest(text)).publicKey.spki) ?? new Uint8Array();
      }
      const { key } = pem(wanted.keyPemRef ?? '');
      if (key === undefined)
        throw new CannotRun('the digest is over a private key that is not in pems.json');
      return toUtf8(key.trimEnd());
    };
    return compared(
      {
        name: digestName(await element(), digestedParts(subject, wanted.usages)),
        parts: partWords(over, parts, wanted),
      },
      then,
    );
  },

  'kubelet.bootstrapCSR': ({ given, then }, { release }) => {
    const { subject, sans, usages, signerName, name, wait } = bootstrapCSR(
      (given as { nodeName: string }).nodeName,
      release,
    );
    const named = Object.fromEntries(
      Object.entries(sans).filter(([, values]) => values.length > 0),
    );
    const got: JsonObject = {
      subject: subjectOf(subject),
      sans: named,
      usages,
      signerName,
      namePrefix: name.prefix,
      waitTimeoutSeconds: wait / SECOND,
    };
    const verdict = compared(got, then);
    if (verdict.ok || keyEncipherment.at(release) === 'everyKey') return verdict;
    const { usages: _, ...rest } = then;
    if (!compared(got, rest).ok) return verdict;
    return {
      disputed:
        'pkg/kubelet/certificate/bootstrap/bootstrap.go @ v1.27.1 (requestNodeCertificate), read at the tag, asks for ' +
        '"key encipherment" with RSA keys only; the range of the case is no more than inferred for 1.27 and later',
    };
  },

  'kubelet.rotationCSR': ({ given, then }, { release }) => {
    const { nodeName = 'node' } = given as { nodeName?: string };
    const wait = certificateWait.at(release).timeout;
    const { name, subject, usages, signerName } = rotationCSR(nodeName, release, wait);
    const generateName = name.kind === 'generated' ? name.prefix : null;
    return compared({ generateName, subject: subjectOf(subject), usages, signerName }, then);
  },

  'kubelet.requestNodeCertificate': async ({ given, then }, { release, pem }) => {
    const { existing, keyData, apiIssues, apiFailure, apiError } = given as {
      existing?: string;
      keyData?: string;
      apiIssues?: string;
      apiFailure?: 'create' | 'watch' | 'denied' | null;
      apiError?: string | null;
    };
    if (existing !== undefined) return compared(await withExisting(existing, release, pem), then);
    if (keyData !== undefined) {
      if (brokenKeyFile.at(release) === 'replaced')
        throw new CannotRun(
          'from 1.11 on a kubelet never asks with a broken key: it makes another',
        );
      const { error, stored } = await requestWithKeyFile(release, keyData);
      const got = { error: error !== undefined, errorMessage: error, certificate: stored };
      return compared(got, then);
    }
    if (apiIssues === undefined && !apiFailure)
      throw new CannotRun('the case says neither what exists nor what is issued nor what fails');
    const failing = apiFailure === 'denied' ? apiFailure : failingOf({ apiFailure, apiError });
    const { error, stored, issued } = await requestWithCertificate(release, failing);
    const certificate = stored !== undefined && stored === issued ? (apiIssues ?? stored) : null;
    return compared({ error: error !== undefined, errorMessage: error, certificate }, then);
  },
};
