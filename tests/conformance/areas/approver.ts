import {
  afterReview,
  inspect,
  reviewRequest,
  type GivenUp,
} from '../../../src/cluster/controllers/approver/approval.ts';
import { groupAutoApprove } from '../../../src/cluster/controllers/approver/group-approver.ts';
import {
  recognizers,
  recognizes,
  type Recognizer,
  type RecognizerName,
} from '../../../src/cluster/controllers/approver/recognizers.ts';
import { usagesMatch } from '../../../src/cluster/controllers/approver/usages.ts';
import { decisionOf, isApproved } from '../../../src/cluster/controllers/csr-conditions.ts';
import {
  groupApproverChecksUsages,
  notAllowed,
  uriSubjectAltNames,
} from '../../../src/releases/approver.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
  ResourceAttributes,
} from '../../../src/cluster/model/objects.ts';
import type { ResourceRequest } from '../../../src/cluster/model/requests.ts';
import type { Release } from '../../../src/releases/release.ts';
import { agrees, compared } from '../comparison.ts';
import type { Area, Handler, JsonObject } from '../runner/types.ts';

interface HandleGiven {
  readonly csr: JsonObject;
  readonly recognizers?: readonly {
    readonly permission: ResourceAttributes;
    readonly recognizes: boolean;
    readonly successMessage: string;
  }[];
  readonly sarAllowed?: boolean | Readonly<Record<string, boolean>>;
  readonly featureGates?: Readonly<Record<string, boolean>>;
}

/** A request as Kubernetes' fake client records it. */
function action({
  verb,
  apiGroup,
  apiVersion,
  resource,
  subresource,
  body,
}: ResourceRequest): JsonObject {
  const conditions =
    body?.kind === 'CertificateSigningRequest' ? (body.status.conditions ?? []) : undefined;
  const review = body?.kind === 'SubjectAccessReview' ? body.spec : undefined;
  return {
    verb,
    group: apiGroup,
    version: apiVersion,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(conditions === undefined ? {} : { conditions, conditionsCount: conditions.length }),
    ...(review === undefined ? {} : { spec: review, ...review }),
  };
}

function candidates(given: HandleGiven, own: readonly Recognizer[]): readonly Recognizer[] {
  return (
    given.recognizers?.map(({ permission, recognizes: matches, successMessage }) => ({
      name: permission.subresource ?? '',
      permission,
      successMessage,
      recognizes: () => matches,
    })) ?? own
  );
}

const errorOf = (outcome: GivenUp) =>
  outcome.consequence === 'nothing'
    ? { error: false, errorIsIgnorable: false }
    : {
        error: true,
        errorIsIgnorable: outcome.consequence === 'ignorable',
        errorMessage: outcome.message,
      };

/** Up to 1.8 a request that nobody allows ends otherwise than it does in the later tests. */
function endedOtherwise(then: JsonObject, got: JsonObject, release: Release): string | undefined {
  if (notAllowed.at(release) === 'ignorable' || then['error'] !== true || got['gaveUp'] !== true)
    return undefined;
  const later = { ...got, error: true, errorIsIgnorable: true };
  if (!agrees(later, then)) return undefined;
  return 'pkg/controller/certificates/approver/sarapprove.go (sarApprover.handle), read at the tags: a request that is recognized and not allowed is no error @ v1.7.0, an error like any other @ v1.7.16 and v1.8.0, and an ignorable one from v1.9.0 on';
}

/** Up to 1.16 a URI in the subjectAltName is not looked at, which cases drawn from later source do not know. */
function urisWereIgnored(csr: JsonObject, then: JsonObject, release: Release): string | undefined {
  const { sans } = (csr['x509'] ?? {}) as { sans?: { uri?: readonly string[] } };
  const refused = then['recognized'] === false || then['approved'] === false;
  if (uriSubjectAltNames.at(release) === 'refused' || !refused || !sans?.uri?.length)
    return undefined;
  return 'pkg/controller/certificates/approver/sarapprove.go (isNodeClientCert) looks at DNS names, e-mail and IP addresses @ v1.7.0 and v1.11.0 (read at the tags), and at URIs @ v1.17.0 (read in TracingSource/kubernetes)';
}

const handle: Handler = async ({ given, then }, { release, buildCsr }) => {
  const wanted = given as unknown as HandleGiven;
  const { object, decoded } = await buildCsr({ name: '', ...wanted.csr });
  const own = recognizers(release, wanted.featureGates);
  const inspection = inspect(object, decoded, candidates(wanted, own));
  const actions: JsonObject[] = [];
  let error: JsonObject = { error: false, errorIsIgnorable: false };
  if (inspection.kind === 'error')
    error = { error: true, errorIsIgnorable: false, errorMessage: inspection.message };
  if (inspection.kind === 'recognized')
    error = review(object, inspection.recognizers, wanted, actions);

  function review(
    csr: CertificateSigningRequest,
    recognized: readonly Recognizer[],
    { sarAllowed = false }: HandleGiven,
    taken: JsonObject[],
  ): JsonObject {
    for (const [index, recognizer] of recognized.entries()) {
      taken.push(action(reviewRequest(csr, recognizer, release)));
      const allowed =
        typeof sarAllowed === 'boolean' ? sarAllowed : (sarAllowed[recognizer.name] ?? false);
      const next = afterReview(csr, recognized, index, allowed, release);
      if (next.kind === 'gaveUp') return { ...errorOf(next.outcome), gaveUp: true };
      if (next.kind === 'approve') {
        taken.push(action(next.request));
        return { error: false, errorIsIgnorable: false };
      }
    }
    return { error: false, errorIsIgnorable: false };
  }

  const { actionsInclude, ...rest } = then;
  const included =
    actionsInclude === undefined || actions.some((taken) => agrees(taken, actionsInclude));
  const approved = actions.some((taken) => taken['subresource'] === 'approval');
  const got = { actions, approved, ...error };
  if (included && agrees(got, rest)) return { got, ok: true };
  const disputed = included ? endedOtherwise(rest, got, release) : undefined;
  return disputed === undefined ? { got, ok: false } : { disputed };
};

export const area: Area = {
  'approver.handle': handle,

  'approver.recognize': async ({ given, then }, { release, buildCsr, parsedRequest }) => {
    const { csr, recognizer, featureGates } = given as {
      csr: JsonObject;
      recognizer: RecognizerName;
      featureGates?: Readonly<Record<string, boolean>>;
    };
    const { object, decoded } = await buildCsr(csr);
    const isTried =
      featureGates === undefined ||
      recognizers(release, featureGates).some(({ name }) => name === recognizer);
    const recognized = isTried && recognizes(recognizer, object, parsedRequest(decoded), release);
    const verdict = compared({ recognized }, then);
    const disputed = verdict.ok ? undefined : urisWereIgnored(csr, then, release);
    return disputed === undefined ? verdict : { disputed };
  },

  'approver.recognizers': ({ given, then }, { release }) => {
    const gates = given['featureGates'] as Readonly<Record<string, boolean>> | undefined;
    const got = recognizers(release, gates).map(({ name, permission, successMessage }) => ({
      name,
      permission,
      successMessage,
    }));
    return compared({ recognizers: got }, then);
  },

  'approver.usagesMatch': ({ given, then }, { release }) => {
    const { usages, recognizer } = given as {
      usages: readonly string[] | null;
      recognizer: RecognizerName;
    };
    const purpose = recognizer === 'selfnodeserver' ? 'serving' : 'client';
    return compared({ match: usagesMatch(purpose, usages ?? undefined, release) }, then);
  },

  'approver.groupAutoApprove': async ({ given, then }, { release, buildCsr }) => {
    const { csr, approveAllKubeletCSRsForGroup } = given as {
      csr: JsonObject;
      approveAllKubeletCSRsForGroup: string;
    };
    const { object, decoded } = await buildCsr(csr);
    const { conditions = [] } = groupAutoApprove(
      object,
      decoded,
      approveAllKubeletCSRsForGroup,
      release,
    ).status;
    const verdict = compared({ ...decisionOf(conditions), conditions, error: false }, then);
    if (verdict.ok) return verdict;
    const uris = urisWereIgnored(csr, then, release);
    if (uris !== undefined) return { disputed: uris };
    if (groupApproverChecksUsages.at(release)) return verdict;
    return {
      disputed:
        'pkg/controller/certificates/controller.go @ v1.5.0 (maybeAutoApproveCSR), read at the tag, looks at no usages: ' +
        'v1alpha1 has none; the range of the case is inferred',
    };
  },

  'csr.isApproved': ({ given, then }) => {
    const { conditions } = given as { conditions?: readonly CsrCondition[] | null };
    return compared({ approved: isApproved(conditions ?? []) }, then);
  },
};
