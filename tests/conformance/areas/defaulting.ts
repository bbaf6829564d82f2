import {
  conditionDefaults,
  defaultCsr,
  SIGNER_RULES,
} from '../../../src/cluster/apiserver/csr/defaulting.ts';
import {
  isKubeletClientRequest,
  isKubeletServingRequest,
  KUBELET_CLIENT_SIGNER,
} from '../../../src/cluster/apiserver/csr/kubelet-patterns.ts';
import type { CsrCondition } from '../../../src/cluster/model/objects.ts';
import { compared } from '../comparison.ts';
import type { Area, JsonObject } from '../runner/types.ts';

export const area: Area = {
  'csr.defaultSignerName': async ({ given, then }, context) => {
    const { object, decoded } = await context.buildCsr(given['csr'] as JsonObject);
    const apiVersion = `certificates.k8s.io/${given['apiVersion'] as string}`;
    const { spec } = defaultCsr({ ...object, apiVersion }, decoded, context.release).object;
    return compared({ signerName: spec.signerName, usages: spec.usages }, then);
  },

  'csr.defaultSignerOrder': ({ then }) =>
    compared(
      { order: SIGNER_RULES.map(({ when, signerName }) => `${when} -> ${signerName}`) },
      then,
    ),

  'csr.defaultCondition': ({ given, then }) => {
    const condition = given['condition'] as CsrCondition;
    const inV1 = given['apiVersion'] === 'v1';
    const { status } = inV1 ? condition : conditionDefaults(condition);
    return compared({ status }, then);
  },

  'csr.matchesPattern': async ({ given, then }, context) => {
    const { object, decoded } = await context.buildCsr(given['csr'] as JsonObject);
    const matches =
      given['pattern'] === KUBELET_CLIENT_SIGNER ? isKubeletClientRequest : isKubeletServingRequest;
    const match = matches(
      context.parsedRequest(decoded),
      object.spec.usages ?? [],
      context.release,
    );
    return compared({ match }, then);
  },
};
