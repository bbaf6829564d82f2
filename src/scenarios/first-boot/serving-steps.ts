/** Ten weeks later: the kubelet's own port gets a certificate that the cluster's CA has signed. */
import { DAY } from '../../cluster/model/instant.ts';
import type { Intent } from '../../cluster/model/intents.ts';
import { servingRecognizer } from '../../releases/approver.ts';
import { servingBootstrapSwitch } from '../../releases/kubelet-flags.ts';
import type { Release } from '../../releases/release.ts';
import type { Step } from '../model.ts';
import { onlyIn, releasesWhere, stretchWhere } from '../stretch.ts';
import { NODE, STARTS_AT } from './cluster.ts';
import { SECOND_NODE } from './second-node.ts';
import { servingApprovalObjects } from './objects-serving.ts';
import { csrApproved, csrAnswered, csrSent, installed, KUBELET } from './patterns.ts';

const CHAPTER = 'serve';

/**
 * So late that the client certificate is renewed first in every run: both live a year and are renewed between 70 and 90 %
 * of it, which are 73 days.
 */
const SWITCHED_ON = STARTS_AT + 77 * DAY;

/** There is such a certificate at all. */
export const servingExists = {
  only: stretchWhere((release) => servingBootstrapSwitch.at(release) !== 'none'),
  because: 'noServingBootstrap',
} as const;

/** The second machine, which cannot join, is switched off and forgotten. */
const switchOn: readonly Intent[] = [
  { type: 'host.setPower', host: SECOND_NODE, on: false },
  { type: 'clock.advance', to: SWITCHED_ON },
  { type: 'kubelet.stop', node: NODE },
  { type: 'kubelet.setServingBootstrap', node: NODE, on: true },
  { type: 'kubelet.start', node: NODE },
];

/** Where kube-controller-manager approves it, it must be allowed to. */
const allowAndSwitchOn = (release: Release): readonly Intent[] => [
  { type: 'kubectl.apply', objects: servingApprovalObjects(release) },
  ...switchOn,
];

/** Releases in which kube-controller-manager approves serving certificates itself. */
const approvesServing = (release: Release): boolean => servingRecognizer.at(release) === 'gate';
export const withoutHand = stretchWhere(approvesServing);

export const approveByHand: Intent = {
  type: 'kubectl.certificate',
  verb: 'approve',
  csr: { node: NODE, purpose: 'serving' },
};

export const servingSteps: readonly Step[] = [
  {
    id: 'serving-requested',
    chapter: CHAPTER,
    does: switchOn,
    until: [csrAnswered],
    main: csrSent,
    ...servingExists,
    instead: releasesWhere(approvesServing).map((release) => ({
      only: onlyIn(release),
      does: allowAndSwitchOn(release),
    })),
  },
  {
    id: 'serving-approved',
    chapter: CHAPTER,
    does: [approveByHand],
    until: [csrApproved],
    ...servingExists,
    instead: [{ only: withoutHand, does: [] }],
  },
  {
    id: 'serving-stored',
    chapter: CHAPTER,
    until: [installed('kubelet-serving')],
    ...servingExists,
  },
  {
    id: 'kubelet-dialled',
    chapter: CHAPTER,
    does: [{ type: 'kubectl.reachPod', verb: 'logs', node: NODE }],
    until: [{ type: 'connection.established', by: KUBELET }],
    main: { type: 'handshake.serverAccepted', by: 'kube-apiserver' },
  },
  {
    id: 'logs-read',
    chapter: CHAPTER,
    until: [
      {
        type: 'response.received',
        request: { verb: 'get', resource: 'pods', subresource: 'log', from: 'kubectl' },
      },
    ],
    main: { type: 'request.authorized', by: KUBELET },
  },
];
