/** Several errors as one text: a single one as it is, more in brackets (apimachinery util/errors, NewAggregate). */
export function goAggregate(errors: readonly string[], deduplicate: boolean): string {
  const list = deduplicate ? [...new Set(errors)] : errors;
  return list.length === 1 ? (list[0] ?? '') : `[${list.join(', ')}]`;
}
