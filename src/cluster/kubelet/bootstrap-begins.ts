import { bootstrapWait, waitsForServer } from '../../releases/kubelet-bootstrap.ts';
import { backgroundBootstrapOn } from '../../releases/kubelet-logs-bootstrap.ts';
import { waitTimeoutText } from '../../releases/kubelet-requests.ts';
import type { FactBody } from '../model/facts.ts';
import { MINUTE } from '../model/instant.ts';
import { printed } from './log.ts';
import { moved } from './moves.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { bootstrapsInBackground } from './rotation-on.ts';

/** Sets the bootstrap chart going, with what differs by release in its context. */
export function bootstrapBegun(kubelet: NodeKubelet): readonly FactBody[] {
  const { release, by } = kubelet;
  const background = bootstrapsInBackground(kubelet);
  const context = {
    rotationRunsInBackground: background,
    waitsForServer: waitsForServer.at(release),
    serverWaitMs: MINUTE,
    certificateWaitMs: bootstrapWait.at(release),
    waitTimeoutText: waitTimeoutText.at(release),
  };
  return [
    ...(background ? printed(by, backgroundBootstrapOn.at(release)) : []),
    ...moved(kubelet, 'bootstrap', { type: 'processStarted' }, context),
  ];
}
