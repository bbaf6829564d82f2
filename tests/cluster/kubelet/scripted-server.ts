/**
 * A kube-apiserver and its controllers reduced to answers, for tests of the kubelet alone: exchanges are answered at
 * once, without connections; keys, requests and certificates are real.
 */
import type { Component } from '../../../src/cluster/model/component.ts';
import type { Fact, FactBody, FactOf } from '../../../src/cluster/model/facts.ts';
import { DAY } from '../../../src/cluster/model/instant.ts';
import {
  keyOf,
  objectKey,
  type ApiObject,
  type CertificateSigningRequest,
  type Status,
} from '../../../src/cluster/model/objects.ts';
import {
  componentId,
  type ApiAnswer,
  type ApiRequest,
  type ResourceRequest,
} from '../../../src/cluster/model/requests.ts';
import type { ClusterState } from '../../../src/cluster/model/state.ts';
import { evolveTransport } from '../../../src/cluster/transport/evolve.ts';

export type Decision = 'approve' | 'deny' | 'fail' | 'delete' | 'none';

export interface Script {
  /** What becomes of a request that is watched; asked once for each watch. */
  readonly decision?: (attempt: number) => Decision;
  /** Answers instead of the usual ones, or refuses the connection. */
  readonly answer?: (
    request: ApiRequest,
    state: ClusterState,
  ) => ApiAnswer | { readonly error: string } | undefined;
  readonly ca: { readonly key: string; readonly pem: string };
}

const SERVER = componentId('kube-apiserver', 'control-plane');

export function failure(code: number, reason: string, message: string): ApiAnswer {
  const status: Status = { kind: 'Status', status: 'Failure', code, reason, message };
  return { kind: 'status', code, status };
}

export const FORBIDDEN = failure(
  403,
  'Forbidden',
  'certificatesigningrequests.certificates.k8s.io is forbidden: User "u" cannot create',
);

const found = (state: ClusterState, request: ResourceRequest): ApiObject | undefined =>
  state.objects.get(
    objectKey(
      request.resource,
      request.name ?? request.fieldSelector?.replace('metadata.name=', '') ?? '',
    ),
  );

function usual(state: ClusterState, fact: Fact<FactOf<'request.prepared'>>): ApiAnswer {
  const { request } = fact;
  if (request.kind === 'nonResource') return { kind: 'text', code: 200, text: 'ok' };
  const object = found(state, request);
  switch (request.verb) {
    case 'get':
      return object ? { kind: 'object', code: 200, object } : failure(404, 'NotFound', 'not found');
    case 'list':
      return { kind: 'list', code: 200, items: object ? [object] : [], resourceVersion: '1' };
    case 'watch':
      return { kind: 'watching', code: 200 };
    default:
      return created(state, fact, request);
  }
}

function created(state: ClusterState, fact: Fact, request: ResourceRequest): ApiAnswer {
  const body = request.body!;
  const name = body.metadata.name || `${body.metadata.generateName}${fact.seq}`;
  if (state.objects.has(objectKey(request.resource, name)))
    return failure(409, 'AlreadyExists', `${request.resource} "${name}" already exists`);
  const { generateName: _, ...metadata } = body.metadata;
  return {
    kind: 'object',
    code: 201,
    object: { ...body, metadata: { ...metadata, name, uid: `uid-${fact.seq}` } } as ApiObject,
  };
}

function decided(
  object: CertificateSigningRequest,
  type: string,
  certificate?: string,
): CertificateSigningRequest {
  const status = {
    conditions: [{ type, reason: 'r', message: 'm' }],
    ...(certificate ? { certificate } : {}),
  };
  return { ...object, status };
}

export function scriptedServer(script: Script): Component {
  let watches = 0;

  const watched = (
    state: ClusterState,
    fact: Fact<FactOf<'request.prepared'>>,
  ): readonly FactBody[] => {
    if (fact.request.kind !== 'resource' || fact.request.verb !== 'watch') return [];
    const object = found(state, fact.request) as CertificateSigningRequest;
    watches += 1;
    const event = (type: 'MODIFIED' | 'DELETED', changed: CertificateSigningRequest): FactBody => ({
      type: 'watch.received',
      by: fact.by,
      exchange: fact.exchange,
      delivery: `delivery-${fact.seq}`,
      event: { type, object: changed },
    });
    switch (script.decision?.(watches) ?? 'approve') {
      case 'none':
        return [];
      case 'deny':
        return [event('MODIFIED', decided(object, 'Denied'))];
      case 'fail':
        return [event('MODIFIED', decided(object, 'Failed'))];
      case 'delete':
        return [event('DELETED', object)];
      case 'approve':
        return [
          {
            type: 'crypto.asked',
            by: SERVER,
            effect: `read-${fact.seq}`,
            purpose: { name: 'scripted.read', of: fact.exchange },
            ask: { kind: 'readCsr', pem: object.spec.request },
          },
        ];
    }
  };

  const signing = (
    state: ClusterState,
    fact: Fact<FactOf<'crypto.completed'>>,
  ): readonly FactBody[] => {
    const exchange = state.exchanges.get(fact.purpose.of);
    if (!exchange || exchange.request.kind !== 'resource') return [];
    if (fact.outcome.kind === 'readCsr' && fact.outcome.result.ok) {
      const { subject, sans, publicKey } = fact.outcome.result.request;
      return [
        {
          type: 'crypto.asked',
          by: SERVER,
          effect: `issue-${fact.seq}`,
          purpose: { name: 'scripted.issue', of: fact.purpose.of },
          ask: {
            kind: 'issue',
            issuerKey: script.ca.key,
            issuer: script.ca.pem,
            publicKey: publicKey.spki,
            template: {
              subject,
              sans,
              serial: '01',
              notBefore: Math.floor(state.now / 1000) * 1000 - 300_000,
              notAfter: Math.floor(state.now / 1000) * 1000 + 365 * DAY,
              keyUsages: ['digitalSignature'],
              extKeyUsages: ['clientAuth'],
              basicConstraints: 'leaf',
              subjectKeyIdentifier: false,
              authorityKeyIdentifier: true,
            },
          },
        },
      ];
    }
    const object = found(state, exchange.request);
    if (fact.outcome.kind !== 'issue' || object?.kind !== 'CertificateSigningRequest') return [];
    const event = {
      type: 'MODIFIED',
      object: decided(object, 'Approved', fact.outcome.result.pem),
    } as const;
    return [
      {
        type: 'watch.received',
        by: exchange.from,
        exchange: exchange.id,
        delivery: `delivery-${fact.seq}`,
        event,
      },
    ];
  };

  return {
    name: 'transport',
    react(state, fact) {
      if (fact.type === 'crypto.completed' && fact.by === SERVER) return signing(state, fact);
      if (fact.type !== 'request.prepared') return [];
      const { by, exchange } = fact;
      const answer = script.answer?.(fact.request, state) ?? usual(state, fact);
      if ('error' in answer) return [{ type: 'request.failed', by, exchange, error: answer.error }];
      const stored: readonly FactBody[] =
        answer.kind === 'object' && answer.code === 201
          ? [
              {
                type: 'object.stored',
                by: SERVER,
                key: keyOf(answer.object),
                change: 'created',
                object: answer.object,
              },
            ]
          : [];
      return [
        ...stored,
        { type: 'response.sent', by: SERVER, exchange, answer },
        { type: 'response.received', by, exchange },
        ...(answer.kind === 'watching' ? watched(state, fact) : []),
      ];
    },
    evolve(state, fact) {
      const next = evolveTransport(state, fact);
      return fact.type === 'object.stored'
        ? { ...next, objects: next.objects.set(fact.key, fact.object) }
        : next;
    },
  };
}
