/** The Node authorizer (plugin/pkg/auth/authorizer/node/node_authorizer.go, Authorize). */
import {
  nodeNoPathReason,
  nodeReadsOwnNodeOnly,
  nodeSecretVerbs,
} from '../../../releases/authorization.ts';
import { systemNodeRules } from '../../../releases/rbac-defaults-node.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import type { Attributes, ResourceAttributesOfRequest } from './attributes.ts';
import { nodeOf } from './node-identity.ts';
import { ruleCovers } from './rules.ts';

/** This authorizer never denies: what it does not allow, the next one may. */
export interface NodeDecision {
  readonly allowed: boolean;
  readonly reason: string;
}

const refused = (reason: string): NodeDecision => ({ allowed: false, reason });

/**
 * Secrets and ConfigMaps: only those that a pod of the node refers to.
 * SIMPLIFIED: there are no pods here, so that the Node authorizer finds no path from any Secret or ConfigMap to any node.
 */
function readOfPodData(
  node: string,
  attributes: ResourceAttributesOfRequest,
  release: Release,
): NodeDecision {
  const verbs = nodeSecretVerbs.at(release);
  const onlyGet = verbs.length === 1;
  if (!verbs.includes(attributes.verb) || (onlyGet && attributes.name === '')) {
    return refused(
      onlyGet
        ? 'can only get individual resources of this type'
        : 'can only read resources of this type',
    );
  }
  if (attributes.subresource !== '')
    return refused(onlyGet ? 'cannot get subresource' : 'cannot read subresource');
  if (!onlyGet && attributes.namespace === '')
    return refused('can only read namespaced object of this type');
  if (attributes.name === '') return refused('No Object name found');
  return refused(nodeNoPathReason.at(release)(node));
}

/** From 1.32 a node reads its own Node object only; writing it is NodeRestriction's matter. */
function readOfNode(
  node: string,
  attributes: ResourceAttributesOfRequest,
): NodeDecision | undefined {
  if (attributes.subresource !== '' || !['get', 'list', 'watch'].includes(attributes.verb))
    return undefined;
  if (attributes.name === node) return { allowed: true, reason: '' };
  if (attributes.name === '')
    return refused(`node '${node}' cannot read all nodes, only its own Node object`);
  return refused(`node '${node}' cannot read '${attributes.name}', only its own Node object`);
}

function subdivided(
  node: string,
  attributes: ResourceAttributesOfRequest,
  release: Release,
): NodeDecision | undefined {
  if (attributes.apiGroup !== '') return undefined;
  switch (attributes.resource) {
    case 'secrets':
    case 'configmaps':
      return readOfPodData(node, attributes, release);
    case 'nodes':
      return nodeReadsOwnNodeOnly.at(release) ? readOfNode(node, attributes) : undefined;
    default:
      return undefined;
  }
}

/** What the Node authorizer says; for users that are no nodes nothing at all. */
export function authorizeNode(attributes: Attributes, release: Release): NodeDecision {
  const node = nodeOf(attributes.user);
  if (node === undefined) return refused('');
  if (node === '') return refused(`unknown node for user ${goQuoted(attributes.user.name)}`);
  const special =
    attributes.kind === 'resource' ? subdivided(node, attributes, release) : undefined;
  return (
    special ?? {
      allowed: systemNodeRules(release).some((rule) => ruleCovers(rule, attributes)),
      reason: '',
    }
  );
}
