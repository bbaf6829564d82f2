/** Whether a certificate is good for a name (golang/go src/crypto/x509/verify.go, VerifyHostname). */
import type { SubjectAltNames } from '../cluster/model/names.ts';
import { formatIp, parseIp } from '../cluster/model/ip.ts';

/** An IP address may stand in brackets, as in a URL. */
const addressOf = (wanted: string): string | undefined => {
  const octets = parseIp(wanted.replace(/^\[(.*)\]$/, '$1'));
  return octets && formatIp(octets);
};

/** A name's labels: letters, digits, hyphens and underscores; a pattern may have `*` for all of the first. */
function isHostName(name: string, pattern: boolean): boolean {
  const labels = (pattern ? name : name.replace(/\.$/, '')).split('.');
  return labels.every(
    (label, at) =>
      (pattern && at === 0 && label === '*') || /^[a-z0-9_]([a-z0-9_-]*)$/i.test(label),
  );
}

function matches(pattern: string, host: string): boolean {
  if (!isHostName(pattern, true) || !isHostName(host, false)) {
    return host !== '' && pattern.toLowerCase() === host.toLowerCase();
  }
  const wanted = host.toLowerCase().replace(/\.$/, '').split('.');
  const labels = pattern.toLowerCase().split('.');
  const same = labels.every((label, at) => label === '*' || label === wanted[at]);
  return labels.length === wanted.length && same;
}

/**
 * The names that a certificate would have had to carry one of, where it does not carry the one wanted; `undefined` where
 * it does. An address is compared with addresses only, anything else with DNS names only.
 *
 * SIMPLIFIED: Go before 1.15 fell back on the common name where there is no subjectAltName; that is not done here.
 */
export function mismatch(sans: SubjectAltNames, wanted: string): readonly string[] | undefined {
  const address = addressOf(wanted);
  if (address !== undefined) return sans.ip.includes(address) ? undefined : sans.ip;
  return sans.dns.some((pattern) => matches(pattern, wanted)) ? undefined : sans.dns;
}
