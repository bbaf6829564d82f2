import {
  BOOTSTRAP_TOKEN_PATTERN,
  bootstrapGroups,
  bootstrapSecretName,
  bootstrapUsagesProblem,
  generateBootstrapToken,
  isBootstrapGroup,
  isBootstrapToken,
  isBootstrapTokenId,
  joinBootstrapToken,
  secretValue,
  tokenIdOfSecretName,
} from '../../../src/cluster/model/bootstrap-token.ts';
import { bootstrapGroupProblem } from '../../../src/cluster/apiserver/authentication/bootstrap-token.ts';
import { compared } from '../comparison.ts';
import type { Area, ConformanceCase } from '../runner/types.ts';

const text = ({ given }: ConformanceCase, field: string): string => given[field] as string;

export const area: Area = {
  'token.generate': (described) => {
    const token = generateBootstrapToken('conformance', described.id);
    const valid = isBootstrapToken(token);
    return compared({ valid, pattern: BOOTSTRAP_TOKEN_PATTERN }, described.then);
  },

  'token.isValid': (described) =>
    compared({ valid: isBootstrapToken(text(described, 'token')) }, described.then),

  'token.isValidID': (described) =>
    compared({ valid: isBootstrapTokenId(text(described, 'tokenID')) }, described.then),

  'token.isValidGroup': (described) =>
    compared({ valid: isBootstrapGroup(text(described, 'group')) }, described.then),

  'token.validateUsages': ({ given, then }) => {
    const problem = bootstrapUsagesProblem(given['usages'] as readonly string[]);
    return compared(
      { valid: problem === undefined, error: problem !== undefined, errorMessage: problem },
      then,
    );
  },

  'token.join': (described) => {
    const [id, secret] = [text(described, 'id'), text(described, 'secret')];
    return compared({ token: joinBootstrapToken({ id, secret }) }, described.then);
  },

  'token.secretName': (described) =>
    compared({ name: bootstrapSecretName(text(described, 'tokenID')) }, described.then),

  'token.parseSecretName': (described) => {
    const tokenID = tokenIdOfSecretName(text(described, 'name'));
    return compared({ ok: tokenID !== undefined, tokenID: tokenID ?? null }, described.then);
  },

  'token.secretData': (described) => {
    const data = described.given['data'] as Readonly<Record<string, string>> | null;
    const value = secretValue(data === null ? {} : { data }, text(described, 'key'));
    return compared({ value }, described.then);
  },

  'token.groups': ({ given, then }, { release }) => {
    const found = bootstrapGroups((given['auth-extra-groups'] as string | null) ?? '');
    const got = found.ok
      ? { error: false, groups: found.groups }
      : { error: true, errorMessage: bootstrapGroupProblem(found.invalidGroup, release) };
    return compared(got, then);
  },
};
