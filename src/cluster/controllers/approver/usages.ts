/** Which spec.usages a recogniser accepts. */
import { keyEncipherment, usageComparison } from '../../../releases/approver.ts';
import type { Release } from '../../../releases/release.ts';

const CLIENT = ['key encipherment', 'digital signature', 'client auth'] as const;
const SERVER = ['key encipherment', 'digital signature', 'server auth'] as const;

const WITHOUT_KEY_ENCIPHERMENT = (usages: readonly string[]) =>
  usages.filter((usage) => usage !== 'key encipherment');

function equalSets(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((usage) => right.has(usage));
}

/**
 * As many usages as wanted, and each of them a wanted one: `client auth` three times passes
 * (pkg/controller/certificates/approver/sarapprove.go @ v1.7.0, hasExactUsages).
 */
function sameLengthAndKnown(wanted: readonly string[], usages: readonly string[]): boolean {
  return usages.length === wanted.length && usages.every((usage) => wanted.includes(usage));
}

/** Whether `usages` are those of a kubelet's client (`client auth`) or serving (`server auth`) certificate. */
export function usagesMatch(
  purpose: 'client' | 'serving',
  usages: readonly string[] | undefined,
  release: Release,
): boolean {
  const wanted = purpose === 'client' ? CLIENT : SERVER;
  const given = usages ?? [];
  if (usageComparison.at(release) === 'length') return sameLengthAndKnown(wanted, given);
  if (equalSets(wanted, given)) return true;
  return (
    keyEncipherment.at(release) === 'optional' && equalSets(WITHOUT_KEY_ENCIPHERMENT(wanted), given)
  );
}
