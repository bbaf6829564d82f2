/** Checks of metadata that every resource has (staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go). */
import type { ObjectMeta } from '../model/objects.ts';
import { invalidField, required, text, type FieldError } from './field-error.ts';

/** Checks that a resource's own validation makes: a name there must be; here its form is free. */
export function metadataErrors(metadata: ObjectMeta): readonly FieldError[] {
  return metadata.name === '' && !metadata.generateName
    ? [required('metadata.name', 'name or generateName is required')]
    : [];
}

/** Checks made after a resource's own validation has found nothing: a name must fit into a path. */
export function pathSegmentErrors({ name }: ObjectMeta): readonly FieldError[] {
  if (name === '.' || name === '..')
    return [invalidField('metadata.name', text(name), `may not be '${name}'`)];
  return ['/', '%']
    .filter((character) => name.includes(character))
    .map((character) =>
      invalidField('metadata.name', text(name), `may not contain '${character}'`),
    );
}

const IMMUTABLE = ['name', 'namespace', 'uid', 'creationTimestamp'] as const;

/** Metadata that an update may not change. */
export function metadataUpdateErrors(
  updated: ObjectMeta,
  stored: ObjectMeta,
): readonly FieldError[] {
  return IMMUTABLE.filter((field) => (updated[field] ?? '') !== (stored[field] ?? '')).map(
    (field) => invalidField(`metadata.${field}`, text(updated[field] ?? ''), 'field is immutable'),
  );
}
