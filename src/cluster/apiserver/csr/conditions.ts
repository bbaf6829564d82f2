/** Conditions of a CertificateSigningRequest (validateConditions). */
import { mutuallyExclusiveErrorPath } from '../../../releases/csr-api.ts';
import type { Release } from '../../../releases/release.ts';
import type { CsrCondition } from '../../model/objects.ts';
import {
  duplicate,
  invalidField,
  notSupported,
  required,
  text,
  type FieldError,
} from '../field-error.ts';
import type { Tolerances } from './tolerances.ts';

const PATH = 'status.conditions';
const DECISIONS: readonly string[] = ['Approved', 'Denied', 'Failed'];
const ANY_STATUS = ['False', 'True', 'Unknown'];

const at = (index: number, field: string): string => `${PATH}[${index}].${field}`;

function statusErrors({ type, status = '' }: CsrCondition, index: number): readonly FieldError[] {
  const allowed = DECISIONS.includes(type) ? ['True'] : ANY_STATUS;
  if (status === '') return [required(at(index, 'status'))];
  return allowed.includes(status) ? [] : [notSupported(at(index, 'status'), status, allowed)];
}

/** Approved after Denied or the other way round. From 1.34 it is the list that is at fault, not the entry's type. */
function exclusionErrors(
  type: string,
  before: readonly string[],
  index: number,
  release: Release,
): readonly FieldError[] {
  const other = type === 'Approved' ? 'Denied' : type === 'Denied' ? 'Approved' : undefined;
  if (other === undefined || !before.includes(other)) return [];
  const field = mutuallyExclusiveErrorPath.at(release) === 'conditions' ? PATH : at(index, 'type');
  return [invalidField(field, text(type), 'Approved and Denied conditions are mutually exclusive')];
}

function errorsOf(
  condition: CsrCondition,
  index: number,
  before: readonly string[],
  tolerances: Tolerances,
  release: Release,
): readonly FieldError[] {
  const { type } = condition;
  return [
    ...(type === '' && !tolerances.allowEmptyConditionType ? [required(at(index, 'type'))] : []),
    ...statusErrors(condition, index),
    ...(tolerances.allowBothApprovedAndDenied ? [] : exclusionErrors(type, before, index, release)),
    ...(before.includes(type) && !tolerances.allowDuplicateConditionTypes
      ? [duplicate(at(index, 'type'), type)]
      : []),
  ];
}

/** What is wrong with the conditions, in the order in which they stand. */
export function conditionErrors(
  conditions: readonly CsrCondition[],
  tolerances: Tolerances,
  release: Release,
): readonly FieldError[] {
  const types = conditions.map(({ type }) => type);
  return conditions.flatMap((condition, index) =>
    errorsOf(condition, index, types.slice(0, index), tolerances, release),
  );
}

const FIELDS = [
  'type',
  'status',
  'reason',
  'message',
  'lastUpdateTime',
  'lastTransitionTime',
] as const;

/** Whether two lists say the same, field by field; a field that is missing is an empty one. */
export function sameConditions(a: readonly CsrCondition[], b: readonly CsrCondition[]): boolean {
  const same = (one: CsrCondition, other: CsrCondition | undefined): boolean =>
    FIELDS.every((field) => (one[field] ?? '') === (other?.[field] ?? ''));
  return a.length === b.length && a.every((condition, index) => same(condition, b[index]));
}
