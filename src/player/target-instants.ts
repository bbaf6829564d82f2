/** When a target of time is, seen from the end of a log. */
import type { Fact, FactOf, Log } from '../cluster/model/facts.ts';
import type { ChartId } from '../cluster/model/facts/lifecycle.ts';
import { DAY, parseRfc3339, SECOND, type Instant } from '../cluster/model/instant.ts';
import { componentId } from '../cluster/model/requests.ts';
import { isNamedTarget, type NamedTarget, type TimeTarget } from './time-targets.ts';

const LENGTHS: Readonly<Partial<Record<NamedTarget, number>>> = {
  day: DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

/** The furthest that one wait goes: past the ten years of kubeadm's CA. */
const FURTHEST = 12 * 365 * DAY;

type Installed = Fact<FactOf<'certificate.installed'>>;

/** How the certificate that the node used last came into use; it is on the disk when the power is off, too. */
function lastInstalled(log: Log, node: string, role: string): Installed | undefined {
  const by = componentId('kubelet', node);
  return log.findLast(
    (fact): fact is Installed =>
      fact.type === 'certificate.installed' && fact.by === by && fact.role === role,
  );
}

/** A second past NotAfter, which itself still counts (Go's crypto/x509, Certificate.Verify). */
function expiry(log: Log, node: string, role: string): Instant | undefined {
  const installed = lastInstalled(log, node, role);
  return installed && installed.certificate.notAfter + SECOND;
}

/** When the kubelet asks for the next certificate, as it has drawn it last. */
function deadline(log: Log, node: string, chart: ChartId): Instant | undefined {
  const drawn = log.findLast(
    (fact) =>
      fact.type === 'lifecycle.moved' &&
      fact.chart === chart &&
      fact.id === node &&
      fact.event === 'deadlineDrawn',
  );
  if (drawn?.type !== 'lifecycle.moved') return undefined;
  const { deadlineMs } = drawn.context;
  return typeof deadlineMs === 'number' ? drawn.at + deadlineMs : undefined;
}

function instantOf(target: TimeTarget, log: Log, node: string, now: Instant): Instant | undefined {
  switch (target) {
    case 'deadline':
      return deadline(log, node, 'clientCertificate');
    case 'expiry':
      return expiry(log, node, 'kubelet-client');
    case 'serving-deadline':
      return deadline(log, node, 'servingCertificate');
    case 'serving-expiry':
      return expiry(log, node, 'kubelet-serving');
    default: {
      const length = isNamedTarget(target) ? LENGTHS[target] : undefined;
      return length === undefined ? parseRfc3339(target) : now + length;
    }
  }
}

/**
 * The instant of a target; undefined where the node has no such thing before it, where it lies in the past, or further
 * ahead than one wait goes.
 */
export function targetIn(
  target: TimeTarget,
  log: Log,
  node: string,
  now: Instant,
): Instant | 'nextTimer' | undefined {
  if (target === 'event') return 'nextTimer';
  const at = instantOf(target, log, node, now);
  return at !== undefined && at > now && at <= now + FURTHEST ? at : undefined;
}
