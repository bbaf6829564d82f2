import { describe, expect, it } from 'vitest';
import { signerNameErrors } from '../../../../src/cluster/apiserver/csr/signer-name.ts';
import { printFieldError } from '../../../../src/cluster/apiserver/field-error.ts';
import type { Release } from '../../../../src/releases/release.ts';

const problems = (name: string, release: Release = '1.36'): readonly string[] =>
  signerNameErrors(name, release).map((error) => printFieldError(error, release));

describe('the form of a signer name', () => {
  it.each(['kubernetes.io/kubelet-serving', 'example.com/a.b', 'a.b.c/1'])('takes %s', (name) => {
    expect(problems(name)).toEqual([]);
  });

  it.each(['foo', 'a.com/b/c', '/'])('needs one slash: %s', (name) => {
    if (name === '/') return expect(problems(name).length).toBeGreaterThan(1);
    expect(problems(name)).toEqual([
      `spec.signerName: Invalid value: "${name}": must be a fully qualified domain and path of the form 'example.com/signer-name'`,
    ]);
  });

  it('needs a domain of two parts', () => {
    expect(problems('example/x')).toEqual([
      'spec.signerName: Invalid value: "example": should be a domain with at least two segments separated by dots',
    ]);
  });

  it('names the label that is none', () => {
    const start = 'spec.signerName: Invalid value: "Example.com": validating label "Example": a ';
    expect(problems('Example.com/x')[0]).toMatch(
      new RegExp(`^${start}lowercase RFC 1123 label must`),
    );
    expect(problems('Example.com/x', '1.19')[0]).toMatch(
      new RegExp(`^${start}DNS-1123 label must`),
    );
  });

  it('limits the length of label, domain and whole, in the words of the release', () => {
    const label = 'a'.repeat(64);
    expect(problems(`${label}.io/x`)[0]).toMatch(/must be no more than 63 characters$/);
    const domain = `${'a'.repeat(60)}.`.repeat(5) + 'io';
    expect(problems(`${domain}/x`, '1.31')).toEqual([
      'spec.signerName: Too long: must have at most 253 bytes',
    ]);
    expect(problems(`${domain}/x`, '1.32')).toEqual([
      'spec.signerName: Too long: may not be more than 253 bytes',
    ]);
    const path = `${'b'.repeat(250)}.${'b'.repeat(250)}.${'b'.repeat(100)}`;
    expect(problems(`example.com/${path}`)).toEqual([
      'spec.signerName: Too long: may not be more than 571 bytes',
    ]);
  });
});
