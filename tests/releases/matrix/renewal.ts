import { MINUTE } from '../../../src/cluster/model/instant.ts';
import type { LoneKubelet } from '../../cluster/kubelet/lone-kubelet.ts';

/** Starts the kubelet, and lets it get and use its first certificate up to the moment at which it asks for another. */
export async function startAndRenew(lone: LoneKubelet, renewalBegins: () => void): Promise<void> {
  await lone.start();
  await lone.pass(MINUTE);
  renewalBegins();
  const { lifecycles } = lone.simulation.state;
  await lone.pass(Number(lifecycles.get('clientCertificate/node-1')?.context['deadlineMs']));
}
