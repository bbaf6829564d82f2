/** Objects on time lines that have a form of their own: a log line, a rule of a role, a subject of a binding. */
import type { ReferenceMessages } from '../../messages/reference.ts';
import type { ShownValue } from './value.ts';

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

/** A `LogWording` of src/releases/log-wording.ts. */
export function logLine(value: object, { values }: ReferenceMessages): ShownValue | undefined {
  if (!('severity' in value && 'text' in value && 'verbosity' in value && 'file' in value)) {
    return undefined;
  }
  const verbosity = Number(value.verbosity);
  return {
    kind: 'log',
    severity: String(value.severity),
    verbosity: verbosity === 0 ? '' : values.verbosity.replace('{n}', String(verbosity)),
    file: String(value.file),
    text: String(value.text),
  };
}

const groupName = (group: string, { values }: ReferenceMessages): string =>
  group === '' ? values.coreGroup : group === '*' ? values.anyGroup : group;

/** A `PolicyRule` of RBAC. */
export function policyRule(value: object, messages: ReferenceMessages): ShownValue | undefined {
  if (!('verbs' in value)) return undefined;
  const paths = 'nonResourceURLs' in value ? texts(value.nonResourceURLs) : [];
  const resources = 'resources' in value ? texts(value.resources) : [];
  const groups = 'apiGroups' in value ? texts(value.apiGroups) : [];
  return {
    kind: 'rule',
    verbs: texts(value.verbs),
    what: [...resources, ...paths],
    where: groups.map((group) => groupName(group, messages)).join(', '),
    names: 'resourceNames' in value ? texts(value.resourceNames) : [],
  };
}

/** A subject of a binding. */
export function subject(value: object): ShownValue | undefined {
  const { kind, name } = value as { kind?: unknown; name?: unknown };
  if (kind !== 'User' && kind !== 'Group' && kind !== 'ServiceAccount') return undefined;
  return { kind: 'verbatim', text: `${kind} ${String(name)}` };
}
