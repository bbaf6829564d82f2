/** What a kubeconfig looks like that client-go writes (tools/clientcmd, WriteToFile). */
import { clientGo } from './kubelet-sources.ts';
import { from, inferred, timeline } from './timeline.ts';

export type EmptyField = 'preferences' | 'as-user-extra';

const TYPES = 'tools/clientcmd/api/v1/types.go';

/**
 * Empty fields that are written all the same. `as-user-extra: null` stood in the files of 1.8.15, 1.9.9 and 1.11.1 although
 * the field says omitempty: the JSON library of those releases took a nil map for something.
 */
export const emptyKubeconfigFields = timeline<readonly EmptyField[]>('kubeconfig.emptyFields', [
  from('1.4', ['preferences'], clientGo(TYPES, '1.12', 'Config.Preferences')),
  from(
    '1.8',
    ['preferences', 'as-user-extra'],
    inferred(`staging/src/k8s.io/client-go/${TYPES}`, 'v1.8.15', 'AuthInfo.ImpersonateUserExtra'),
  ),
  from(
    '1.12',
    ['preferences'],
    inferred(`staging/src/k8s.io/client-go/${TYPES}`, 'v1.12.2', 'AuthInfo.ImpersonateUserExtra'),
  ),
  from('1.34', [], clientGo(TYPES, '1.34', 'Config.Preferences (omitzero)')),
]);

/** `error loading config file "…": …`; with a capital letter up to 1.13. */
export const configFileError = timeline<'Error' | 'error'>('kubeconfig.loadError', [
  from(
    '1.4',
    'Error',
    clientGo('tools/clientcmd/loader.go', '1.12', 'ClientConfigLoadingRules.Load'),
  ),
  from(
    '1.14',
    'error',
    clientGo('tools/clientcmd/loader.go', '1.14', 'ClientConfigLoadingRules.Load'),
  ),
]);
