/** Whether one policy rule covers a request (pkg/apis/rbac/v1/evaluation_helpers.go). */
import type { PolicyRule } from '../../model/objects.ts';
import type { Attributes } from './attributes.ts';

const includes = (allowed: readonly string[] | undefined, wanted: string): boolean =>
  allowed?.some((value) => value === '*' || value === wanted) ?? false;

/** `*` covers everything with its subresources, `*\/scale` that subresource of everything, `pods` not `pods/log`. */
function coversResource(rule: PolicyRule, resource: string, subresource: string): boolean {
  const combined = subresource === '' ? resource : `${resource}/${subresource}`;
  return (
    rule.resources?.some(
      (value) =>
        value === '*' || value === combined || (subresource !== '' && value === `*/${subresource}`),
    ) ?? false
  );
}

/** A rule without names covers all; one with names never covers a request without a name. */
function coversName(rule: PolicyRule, name: string): boolean {
  return (
    rule.resourceNames === undefined ||
    rule.resourceNames.length === 0 ||
    rule.resourceNames.includes(name)
  );
}

function coversPath(rule: PolicyRule, path: string): boolean {
  return (
    rule.nonResourceURLs?.some(
      (url) =>
        url === '*' ||
        url === path ||
        (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, ''))),
    ) ?? false
  );
}

export function ruleCovers(rule: PolicyRule, attributes: Attributes): boolean {
  if (!includes(rule.verbs, attributes.verb)) return false;
  if (attributes.kind === 'nonResource') return coversPath(rule, attributes.path);
  return (
    includes(rule.apiGroups, attributes.apiGroup) &&
    coversResource(rule, attributes.resource, attributes.subresource) &&
    coversName(rule, attributes.name)
  );
}
