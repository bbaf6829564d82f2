import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import type { CertificateSigningRequest } from '../../cluster/model/objects.ts';
import { componentKind } from '../../cluster/model/requests.ts';
import { certificateRole } from '../certificate-role.ts';
import { keyRole } from '../key-role.ts';
import type { Projection } from '../projection.ts';
import { requestPurpose } from '../request-purpose.ts';
import { certificateDownload, requestDownload } from './download.ts';
import type { CertificatesView, SeenCertificate, SeenCredential, SeenRequest } from './model.ts';

export type * from './model.ts';

type Change<S extends SeenCredential> = (seen: S) => Partial<S>;

const add = (view: CertificatesView, seen: SeenCredential): CertificatesView => ({
  ...view,
  seen: [...view.seen, seen],
});

/** The newest request or certificate with this PEM, changed; the same view where there is none. */
function changeByPem<S extends SeenRequest | SeenCertificate>(
  view: CertificatesView,
  kind: S['kind'],
  pem: string | undefined,
  change: Change<S>,
): CertificatesView {
  const index = view.seen.findLastIndex(
    (seen) => seen.kind === kind && 'download' in seen && seen.download.pem === pem,
  );
  const found = view.seen[index] as S | undefined;
  return found ? { ...view, seen: view.seen.with(index, { ...found, ...change(found) }) } : view;
}

const ordinal = (view: CertificatesView, kind: SeenCredential['kind'], role: string): number =>
  1 + view.seen.filter((seen) => seen.kind === kind && seen.role === role).length;

function keyMade(view: CertificatesView, fact: Fact<FactOf<'key.generated'>>): CertificatesView {
  const { key, publicKey, seq, at, by: owner } = fact;
  const role = keyRole(key);
  return add(view, { kind: 'key', id: `key/${seq}`, owner, role, seq, at, key, publicKey });
}

function csrAsked(view: CertificatesView, fact: Fact<FactOf<'crypto.asked'>>): CertificatesView {
  if (fact.ask.kind !== 'createCsr') return view;
  const asked = { effect: fact.effect, key: fact.ask.key };
  return { ...view, asked: [...view.asked, asked] };
}

function csrMade(view: CertificatesView, fact: Fact<FactOf<'crypto.completed'>>): CertificatesView {
  const { outcome, seq, at, by: owner, effect } = fact;
  if (outcome.kind !== 'createCsr') return view;
  const key = view.asked.find((asked) => asked.effect === effect)?.key;
  const role = 'kubelet-client';
  const request: SeenRequest = {
    kind: 'request',
    id: `request/${seq}`,
    owner,
    role,
    seq,
    at,
    ...(key === undefined ? {} : { key }),
    download: requestDownload(outcome.result.pem, role, ordinal(view, 'request', role)),
  };
  const asked = view.asked.filter((candidate) => candidate.effect !== effect);
  return add({ ...view, asked }, request);
}

/** The request is posted: its usages say what it is for. */
function csrPosted(
  view: CertificatesView,
  fact: Fact<FactOf<'request.prepared'>>,
): CertificatesView {
  const { request } = fact;
  const body = request.kind === 'resource' ? request.body : undefined;
  if (body?.kind !== 'CertificateSigningRequest' || requestPurpose(body) !== 'serving') return view;
  const role = 'kubelet-serving';
  const number = ordinal(view, 'request', role);
  return changeByPem<SeenRequest>(view, 'request', body.spec.request, (seen) =>
    seen.role === role ? {} : { role, download: requestDownload(seen.download.pem, role, number) },
  );
}

function csrRead(view: CertificatesView, fact: Fact<FactOf<'request.decoded'>>): CertificatesView {
  const { csr, object } = fact;
  if (object.kind !== 'CertificateSigningRequest' || !csr?.ok) return view;
  return changeByPem<SeenRequest>(view, 'request', object.spec.request, () => ({
    request: csr.request,
  }));
}

function csrStored(view: CertificatesView, csr: CertificateSigningRequest): CertificatesView {
  const named = () => ({ csr: csr.metadata.name });
  const withRequest = changeByPem<SeenRequest>(view, 'request', csr.spec.request, named);
  const { certificate } = csr.status;
  return changeByPem<SeenCertificate>(withRequest, 'certificate', certificate, named);
}

function issued(
  view: CertificatesView,
  fact: Fact<FactOf<'certificate.issued' | 'certificate.installed'>>,
): CertificatesView {
  const { pem, certificate, key, seq, at, by: owner } = fact;
  const role = certificateRole(fact.role, certificate);
  const isCa = role === 'ca';
  const ca = isCa || role === 'kubelet-self-signed' ? undefined : view.ca;
  const number = ordinal(view, 'certificate', role);
  const seen: SeenCertificate = {
    kind: 'certificate',
    id: `certificate/${seq}`,
    owner,
    role,
    seq,
    at,
    ...(key === undefined ? {} : { key }),
    certificate,
    inUse: componentKind(owner) !== 'kube-controller-manager',
    download: certificateDownload(pem, role, number, at, ca),
  };
  return add(isCa ? { ...view, ca: pem } : view, seen);
}

/** The kubelet uses a certificate: one that was seen being issued, or one that it found on its disk. */
function installed(
  view: CertificatesView,
  fact: Fact<FactOf<'certificate.installed'>>,
): CertificatesView {
  const { by: owner, key, pem } = fact;
  const changed = changeByPem<SeenCertificate>(view, 'certificate', pem, () => ({
    owner,
    key,
    inUse: true,
  }));
  return changed === view ? issued(view, fact) : changed;
}

/** Every key, request and certificate that came to be, oldest first. */
export const certificatesView: Projection<CertificatesView> = {
  initial: { seen: [], asked: [] },
  apply(view, fact) {
    switch (fact.type) {
      case 'key.generated':
        return keyMade(view, fact);
      case 'crypto.asked':
        return csrAsked(view, fact);
      case 'crypto.completed':
        return csrMade(view, fact);
      case 'request.prepared':
        return csrPosted(view, fact);
      case 'request.decoded':
        return csrRead(view, fact);
      case 'object.stored':
        return fact.object.kind === 'CertificateSigningRequest'
          ? csrStored(view, fact.object)
          : view;
      case 'certificate.issued':
        return issued(view, fact);
      case 'certificate.installed':
        return installed(view, fact);
      default:
        return view;
    }
  },
};
