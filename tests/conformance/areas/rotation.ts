import { requestedUsages } from '../../../src/cluster/kubelet/csr/usages.ts';
import { currentOrBootstrap } from '../../../src/cluster/kubelet/rotation/current-or-bootstrap.ts';
import {
  jitteryDuration,
  rotationDeadline,
  shouldRotate,
} from '../../../src/cluster/kubelet/rotation/deadline.ts';
import {
  certSatisfiesTemplate,
  type Template,
} from '../../../src/cluster/kubelet/rotation/template.ts';
import type { CertificateDetails, KeyAlgorithm } from '../../../src/cluster/model/crypto.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import { subjectName } from '../../../src/cluster/model/names.ts';
import { roll } from '../../../src/cluster/model/roll.ts';
import { backgroundBootstrap } from '../../../src/releases/kubelet-bootstrap.ts';
import {
  certificateWait,
  csrVersions,
  keyAlgorithm,
} from '../../../src/releases/kubelet-requests.ts';
import { retrySchedule } from '../../../src/releases/kubelet-rotation.ts';
import type { Release } from '../../../src/releases/release.ts';
import { failure } from '../../cluster/kubelet/scripted-server.ts';
import { compared } from '../comparison.ts';
import { failingOf } from '../described-failure.ts';
import { firstAttempt, rotationAttempt } from '../kubelet-runs.ts';
import { onlyKnown } from '../runner/known-fields.ts';
import { CannotRun, type Area, type CaseContext, type JsonObject } from '../runner/types.ts';

interface Offsets {
  readonly notBeforeOffset: number;
  readonly notAfterOffset: number;
  readonly randomFraction?: number;
}

const lifetime = ({ notBeforeOffset, notAfterOffset }: Offsets) => ({
  notBefore: notBeforeOffset * SECOND,
  notAfter: notAfterOffset * SECOND,
});

/** `pemRef:name`, or a certificate described by its lifetime. */
type Stored = string | ({ readonly pemRef: string } & Partial<Offsets>) | null;

async function storedCertificate(
  stored: Stored,
  context: CaseContext,
): Promise<Pick<CertificateDetails, 'notBefore' | 'notAfter'> | undefined> {
  if (stored === null) return undefined;
  const [name, { notBeforeOffset, notAfterOffset }] =
    typeof stored === 'string' ? [stored.replace('pemRef:', ''), {}] : [stored.pemRef, stored];
  if (notBeforeOffset === undefined || notAfterOffset === undefined)
    return (await context.readCertificates(context.pem(name).pem))[0];
  const { notBefore, notAfter } = lifetime({ notBeforeOffset, notAfterOffset });
  return { notBefore: context.now + notBefore, notAfter: context.now + notAfter };
}

interface DescribedTemplate {
  readonly subject?: { readonly CN?: string; readonly O?: readonly string[] };
  readonly sans?: { readonly dns?: readonly string[]; readonly ip?: readonly string[] };
}

/** What a description leaves out is empty, as in a Go struct. */
function templateOf(of: DescribedTemplate | null): Template | undefined {
  if (of === null) return undefined;
  onlyKnown('template', of, ['subject', 'sans']);
  const { CN = '', O = [] } = onlyKnown('subject', of.subject ?? {}, ['CN', 'O']);
  const { dns = [], ip = [] } = onlyKnown('sans', of.sans ?? {}, [
    'dns',
    'ip',
    // Never compared.
    'uri',
    'email',
  ]);
  return { subject: subjectName(CN, O), sans: { dns, ip } };
}

/** Before 1.14 a kubelet without certificate bootstraps, and its manager begins with what came of that. */
function needsBackground(release: Release): void {
  if (!backgroundBootstrap.at(release))
    throw new CannotRun('before 1.14 the manager only ever replaces a certificate that is in use');
}

export const area: Area = {
  'rotation.deadline': ({ given, then }, { release }) => {
    const of = given as unknown as Offsets;
    const offsetAt = (fraction: number): number =>
      rotationDeadline(lifetime(of), fraction) / SECOND;
    const {
      minOffset,
      maxOffset,
      samples = 1000,
      offset,
    } = then as Record<string, number | undefined>;
    if (minOffset === undefined || maxOffset === undefined) {
      const got = offsetAt(of.randomFraction ?? 0);
      return { got: { offset: got }, ok: Math.abs(got - Number(offset)) < 1e-6 };
    }
    const drawn = Array.from({ length: samples }, (_, index) =>
      offsetAt(roll('conformance', `deadline/${release}/${index}`)),
    );
    const got = { minOffset: Math.min(...drawn), maxOffset: Math.max(...drawn) };
    return { got, ok: got.minOffset >= minOffset - 1e-6 && got.maxOffset < maxOffset };
  },

  'rotation.jitteryDuration': ({ given, then }) => {
    const { totalSeconds, randomFraction } = given as {
      totalSeconds: number;
      randomFraction: number;
    };
    const seconds = jitteryDuration(totalSeconds * SECOND, randomFraction) / SECOND;
    return {
      got: { seconds },
      ok: Math.abs(seconds - Number(then['seconds'])) <= Number(then['toleranceSeconds'] ?? 0),
    };
  },

  'rotation.shouldRotate': ({ given, then }, { release }) => {
    const of = given as unknown as Offsets;
    const answers = Array.from({ length: 200 }, (_, index) =>
      shouldRotate(rotationDeadline(lifetime(of), roll('conformance', `${release}/${index}`)), 0),
    );
    const got = {
      rotate: answers.every((answer) => answer === answers[0])
        ? answers[0]
        : 'depends on the jitter',
    };
    return compared(got, then);
  },

  'rotation.certSatisfiesTemplate': ({ given, then }, { release }) => {
    const { certificate, template } = given as {
      certificate: DescribedTemplate | null;
      template: DescribedTemplate | null;
    };
    return compared(
      {
        satisfies: certSatisfiesTemplate(templateOf(certificate), templateOf(template), release)
          .satisfied,
      },
      then,
    );
  },

  'rotation.constants': ({ then }, { release }) => {
    const { duration, factor, jitter, steps } = retrySchedule.at(release);
    const wait = certificateWait.at(release);
    const seconds = (backoff: {
      duration: number;
      factor: number;
      jitter: number;
      steps: number;
    }) => ({
      durationSeconds: backoff.duration / SECOND,
      factor: backoff.factor,
      jitter: backoff.jitter,
      steps: backoff.steps,
    });
    const certificate: JsonObject = wait.backoff
      ? { backoff: seconds(wait.backoff) }
      : { timeoutSeconds: wait.timeout / SECOND };
    return compared(
      { createBackoff: seconds({ duration, factor, jitter, steps }), certificateWait: certificate },
      then,
    );
  },

  'rotation.newKey': ({ then }, { release }) => compared({ key: keyAlgorithm.at(release) }, then),

  'kubelet.requestedUsages': ({ given, then }, { release }) => {
    const { key, purpose } = given as { key: string; purpose: 'client' | 'server' };
    const algorithm: KeyAlgorithm =
      key === 'rsa' ? 'rsa-2048' : key === 'any' ? 'ecdsa-p256' : (key as KeyAlgorithm);
    return compared(
      { usages: requestedUsages(purpose === 'client' ? 'client' : 'serving', algorithm, release) },
      then,
    );
  },

  'rotation.currentOrBootstrap': async ({ given, then }, context) => {
    const { store, bootstrap } = given as { store: Stored; bootstrap: Stored };
    const stored = await storedCertificate(store, context);
    const inline = await storedCertificate(bootstrap, context);
    const { certificate, forceRotation } = currentOrBootstrap(
      stored,
      inline,
      context.now,
      context.release,
    );
    const which = certificate === undefined ? null : certificate === stored ? 'store' : 'bootstrap';
    return compared({ certificate: which, shouldRotate: forceRotation, error: false }, then);
  },

  'rotation.newManager': async ({ given, then }, context) => {
    const { store, bootstrap } = given as { store: Stored; bootstrap: Stored };
    const stored = await storedCertificate(store, context);
    const inline = await storedCertificate(bootstrap, context);
    const { certificate, forceRotation } = currentOrBootstrap(
      stored,
      inline,
      context.now,
      context.release,
    );
    const which =
      certificate === undefined ? null : certificate === stored ? 'store' : String(bootstrap);
    return compared({ currentCertificate: which, forceRotation }, then);
  },

  'rotation.initialize': async ({ given, then }, context) => {
    const { store, bootstrap, apiVersions } = given as {
      store: Stored;
      bootstrap: Stored;
      apiVersions?: readonly string[];
    };
    const stored = await storedCertificate(store, context);
    const start = currentOrBootstrap(
      stored,
      await storedCertificate(bootstrap, context),
      context.now,
      context.release,
    );
    const before =
      start.certificate === undefined ? null : start.certificate === stored ? 'store' : 'bootstrap';
    if (!start.forceRotation)
      return compared({ certificateBeforeStart: before, certificateAfterStart: before }, then);
    needsBackground(context.release);
    const known = apiVersions ?? csrVersions.at(context.release);
    const { succeeded } = await firstAttempt(context.release, (request) =>
      request.kind === 'resource' &&
      request.apiGroup === 'certificates.k8s.io' &&
      !known.includes(request.apiVersion)
        ? failure(404, 'NotFound', 'the server could not find the requested resource')
        : undefined,
    );
    return compared(
      { certificateBeforeStart: before, certificateAfterStart: succeeded ? 'api' : before },
      then,
    );
  },

  'rotation.rotate': async ({ given, then }, { release }) => {
    const { succeeded, running } = await rotationAttempt(release, failingOf(given));
    return compared({ success: succeeded, error: !running }, then);
  },

  'rotation.serverHealth': async ({ given, then }, { release }) => {
    const { succeeded, serverHealthy } = await rotationAttempt(release, failingOf(given));
    const currentCertificate = succeeded ? 'api' : 'store';
    return compared({ rotationSucceeds: succeeded, serverHealthy, currentCertificate }, then);
  },
};
