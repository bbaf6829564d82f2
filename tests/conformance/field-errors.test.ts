import { describe, expect, it } from 'vitest';
import { required, invalidField, text } from '../../src/cluster/apiserver/field-error.ts';
import { errorsVerdict } from './field-errors.ts';

const errors = [required('spec.usages'), invalidField('spec.signerName', text('a'), 'no slash')];
const usages = 'spec.usages: Required value';
const signer = 'spec.signerName: Invalid value: "a": no slash';

const agrees = (then: Record<string, unknown>, list = '') =>
  errorsVerdict({ [list]: errors }, then, '1.36');

describe('a list of field errors', () => {
  it('is compared as errors in order, and as strings in any', () => {
    expect(agrees({ errors: [{ type: 'Required' }, { badValue: 'a' }] })).toMatchObject({
      ok: true,
    });
    expect(agrees({ errors: [{ badValue: 'a' }, { type: 'Required' }] })).toMatchObject({
      ok: false,
    });
    expect(agrees({ errorStrings: [signer, usages] })).toMatchObject({ ok: true });
    expect(agrees({ errorStrings: [signer] })).toMatchObject({ ok: false });
  });

  it('gives up what a pattern matches before the rest is compared', () => {
    const then = { strictErrorRegex: 'no (slash|path)$', strictErrorStrings: [usages] };
    expect(agrees(then, 'strict')).toMatchObject({ ok: true });
    expect(agrees({ ...then, strictErrorRegex: 'no path$' }, 'strict')).toMatchObject({
      ok: false,
    });
  });

  it.each(['strictRegexes', 'strictErrorRegexes', 'strictErrorStringsRegex'])(
    'knows patterns as %s',
    (field) => {
      const then = { [field]: ['no slash$'], strictErrorStrings: [usages] };
      expect(agrees(then, 'strict')).toMatchObject({ ok: true });
    },
  );

  it.each([
    [{ errorContains: 'no slash', errorCount: 2 }, true],
    [{ errorContains: ['no slash', 'Required'] }, true],
    [{ errorPrefix: 'spec.usages' }, true],
    [{ errorPrefix: 'usages' }, false],
    [{ errorCount: 1 }, false],
  ])('is asked for %j', (then, ok) => {
    expect(agrees(then)).toMatchObject({ ok });
  });

  it('agrees with nothing that it does not know', () => {
    expect(agrees({ errorsOfAnotherKind: [] })).toMatchObject({ ok: false });
    expect(agrees({ lenientErrors: [] })).toMatchObject({ ok: false });
  });
});
