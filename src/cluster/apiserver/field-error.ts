/** Errors of single fields and how they are printed (staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go). */
import { badValueForm, tooLongWords } from '../../releases/api-texts.ts';
import type { Release } from '../../releases/release.ts';
import { goBytes, goJsonBytes, goQuoted } from '../model/go-text.ts';
import { goAggregate } from './go-errors.ts';

/** A value that is complained about, as Go would hold it. */
export type BadValue =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'bytes'; readonly value: string | undefined };

export type FieldError =
  | { readonly type: 'Required' | 'Forbidden'; readonly field: string; readonly detail: string }
  | {
      readonly type: 'Invalid';
      readonly field: string;
      readonly badValue: BadValue;
      readonly detail: string;
    }
  | {
      readonly type: 'Duplicate';
      readonly field: string;
      readonly badValue: BadValue;
      readonly detail: string;
    }
  | {
      readonly type: 'NotSupported';
      readonly field: string;
      readonly badValue: BadValue;
      readonly supported: readonly string[];
    }
  | {
      readonly type: 'TooLong';
      readonly field: string;
      readonly badValue: BadValue;
      readonly max: number;
    };

export const text = (value: string): BadValue => ({ kind: 'string', value });

export const required = (field: string, detail = ''): FieldError => ({
  type: 'Required',
  field,
  detail,
});
export const forbiddenField = (field: string, detail: string): FieldError => ({
  type: 'Forbidden',
  field,
  detail,
});
export const invalidField = (field: string, badValue: BadValue, detail: string): FieldError => ({
  type: 'Invalid',
  field,
  badValue,
  detail,
});
export const duplicate = (field: string, value: string): FieldError => ({
  type: 'Duplicate',
  field,
  badValue: text(value),
  detail: '',
});
export const notSupported = (
  field: string,
  value: string,
  supported: readonly string[],
): FieldError => ({
  type: 'NotSupported',
  field,
  badValue: text(value),
  supported,
});

function printed(value: BadValue, release: Release): string {
  switch (value.kind) {
    case 'string':
      return goQuoted(value.value);
    case 'number':
      return String(value.value);
    case 'bytes':
      return badValueForm.at(release) === 'json' ? goJsonBytes(value.value) : goBytes(value.value);
  }
}

const WORDS = {
  Required: 'Required value',
  Forbidden: 'Forbidden',
  Invalid: 'Invalid value',
  Duplicate: 'Duplicate value',
  NotSupported: 'Unsupported value',
  TooLong: 'Too long',
} as const;

function valueOf(error: FieldError, release: Release): string {
  return 'badValue' in error && error.type !== 'TooLong'
    ? `: ${printed(error.badValue, release)}`
    : '';
}

function detailOf(error: FieldError, release: Release): string {
  switch (error.type) {
    case 'NotSupported':
      return `supported values: ${error.supported.map(goQuoted).join(', ')}`;
    case 'TooLong':
      return `${tooLongWords.at(release)} ${error.max} bytes`;
    default:
      return error.detail;
  }
}

/** `spec.usages[1]: Duplicate value: "client auth"`. */
export function printFieldError(error: FieldError, release: Release): string {
  const detail = detailOf(error, release);
  const body = `${WORDS[error.type]}${valueOf(error, release)}`;
  return `${error.field}: ${body}${detail === '' ? '' : `: ${detail}`}`;
}

/** All errors as one text; the same text once (ErrorList.ToAggregate). */
export const printFieldErrors = (errors: readonly FieldError[], release: Release): string =>
  goAggregate(
    errors.map((error) => printFieldError(error, release)),
    true,
  );
