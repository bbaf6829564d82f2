/** Runs of a whole kubelet against a scripted API server, for cases that no single function answers. */
import { HOUR, SECOND } from '../../src/cluster/model/instant.ts';
import type { CertificateSigningRequest } from '../../src/cluster/model/objects.ts';
import type { ApiAnswer, ApiRequest } from '../../src/cluster/model/requests.ts';
import { bootstrapKeyFile } from '../../src/releases/kubelet-bootstrap.ts';
import type { Release } from '../../src/releases/release.ts';
import {
  loneKubelet,
  PKI_DIR,
  type LoneKubelet,
  type LoneOptions,
} from '../cluster/kubelet/lone-kubelet.ts';
import { failure } from '../cluster/kubelet/scripted-server.ts';

/** Without rotation the first request is RequestNodeCertificate's in every release. */
const BLOCKING = { rotateCertificates: false } as const;

const requestsOf = (lone: LoneKubelet): number =>
  lone.simulation.state.objects.count((object) => object.kind === 'CertificateSigningRequest');

/** A kubelet is stopped while its request is pending and started again: does it wait for that same request? */
export async function pendingThenRestarted(release: Release): Promise<boolean> {
  const lone = await loneKubelet(release, {
    kubelet: BLOCKING,
    decision: (watch) => (watch === 1 ? 'none' : 'approve'),
  });
  await lone.start();
  await lone.stop();
  await lone.start();
  return (
    requestsOf(lone) === 1 &&
    lone.logged().includes('csr for this node is still valid') &&
    lone.chart('bootstrap') === 'done'
  );
}

/** Which call fails from some moment on, and with what. */
export interface Failing {
  readonly call: 'create' | 'watch';
  readonly answer: ApiAnswer | { readonly error: string };
}

const isCreate = (request: ApiRequest): boolean =>
  request.kind === 'resource' && request.verb === 'create' && request.resource !== 'nodes';
const isWatch = (request: ApiRequest): boolean =>
  request.kind === 'resource' && ['list', 'watch'].includes(request.verb);

const answerOf = ({ call, answer }: Failing, request: ApiRequest) =>
  (call === 'create' ? isCreate : isWatch)(request) ? answer : undefined;

const NEVER_RAN = 'failed to run Kubelet: ';

export interface RequestRun {
  /** With what the kubelet ended; undefined where it goes on. */
  readonly error: string | undefined;
  /** What it goes on with. */
  readonly stored: string | undefined;
  readonly issued: string | undefined;
}

/** A request that is approved, or denied, or fails: what was issued, and what the kubelet goes on with. */
export async function requestWithCertificate(
  release: Release,
  failing?: Failing | 'denied',
): Promise<RequestRun> {
  const lone = await loneKubelet(release, {
    kubelet: BLOCKING,
    decision: () => (failing === 'denied' ? 'deny' : 'approve'),
    answer: (request) =>
      failing === undefined || failing === 'denied' ? undefined : answerOf(failing, request),
  });
  await lone.start();
  if (failing !== undefined) await lone.pass(2 * HOUR);
  return requestOutcome(lone);
}

/** A kubelet that finds a key file with this text. */
export async function requestWithKeyFile(release: Release, text: string): Promise<RequestRun> {
  const lone = await loneKubelet(release, { kubelet: BLOCKING });
  await lone.write(`${PKI_DIR}/${bootstrapKeyFile.at(release)}`, { kind: 'text', text });
  await lone.start();
  return requestOutcome(lone);
}

/** A kubelet whose name for its request is taken by one with this PKCS#10. */
export async function requestBesides(release: Release, pem: string): Promise<RequestRun> {
  const lone = await loneKubelet(release, {
    kubelet: BLOCKING,
    answer: (request) => {
      if (isCreate(request))
        return failure(409, 'AlreadyExists', 'certificatesigningrequests "x" already exists');
      if (request.kind !== 'resource' || request.verb !== 'get') return undefined;
      const object: CertificateSigningRequest = {
        apiVersion: `certificates.k8s.io/${request.apiVersion}`,
        kind: 'CertificateSigningRequest',
        metadata: { name: request.name ?? '', uid: 'other' },
        spec: { request: pem },
        status: {},
      };
      return { kind: 'object', code: 200, object };
    },
  });
  await lone.start();
  return requestOutcome(lone);
}

function requestOutcome(lone: LoneKubelet): RequestRun {
  const issued = lone.simulation.log.flatMap((fact) => {
    const object = fact.type === 'watch.received' ? fact.event.object : undefined;
    return object?.kind === 'CertificateSigningRequest' && object.status.certificate !== undefined
      ? [object.status.certificate]
      : [];
  });
  return {
    error: lone.facts('process.exited')[0]?.message.replace(NEVER_RAN, ''),
    stored: lone.facts('certificate.installed')[0]?.pem,
    issued: issued.at(-1),
  };
}

export interface ManagerRun {
  /** A certificate came of the attempt. */
  readonly succeeded: boolean;
  /** The process is still there. */
  readonly running: boolean;
  readonly serverHealthy: boolean;
}

const CHART = 'clientCertificate/node-1';
const installedBy = (lone: LoneKubelet): number => lone.facts('certificate.installed').length;
const stateOf = (lone: LoneKubelet) => lone.simulation.state.lifecycles.get(CHART);

function outcomeOf(lone: LoneKubelet, before: number): ManagerRun {
  return {
    succeeded: installedBy(lone) > before,
    running: lone.facts('process.exited').length === 0,
    serverHealthy: stateOf(lone)?.context['serverHealthy'] === true,
  };
}

/** The certificate manager's first attempt, made without any certificate: from 1.14 on with rotation. */
export async function firstAttempt(
  release: Release,
  answer: NonNullable<LoneOptions['answer']>,
): Promise<ManagerRun> {
  const lone = await loneKubelet(release, { answer });
  await lone.start();
  await lone.pass(SECOND);
  return outcomeOf(lone, 0);
}

/** So long after its deadline an attempt has ended that nobody answers (the waits of 1.9 to 1.13 add up to 12.5 min). */
const LONGEST_WAIT = 901 * SECOND;

/**
 * The certificate in use comes to its deadline, and the manager asks for another: from 1.7 on.
 * @param failing a call that fails from then on
 */
export async function rotationAttempt(release: Release, failing?: Failing): Promise<ManagerRun> {
  let begun = false;
  const lone = await loneKubelet(release, {
    answer: (request) => (begun && failing ? answerOf(failing, request) : undefined),
  });
  await lone.start();
  // From 1.12 on the loop turns, and draws its deadline, a second after the certificate came.
  await lone.pass(2 * SECOND);
  const { value, context } = stateOf(lone) ?? {};
  if (value !== 'inUse') throw new Error('the kubelet has no certificate to replace');
  const before = installedBy(lone);
  begun = true;
  await lone.pass(
    Number(context?.['deadlineMs']) + (failing?.call === 'watch' ? LONGEST_WAIT : SECOND),
  );
  return outcomeOf(lone, before);
}
