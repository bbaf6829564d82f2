/** The form of spec.signerName: `<domain>/<path>` (ValidateCertificateSigningRequestSignerName). */
import { dnsLabelWords, requiredFieldDetail } from '../../../releases/csr-api.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import { invalidField, required, text, type FieldError } from '../field-error.ts';

const FIELD = 'spec.signerName';
const LABEL_MAX = 63;
const SUBDOMAIN_MAX = 253;
/** Domain, slash, and a path with room for a namespace, a dot and a name. */
const SIGNER_NAME_MAX = SUBDOMAIN_MAX + 1 + SUBDOMAIN_MAX + LABEL_MAX + 1;

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;

const matches = (pattern: string, value: string): boolean => new RegExp(`^${pattern}$`).test(value);

const tooLong = (max: number): string => `must be no more than ${max} characters`;

/** IsDNS1123Label of apimachinery's util/validation. */
function labelProblems(value: string, release: Release): readonly string[] {
  return [
    ...(value.length > LABEL_MAX ? [tooLong(LABEL_MAX)] : []),
    ...(matches(LABEL, value)
      ? []
      : [
          `a ${dnsLabelWords.at(release)} label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
        ]),
  ];
}

/** IsDNS1123Subdomain of apimachinery's util/validation. */
function subdomainProblems(value: string, release: Release): readonly string[] {
  return [
    ...(value.length > SUBDOMAIN_MAX ? [tooLong(SUBDOMAIN_MAX)] : []),
    ...(matches(SUBDOMAIN, value)
      ? []
      : [
          `a ${dnsLabelWords.at(release)} subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
        ]),
  ];
}

/** Complaints about the first bad label of a segment only: the others would say the same. */
function labelErrors(
  segment: string,
  problemsOf: (label: string) => readonly string[],
): readonly FieldError[] {
  for (const label of segment.split('.')) {
    const problems = problemsOf(label);
    if (problems.length > 0) {
      return problems.map((problem) =>
        invalidField(FIELD, text(segment), `validating label ${goQuoted(label)}: ${problem}`),
      );
    }
  }
  return [];
}

function domainErrors(domain: string, release: Release): readonly FieldError[] {
  return [
    ...(domain.length > SUBDOMAIN_MAX
      ? [{ type: 'TooLong', field: FIELD, badValue: text(domain), max: SUBDOMAIN_MAX } as const]
      : []),
    ...labelErrors(domain, (label) => labelProblems(label, release)),
    ...(domain.includes('.')
      ? []
      : [
          invalidField(
            FIELD,
            text(domain),
            'should be a domain with at least two segments separated by dots',
          ),
        ]),
  ];
}

/** What is wrong with a signer name; nothing where it is well formed. */
export function signerNameErrors(signerName: string, release: Release): readonly FieldError[] {
  if (signerName === '')
    return [required(FIELD, requiredFieldDetail.at(release) ? 'signerName must be provided' : '')];
  const [domain = '', path, ...more] = signerName.split('/');
  if (path === undefined || more.length > 0) {
    return [
      invalidField(
        FIELD,
        text(signerName),
        "must be a fully qualified domain and path of the form 'example.com/signer-name'",
      ),
    ];
  }
  return [
    ...domainErrors(domain, release),
    ...labelErrors(path, (label) => subdomainProblems(label, release)),
    ...(signerName.length > SIGNER_NAME_MAX
      ? [
          {
            type: 'TooLong',
            field: FIELD,
            badValue: text(signerName),
            max: SIGNER_NAME_MAX,
          } as const,
        ]
      : []),
  ];
}
