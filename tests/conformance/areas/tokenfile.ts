import {
  authenticateFileToken,
  loadTokenFile,
} from '../../../src/cluster/apiserver/authentication/token-file.ts';
import { compared } from '../comparison.ts';
import type { Area } from '../runner/types.ts';

export const area: Area = {
  'tokenFile.load': ({ given, then }, { release }) => {
    const file = loadTokenFile(given['csv'] as string, release);
    return compared(
      file.ok
        ? { error: false, tokens: file.tokens.size, warnings: file.warnings }
        : { error: true, errorMessage: file.error },
      then,
    );
  },

  'tokenFile.authenticate': ({ given, then }, { release }) => {
    const file = loadTokenFile(given['csv'] as string, release);
    const answer = authenticateFileToken(given['token'] as string, file);
    const user = answer.outcome === 'authenticated' ? answer.user : null;
    return compared(
      { authenticated: user !== null, user, error: answer.outcome === 'error' },
      then,
    );
  },
};
