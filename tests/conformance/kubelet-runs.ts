/** Runs of a whole kubelet against a scripted API server, for cases that no single function answers. */
import { SECOND } from '../../src/cluster/model/instant.ts';
import type { ApiAnswer, ApiRequest } from '../../src/cluster/model/requests.ts';
import type { Release } from '../../src/releases/release.ts';
import {
  loneKubelet,
  type LoneKubelet,
  type LoneOptions,
} from '../cluster/kubelet/lone-kubelet.ts';

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

/** A request that is approved: what was issued, and what the kubelet goes on with. */
export async function requestWithCertificate(
  release: Release,
): Promise<{ failed: boolean; stored: string | undefined; issued: string | undefined }> {
  const lone = await loneKubelet(release, { kubelet: BLOCKING });
  await lone.start();
  const issued = lone.simulation.log.flatMap((fact) => {
    const object = fact.type === 'watch.received' ? fact.event.object : undefined;
    return object?.kind === 'CertificateSigningRequest' && object.status.certificate !== undefined
      ? [object.status.certificate]
      : [];
  });
  return {
    failed: lone.chart('bootstrap') === 'failed',
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
  /** PEM of the certificate that it has now. */
  readonly after: string | undefined;
}

const isCreate = (request: ApiRequest): boolean =>
  request.kind === 'resource' && request.verb === 'create' && request.resource !== 'nodes';
const isWatch = (request: ApiRequest): boolean =>
  request.kind === 'resource' && ['list', 'watch'].includes(request.verb);

/**
 * The certificate manager's first attempt, from 1.14 on with rotation.
 * @param failing which call fails, and with what
 */
export async function managerRun(
  release: Release,
  failing?: {
    readonly call: 'create' | 'watch';
    readonly answer: ApiAnswer | { readonly error: string };
  },
  more: LoneOptions = {},
): Promise<ManagerRun> {
  const fails = failing?.call === 'create' ? isCreate : isWatch;
  const answer: LoneOptions['answer'] = (request, state) =>
    failing && fails(request) ? failing.answer : more.answer?.(request, state);
  const lone = await loneKubelet(release, { ...more, answer });
  await lone.start();
  await lone.pass(failing?.call === 'watch' ? 901 * SECOND : SECOND);
  const state = lone.simulation.state.lifecycles.get('clientCertificate/node-1');
  const installed = lone.facts('certificate.installed').map(({ pem }) => pem);
  return {
    succeeded: state?.value === 'inUse',
    running: lone.facts('process.exited').length === 0,
    serverHealthy: state?.context['serverHealthy'] === true,
    after: installed.at(-1),
  };
}
