/** Nodes: which fact concerns which one, and what it means there. */
import type { ClusterSpec } from '../../cluster/model/cluster-spec.ts';
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import type { ApiObject } from '../../cluster/model/objects.ts';
import { componentId, componentKind, hostOf } from '../../cluster/model/requests.ts';
import { keyRole } from '../key-role.ts';
import type { StageMemory, StageNode } from './model.ts';
import {
  fileChanged,
  installed,
  refused,
  requested,
  requestStored,
  selfSigned,
  slotOfCsr,
} from './papers.ts';

type Nodes = readonly StageNode[];

export function nodesOf(spec: ClusterSpec): Nodes {
  return spec.nodes.map(({ name, release }, index) => ({
    name,
    present: index === 0,
    component: componentId('kubelet', name),
    release,
    addresses: spec.hosts.find((host) => host.name === name)?.addresses ?? [],
    process: 'notStarted',
    registered: false,
    token: { state: 'none' },
    key: { state: 'none' },
    client: { state: 'none' },
    serving: { state: 'none' },
    ca: { state: 'none' },
  }));
}

function changeNode(nodes: Nodes, name: string, change: (node: StageNode) => StageNode): Nodes {
  const index = nodes.findIndex((node) => node.name === name);
  const found = nodes[index];
  const changed = found && change(found);
  return changed === undefined || changed === found ? nodes : nodes.with(index, changed);
}

/** The node whose kubelet made the request with this id. */
function askingNode(memory: StageMemory, exchange: string | undefined): string | undefined {
  const from = memory.passages.find((passage) => passage.exchange.id === exchange)?.exchange.from;
  return from !== undefined && componentKind(from) === 'kubelet' ? hostOf(from) : undefined;
}

function objectStored(
  nodes: Nodes,
  fact: Fact<FactOf<'object.stored'>>,
  memory: StageMemory,
): Nodes {
  const { object } = fact;
  if (object.kind === 'Node')
    return changeNode(nodes, object.metadata.name, (node) =>
      node.registered ? node : { ...node, registered: true },
    );
  if (object.kind !== 'CertificateSigningRequest') return nodes;
  const asking = fact.change === 'created' ? askingNode(memory, fact.exchange) : undefined;
  if (asking !== undefined) return changeNode(nodes, asking, (node) => requestStored(node, object));
  return nodes.map((node) =>
    slotOfCsr(node, object.metadata.name) === undefined ? node : requestStored(node, object),
  );
}

function requestPrepared(nodes: Nodes, fact: Fact<FactOf<'request.prepared'>>): Nodes {
  const csr = createdCsr(fact);
  return csr ? changeNode(nodes, hostOf(fact.by), (node) => requested(node, csr)) : nodes;
}

function createdCsr(fact: Fact<FactOf<'request.prepared'>>) {
  const { request } = fact;
  const body: ApiObject | undefined = request.kind === 'resource' ? request.body : undefined;
  const byKubelet = componentKind(fact.by) === 'kubelet' && request.verb === 'create';
  return byKubelet && body?.kind === 'CertificateSigningRequest' ? body : undefined;
}

/** A refusal concerns a slot only where what was refused is the creation of a request. */
function requestRefused(nodes: Nodes, exchange: string, memory: StageMemory): Nodes {
  const asking = askingNode(memory, exchange);
  const passage = memory.passages.find((candidate) => candidate.exchange.id === exchange);
  const creates =
    passage?.exchange.verb === 'create' && passage.exchange.target === 'certificatesigningrequests';
  if (asking === undefined || !creates) return nodes;
  return changeNode(nodes, asking, (node) =>
    refused(
      node,
      (['client', 'serving'] as const).find((slot) => node[slot].state === 'requested'),
    ),
  );
}

function lifecycleMoved(nodes: Nodes, fact: Fact<FactOf<'lifecycle.moved'>>): Nodes {
  if (fact.chart !== 'certificateSigningRequest')
    return changeNode(nodes, fact.id, (node) => ({
      ...node,
      phase: { chart: fact.chart, state: fact.to },
    }));
  if (fact.to !== 'denied' && fact.to !== 'failed') return nodes;
  return nodes.map((node) => refused(node, slotOfCsr(node, fact.id)));
}

/** Keys and certificates that a kubelet made by itself; those of others are no papers of a node. */
function madeByKubelet(
  nodes: Nodes,
  fact: Fact<FactOf<'key.generated' | 'certificate.issued' | 'certificate.installed'>>,
): Nodes {
  if (componentKind(fact.by) !== 'kubelet') return nodes;
  return changeNode(nodes, hostOf(fact.by), (node) => {
    switch (fact.type) {
      case 'key.generated':
        return keyRole(fact.key) === 'kubelet-client'
          ? { ...node, key: { state: 'made', key: fact.key } }
          : node;
      case 'certificate.installed':
        return installed(node, fact);
      case 'certificate.issued':
        return fact.role === 'kubelet-self-signed' ? selfSigned(node, fact) : node;
    }
  });
}

function processChanged(
  nodes: Nodes,
  fact: Fact<FactOf<'process.started' | 'process.exited'>>,
): Nodes {
  if (componentKind(fact.by) !== 'kubelet') return nodes;
  const process = fact.type === 'process.started' ? 'running' : 'exited';
  return changeNode(nodes, hostOf(fact.by), (node) => ({ ...node, process }));
}

/** A machine that is set up comes on; one that never joined leaves with its power. */
function intended(nodes: Nodes, { intent }: FactOf<'intent.given'>): Nodes {
  if (intent.type === 'node.provision')
    return changeNode(nodes, intent.node, (node) => ({ ...node, present: true }));
  return intent.type === 'host.setPower' && !intent.on
    ? changeNode(nodes, intent.host, (node) => ({ ...node, present: node.registered }))
    : nodes;
}

/** The nodes after a fact. `memory` already contains it. */
export function nodesAfter(nodes: Nodes, fact: Fact, memory: StageMemory): Nodes {
  switch (fact.type) {
    case 'intent.given':
      return intended(nodes, fact);
    case 'file.written':
    case 'file.removed':
      return changeNode(nodes, fact.host, (node) =>
        fileChanged(node, fact, memory.bootstrapPaths[fact.host]),
      );
    case 'key.generated':
    case 'certificate.issued':
    case 'certificate.installed':
      return madeByKubelet(nodes, fact);
    case 'process.started':
    case 'process.exited':
      return processChanged(nodes, fact);
    case 'request.prepared':
      return requestPrepared(nodes, fact);
    case 'request.notAuthenticated':
    case 'request.notAuthorized':
    case 'request.notAdmitted':
    case 'request.notValid':
    case 'request.failed':
      return requestRefused(nodes, fact.exchange, memory);
    case 'object.stored':
      return objectStored(nodes, fact, memory);
    case 'lifecycle.moved':
      return lifecycleMoved(nodes, fact);
    default:
      return nodes;
  }
}
