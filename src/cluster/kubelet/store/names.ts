import { civil, padded, type Instant } from '../../model/instant.ts';

export const CLIENT_PREFIX = 'kubelet-client';
export const SERVER_PREFIX = 'kubelet-server';

/** Mode of a pair file, and of --cert-dir where it has to be made (client-go util/certificate/certificate_store.go, Update). */
export const PAIR_MODE = 0o600;
export const DIRECTORY_MODE = 0o755;

export const currentName = (prefix: string): string => `${prefix}-current.pem`;
export const updatedName = (prefix: string): string => `${prefix}-updated.pem`;

/**
 * Name of a new pair file, after Go's layout 2006-01-02-15-04-05: two updates within one second share a name.
 * @param local what the host's clock shows
 *
 * SIMPLIFIED: every host's time zone is UTC, so that the local time in the name is UTC.
 */
export function pairName(prefix: string, local: Instant): string {
  const t = civil(local);
  const stamp = [
    padded(t.year, 4),
    ...[t.month, t.day, t.hour, t.minute, t.second].map((part) => padded(part)),
  ];
  return `${prefix}-${stamp.join('-')}.pem`;
}
