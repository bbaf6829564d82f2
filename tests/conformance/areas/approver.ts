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
import { groupApproverChecksUsages } from '../../../src/releases/approver.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
  ResourceAttributes,
} from '../../../src/cluster/model/objects.ts';
import type { ResourceRequest } from '../../../src/cluster/model/requests.ts';
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
  return {
    verb,
    group: apiGroup,
    version: apiVersion,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(conditions === undefined ? {} : { conditions, conditionsCount: conditions.length }),
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

const handle: Handler = async ({ given, then }, { release, buildCsr }) => {
  const wanted = given as unknown as HandleGiven;
  const { object, decoded } = await buildCsr(wanted.csr);
  const inspection = inspect(object, decoded, candidates(wanted, recognizers(release)));
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
      if (next.kind === 'gaveUp') return errorOf(next.outcome);
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
  const got = { actions, ...error };
  return { got, ok: included && agrees(got, rest) };
};

export const area: Area = {
  'approver.handle': handle,

  'approver.recognize': async ({ given, then }, { release, buildCsr, parsedRequest }) => {
    const { csr, recognizer } = given as { csr: JsonObject; recognizer: RecognizerName };
    const { object, decoded } = await buildCsr(csr);
    return compared(
      { recognized: recognizes(recognizer, object, parsedRequest(decoded), release) },
      then,
    );
  },

  'approver.recognizers': ({ then }, { release }) => {
    const got = recognizers(release).map(({ name, permission, successMessage }) => ({
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
    const verdict = compared(
      { ...decisionOf(conditions), conditionsCount: conditions.length, error: false },
      then,
    );
    if (verdict.ok || groupApproverChecksUsages.at(release)) return verdict;
    return {
      disputed:
        'pkg/controller/certificates/controller.go @ v1.5.0 (maybeAutoApproveCSR), read at the tag, looks at no usages: ' +
        'v1alpha1 has none; the range of the case is inferred',
    };
  },

  'csr.isApproved': ({ given, then }) => {
    const { conditions } = given as { conditions: readonly CsrCondition[] };
    return compared({ approved: isApproved(conditions) }, then);
  },
};
