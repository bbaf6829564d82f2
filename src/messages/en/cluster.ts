/** Sentences about the scenario, what a person does, and time. */
import { goDuration } from '../../cluster/model/instant.ts';
import type { Intent } from '../../cluster/model/intents.ts';
import type { FactSentences } from '../messages.ts';
import { counted, when, who, whom } from './names.ts';

type ClusterSentences = Pick<
  FactSentences,
  | 'scenario.started'
  | 'intent.given'
  | 'intent.refused'
  | 'host.clockSet'
  | 'host.powerSet'
  | 'host.reachabilitySet'
  | 'clock.advanced'
  | 'timer.set'
  | 'timer.cancelled'
  | 'timer.fired'
  | 'attempts.repeated'
>;

function intended(intent: Intent): string {
  switch (intent.type) {
    case 'controlPlane.start':
      return 'You set up a control plane: a CA, certificates, and the components.';
    case 'kubectl.apply':
      return `You apply ${counted(intent.objects.length, 'object')} with kubectl.`;
    case 'kubectl.delete':
      return `You delete the ${intent.kind} ${intent.name} with kubectl.`;
    case 'kubectl.certificate':
      return `You ${intent.verb} the certificate signing request of ${intent.csr.node} by hand.`;
    case 'node.provision':
      return `You put a bootstrap kubeconfig on ${intent.node}.`;
    case 'kubelet.start':
      return `You start the kubelet of ${intent.node}.`;
    case 'kubelet.stop':
      return `You stop the kubelet of ${intent.node}.`;
    case 'kubelet.setServingBootstrap':
      return `You switch serverTLSBootstrap ${intent.on ? 'on' : 'off'} for the kubelet of ${intent.node}.`;
    case 'host.setPower':
      return `You ${intent.on ? 'switch' : 'cut the power of'} ${intent.host}${intent.on ? ' on' : ''}.`;
    case 'kubectl.reachPod':
      return `You ask for the ${intent.verb === 'logs' ? 'logs of' : 'output of a command in'} a pod on ${intent.node}.`;
    case 'metricsServer.scrape':
      return `metrics-server asks ${intent.node} for its metrics.`;
    case 'file.write':
      return `You write ${intent.path} on ${intent.host}.`;
    case 'file.remove':
      return `You remove ${intent.path} from ${intent.host}.`;
    case 'host.setClock':
      return `You set the clock of ${intent.host} to differ by ${goDuration(intent.offset)}.`;
    case 'host.setReachable':
      return `You ${intent.reachable ? 'connect' : 'disconnect'} ${intent.host}.`;
    case 'clock.advance':
      return 'You let time pass.';
  }
}

export const clusterSentences = {
  'scenario.started': ({ cluster }) =>
    `A cluster of Kubernetes ${cluster.controlPlane.release} with ${counted(cluster.nodes.length, 'node')} is ready to be set up.`,
  'intent.given': ({ intent }) => intended(intent),
  'intent.refused': ({ reason }) => reason,
  'host.clockSet': ({ host, offset }) =>
    offset === 0
      ? `The clock of ${host} is right.`
      : `The clock of ${host} differs from the cluster's time by ${goDuration(offset)}.`,
  'host.powerSet': ({ host, on }) =>
    on ? `${host} has power again.` : `${host} has lost its power.`,
  'host.reachabilitySet': ({ host, reachable }) =>
    reachable ? `${host} can be reached.` : `${host} cannot be reached.`,
  'clock.advanced': ({ to }) => `It is ${when(to)}.`,
  'timer.set': ({ by, due }) => `${who(by)} will go on at ${when(due)}.`,
  'timer.cancelled': ({ by }) => `${who(by)} no longer waits.`,
  'timer.fired': ({ by }) => `A wait is over for ${whom(by)}.`,
  'attempts.repeated': ({ count, to, every }) =>
    `${counted(count, 'attempt')} like these followed until ${when(to)}, one every ${goDuration(every)}; they are not shown.`,
} satisfies ClusterSentences;
