/**
 * The form of bootstrap tokens and of their Secrets: what every component that touches one has in common
 * (staging/src/k8s.io/cluster-bootstrap/token/{api,util} and util/{tokens,secrets}).
 */
import type { Secret } from './objects.ts';
import { roll } from './roll.ts';

export const BOOTSTRAP_TOKEN_PATTERN = '\\A([a-z0-9]{6})\\.([a-z0-9]{16})\\z';
export const BOOTSTRAP_TOKEN_SECRET_TYPE = 'bootstrap.kubernetes.io/token';
export const BOOTSTRAP_TOKEN_NAMESPACE = 'kube-system';
export const BOOTSTRAP_USER_PREFIX = 'system:bootstrap:';
export const BOOTSTRAP_DEFAULT_GROUP = 'system:bootstrappers';

const SECRET_NAME_PREFIX = 'bootstrap-token-';
// JavaScript's `$` without the m flag is Go's `\z`: it does not match before a final newline.
const TOKEN = /^([a-z0-9]{6})\.([a-z0-9]{16})$/;
const TOKEN_ID = /^[a-z0-9]{6}$/;
const GROUP = /^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]$/;
/** In the order in which upstream names them (token/api/types.go, KnownTokenUsages). */
const USAGES: readonly string[] = ['signing', 'authentication'];

export interface BootstrapToken {
  readonly id: string;
  readonly secret: string;
}

/** The two parts of `<id>.<secret>`, or undefined where the text is no bootstrap token. */
export function parseBootstrapToken(token: string): BootstrapToken | undefined {
  const [, id, secret] = TOKEN.exec(token) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

export const isBootstrapToken = (token: string): boolean => TOKEN.test(token);

export const isBootstrapTokenId = (id: string): boolean => TOKEN_ID.test(id);

export const joinBootstrapToken = ({ id, secret }: BootstrapToken): string => `${id}.${secret}`;

/** Name of the Secret that holds the token with this id; the id is not checked. */
export const bootstrapSecretName = (id: string): string => `${SECRET_NAME_PREFIX}${id}`;

/** The token id in a Secret's name, or undefined where the name is none of a bootstrap token. */
export function tokenIdOfSecretName(name: string): string | undefined {
  const id = name.startsWith(SECRET_NAME_PREFIX) ? name.slice(SECRET_NAME_PREFIX.length) : '';
  return isBootstrapTokenId(id) ? id : undefined;
}

/** The value of a key of a Secret; empty where the key or all data are missing. */
export const secretValue = (secret: Pick<Secret, 'data'>, key: string): string =>
  secret.data?.[key] ?? '';

/** Whether a token may put its user into this group (ValidateBootstrapGroupName). */
export const isBootstrapGroup = (group: string): boolean => GROUP.test(group);

export type BootstrapGroups =
  | { readonly ok: true; readonly groups: readonly string[] }
  | { readonly ok: false; readonly invalidGroup: string };

/** The default group and those of `auth-extra-groups`, each once, sorted. One bad group spoils all (GetGroups). */
export function bootstrapGroups(extraGroups: string): BootstrapGroups {
  const extra = extraGroups === '' ? [] : extraGroups.split(',');
  const invalidGroup = extra.find((group) => !isBootstrapGroup(group));
  if (invalidGroup !== undefined) return { ok: false, invalidGroup };
  return { ok: true, groups: [...new Set([BOOTSTRAP_DEFAULT_GROUP, ...extra])].sort() };
}

/** Undefined where every usage is known, else the complaint of ValidateUsages. */
export function bootstrapUsagesProblem(usages: readonly string[]): string | undefined {
  const unknown = [...new Set(usages.filter((usage) => !USAGES.includes(usage)))].sort();
  if (unknown.length === 0) return undefined;
  return `invalid bootstrap token usage string: ${unknown.join(',')}, valid usage options: ${USAGES.join(',')}`;
}

const TOKEN_ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

const drawn = (seed: string, purpose: string, length: number): string =>
  Array.from({ length }, (_, index) =>
    TOKEN_ALPHABET.charAt(Math.floor(roll(seed, `${purpose}/${index}`) * TOKEN_ALPHABET.length)),
  ).join('');

/**
 * A token drawn from the scenario's seed.
 * SIMPLIFIED: a bootstrap token is drawn from the seed of the scenario and not from a secure random source, so that a log can be made again.
 */
export function generateBootstrapToken(seed: string, purpose: string): string {
  return joinBootstrapToken({
    id: drawn(seed, `${purpose}/id`, 6),
    secret: drawn(seed, `${purpose}/secret`, 16),
  });
}
