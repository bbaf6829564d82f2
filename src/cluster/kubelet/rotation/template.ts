/** Does a certificate hold what would be asked for today (client-go util/certificate/certificate_manager.go, certSatisfiesTemplateLocked)? */
import { templateCheck } from '../../../releases/kubelet-rotation.ts';
import type { Release } from '../../../releases/release.ts';
import {
  commonNameOf,
  organizationsOf,
  type Name,
  type SubjectAltNames,
} from '../../model/names.ts';

export interface Template {
  readonly subject: Name;
  readonly sans: Pick<SubjectAltNames, 'dns' | 'ip'>;
}

/** What is missing; names and organizations that the certificate has besides never matter. */
export type TemplateVerdict =
  | { readonly satisfied: true }
  | {
      readonly satisfied: false;
      readonly missing: 'certificate' | 'commonName' | 'dnsNames' | 'ipAddresses' | 'organizations';
      readonly names: readonly string[];
    };

const lacking = (wanted: readonly string[], present: readonly string[]): readonly string[] =>
  wanted.filter((name) => !present.includes(name));

export function certSatisfiesTemplate(
  certificate: Template | undefined,
  template: Template | undefined,
  release: Release,
): TemplateVerdict {
  if (!certificate) return { satisfied: false, missing: 'certificate', names: [] };
  if (!template) return { satisfied: true };
  const checks = templateCheck.at(release);
  if (checks.includes('commonName')) {
    const wanted = commonNameOf(template.subject);
    if (commonNameOf(certificate.subject) !== wanted)
      return { satisfied: false, missing: 'commonName', names: [wanted] };
  }
  if (checks.includes('subjectAltNames')) {
    const dns = lacking(template.sans.dns, certificate.sans.dns);
    if (dns.length > 0) return { satisfied: false, missing: 'dnsNames', names: dns };
    const ip = lacking(template.sans.ip, certificate.sans.ip);
    if (ip.length > 0) return { satisfied: false, missing: 'ipAddresses', names: ip };
  }
  if (checks.includes('organizations')) {
    const orgs = lacking(organizationsOf(template.subject), organizationsOf(certificate.subject));
    if (orgs.length > 0) return { satisfied: false, missing: 'organizations', names: orgs };
  }
  return { satisfied: true };
}
