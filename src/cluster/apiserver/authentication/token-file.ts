/** --token-auth-file: tokens with their users, read once at start (staging/src/k8s.io/apiserver/pkg/authentication/token/tokenfile). */
import { emptyTokenInFile } from '../../../releases/authentication.ts';
import type { Release } from '../../../releases/release.ts';
import type { UserInfo } from '../../model/objects.ts';
import { parseCsv } from './csv.ts';
import { authenticated, noOpinion, type Authentication } from './verdict.ts';

export type TokenFile =
  | {
      readonly ok: true;
      readonly tokens: ReadonlyMap<string, UserInfo>;
      readonly warnings: readonly string[];
    }
  /** kube-apiserver does not start with such a file. */
  | { readonly ok: false; readonly error: string };

/** Path under which the scenarios give the file; it occurs in messages only. */
const PATH = '/etc/kubernetes/token.csv';

/** Fourth column = groups, split at commas; an empty one gives one empty group. Columns after it are ignored. */
function userOf([, name = '', uid = '', groups]: readonly string[]): UserInfo {
  return { name, uid, groups: groups === undefined ? [] : groups.split(',') };
}

/**
 * Reads the CSV text of a token file: token, user name, user uid and optionally groups.
 * A later row with the same token wins.
 */
export function loadTokenFile(csv: string, release: Release, path = PATH): TokenFile {
  const parsed = parseCsv(csv);
  if (!parsed.ok) return { ok: false, error: parsed.error };
  const tokens = new Map<string, UserInfo>();
  const warnings: string[] = [];
  for (const [index, row] of parsed.records.entries()) {
    if (row.length < 3) {
      return {
        ok: false,
        error: `token file '${path}' must have at least 3 columns (token, user name, user uid), found ${row.length}`,
      };
    }
    const token = row[0] ?? '';
    const where = `has been found in token file '${path}', record number '${index + 1}'`;
    if (token === '' && emptyTokenInFile.at(release) === 'skipped') {
      warnings.push(`empty token ${where}`);
      continue;
    }
    if (tokens.has(token)) warnings.push(`duplicate token ${where}`);
    tokens.set(token, userOf(row));
  }
  return { ok: true, tokens, warnings };
}

/** A plain look-up, not in constant time. */
export function authenticateFileToken(token: string, file: TokenFile): Authentication {
  const user = file.ok ? file.tokens.get(token) : undefined;
  return user ? authenticated(user) : noOpinion('the token is not in the token file');
}
