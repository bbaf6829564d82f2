import { isApproved } from '../../../src/cluster/controllers/csr-conditions.ts';
import { signingDuration } from '../../../src/cluster/controllers/signer/duration.ts';
import { buildLoop, loopFor } from '../../../src/cluster/controllers/signer/loops.ts';
import {
  decideSigning,
  type SigningContext,
} from '../../../src/cluster/controllers/signer/signing.ts';
import {
  certificateTemplate,
  rolledSerial,
} from '../../../src/cluster/controllers/signer/template.ts';
import {
  EXT_KEY_USAGE_OF,
  EXT_KEY_USAGE_ORDER,
  KEY_USAGE_OF,
  usagesInCertificate,
} from '../../../src/cluster/controllers/signer/usages.ts';
import { requestProblem } from '../../../src/cluster/controllers/signer/validation.ts';
import { DAY, SECOND } from '../../../src/cluster/model/instant.ts';
import type { Release } from '../../../src/releases/release.ts';
import { refusedRequest, signingLoops, type SigningLoop } from '../../../src/releases/signer.ts';
import { agrees, compared } from '../comparison.ts';
import type { Area, CaseContext, Handler, JsonObject, Verdict } from '../runner/types.ts';
import {
  caAs,
  describedCertificate,
  issuedBy,
  opensslUsage,
  signingCa,
  type CaDescription,
} from '../signing-ca.ts';

interface HandleGiven {
  readonly signerController: string;
  readonly csr?: JsonObject;
  readonly signerDurationSeconds?: number;
}

function loopOf(csr: JsonObject, release: Release): { ok: true; loop: SigningLoop | undefined } {
  const { signerName } = (csr['spec'] ?? {}) as { signerName?: string };
  return { ok: true, loop: loopFor(signerName, release) };
}

const renamed = (usages: readonly string[]): readonly string[] => usages.map(opensslUsage);

/** keyUsage is a set of bits: its order says nothing. */
function usagesVerdict(
  got: { keyUsage?: readonly string[]; extKeyUsage?: readonly string[] } & JsonObject,
  then: JsonObject,
): Verdict {
  const sorted = (value: unknown) =>
    Array.isArray(value) ? [...(value as string[])].sort() : value;
  const bits = (value: JsonObject) => ({
    ...value,
    ...(value['keyUsage'] === undefined ? {} : { keyUsage: sorted(value['keyUsage']) }),
  });
  return { got, ok: agrees(bits(got), bits(then)) };
}

function signingContext({ release, now }: CaseContext, most: number): SigningContext {
  return {
    release,
    now,
    most,
    caNotAfter: now + 3650 * DAY,
    serial: rolledSerial('conformance', 'serial', release),
  };
}

/** What a pass over one request is compared by: nothing was done, and nothing went wrong. */
const NOTHING = {
  constructionError: false,
  error: false,
  updates: 0,
  certificateIssued: false,
  failedCondition: false,
};

const handle: Handler = async ({ given, then }, context) => {
  const { release } = context;
  const { signerController, csr, signerDurationSeconds = 3600 } = given as unknown as HandleGiven;
  // "all" is every loop of the release, of which each request has one or none.
  const built =
    signerController === 'all' && csr !== undefined
      ? loopOf(csr, release)
      : buildLoop(signerController, release);
  if (!built.ok)
    return compared(
      { ...NOTHING, constructionError: true, error: true, errorMessage: built.error },
      then,
    );
  if (csr === undefined || built.loop === undefined) return compared(NOTHING, then);
  const { object, decoded } = await context.buildCsr({ name: '', ...csr });
  const verdict = decideSigning(
    object,
    decoded,
    built.loop,
    signingContext(context, signerDurationSeconds * SECOND),
  );
  switch (verdict.kind) {
    case 'sign': {
      const pem = await issuedBy(
        await caAs('rsa', context),
        verdict.decision.template,
        verdict.decision.request,
        context,
      );
      const [certificate] = await context.readCertificates(pem);
      return compared(
        { ...NOTHING, updates: 1, certificateIssued: certificate !== undefined },
        then,
      );
    }
    case 'failed': {
      const failed = verdict.csr.status.conditions?.find(
        (condition) => condition.type === 'Failed',
      );
      const got = {
        ...NOTHING,
        updates: 1,
        failedCondition: true,
        failedReason: failed?.reason,
        failedMessage: failed?.message,
      };
      return compared(got, then);
    }
    case 'error':
      return compared({ ...NOTHING, error: true, errorMessage: verdict.message }, then);
    default:
      return compared(NOTHING, then);
  }
};

const sign: Handler = async ({ given, then }, context) => {
  const {
    csrPemRef,
    csr = {},
    caKey = 'rsa',
    signerName,
    usages,
    expirationSeconds,
    signerDurationSeconds = 3600,
    backdateSeconds,
  } = given as unknown as {
    csrPemRef?: string;
    csr?: JsonObject;
    caKey?: string;
    signerName?: string | null;
    usages: readonly string[];
    expirationSeconds?: number | null;
    signerDurationSeconds?: number;
    backdateSeconds?: number;
  };
  const { object, decoded } = await context.buildCsr({
    ...csr,
    ...(csrPemRef === undefined ? {} : { csrPemRef }),
    spec: {
      usages,
      ...(signerName ? { signerName } : {}),
      ...(typeof expirationSeconds === 'number' ? { expirationSeconds } : {}),
    },
    status: { conditions: [{ type: 'Approved' }] },
  });
  const loop = loopFor(signerName ?? undefined, context.release);
  if (!loop || !isApproved(object.status.conditions)) return { got: { loop: null }, ok: false };
  const verdict = decideSigning(object, decoded, loop, {
    ...signingContext(context, signerDurationSeconds * SECOND),
    ...(backdateSeconds === undefined ? {} : { backdate: backdateSeconds * SECOND }),
  });
  if (verdict.kind === 'error')
    return compared({ error: true, errorMessage: verdict.message, certificateCount: 0 }, then);
  if (verdict.kind !== 'sign') return { got: verdict, ok: false };
  const pem = await issuedBy(
    await signingCa(caKey, context),
    verdict.decision.template,
    verdict.decision.request,
    context,
  );
  const certificate = await describedCertificate(pem, context);
  const certificateCount = (await context.readCertificates(pem)).length;
  return compared({ error: false, certificateCount, certificate }, then);
};

const caSign: Handler = async ({ given, then }, context) => {
  const { ca, mutateCA, policy, csr } = given as unknown as {
    ca: CaDescription;
    /** What the upstream test does to a copy of the CA's certificate. */
    mutateCA?: Partial<CaDescription>;
    policy: {
      ttlSeconds: number;
      backdateSeconds?: number;
      shortSeconds?: number;
      usages?: readonly string[];
    };
    csr: JsonObject;
  };
  const authority = await caAs({ ...ca, ...mutateCA }, context);
  const { decoded } = await context.buildCsr(csr);
  const request = context.parsedRequest(decoded);
  const made = certificateTemplate(
    request,
    {
      now: context.now,
      duration: policy.ttlSeconds * SECOND,
      caNotAfter: authority.notAfter,
      backdate: (policy.backdateSeconds ?? 0) * SECOND,
      short: (policy.shortSeconds ?? 0) * SECOND,
      usages: policy.usages ?? [],
      serial: rolledSerial('conformance', 'ca.sign', context.release),
    },
    context.release,
  );
  if (!made.ok) return compared({ error: true, errorMessage: made.error }, then);
  const certificate = await describedCertificate(
    await issuedBy(authority, made.template, request, context),
    context,
  );
  const expected = then as { certificate?: JsonObject };
  const wantsKeyId = expected.certificate?.['authorityKeyId'] === '= CA subjectKeyId';
  const got =
    wantsKeyId && certificate.authorityKeyId === authority.subjectKeyId
      ? { ...certificate, authorityKeyId: '= CA subjectKeyId' }
      : certificate;
  return compared({ error: false, certificate: got }, then);
};

export const area: Area = {
  'signer.handle': handle,
  'signer.sign': sign,
  'ca.sign': caSign,

  'signer.controllers': ({ then }, { release }) => {
    const controllers = signingLoops.at(release).map(({ name, signerNames }) => ({
      name,
      signerName: signerNames === 'any' ? null : signerNames.join(' '),
    }));
    return compared({ controllers }, then);
  },

  'signer.duration': ({ given, then }, { release }) => {
    const { certTTLSeconds, expirationSeconds } = given as {
      certTTLSeconds: number;
      expirationSeconds: number | null;
    };
    const duration = signingDuration(
      certTTLSeconds * SECOND,
      expirationSeconds ?? undefined,
      release,
    );
    return compared({ durationSeconds: duration / SECOND }, then);
  },

  'signer.validateRequest': async ({ given, then }, { release, buildCsr, parsedRequest }) => {
    const { csr, signerName } = given as { csr: JsonObject; signerName: string };
    const { object, decoded } = await buildCsr(csr);
    const message = requestProblem(
      signerName,
      parsedRequest(decoded),
      object.spec.usages ?? [],
      release,
    );
    // The functions of 1.18 say yes or no.
    const saysWhy = refusedRequest.at(release) === 'failedCondition';
    return compared({ valid: message === undefined, message: saysWhy ? message : null }, then);
  },

  'ca.keyUsagesFromStrings': ({ given, then }, { release }) => {
    const asked = given['usages'] as readonly string[] | null | undefined;
    const usages = usagesInCertificate(asked ?? [], release);
    if (!usages.ok) return compared({ error: true, errorMessage: usages.error }, then);
    return usagesVerdict(
      {
        error: false,
        keyUsage: renamed(usages.keyUsages),
        extKeyUsage: renamed(usages.extKeyUsages),
      },
      then,
    );
  },

  'ca.usageMap': ({ then }) => {
    const named = (map: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(map).map(([usage, name]) => [usage, opensslUsage(name)]));
    const got = {
      keyUsage: named(KEY_USAGE_OF),
      extKeyUsage: named(EXT_KEY_USAGE_OF),
      extKeyUsageOrder: renamed(EXT_KEY_USAGE_ORDER),
    };
    const expected = then as { keyUsage: JsonObject; extKeyUsage: JsonObject };
    const complete = (['keyUsage', 'extKeyUsage'] as const).every(
      (map) => Object.keys(got[map]).length === Object.keys(expected[map]).length,
    );
    return { got, ok: complete && agrees(got, then) };
  },
};
