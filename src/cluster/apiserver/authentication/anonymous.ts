import type { UserInfo } from '../../model/objects.ts';

/** Who asks without any credential (staging/src/k8s.io/apiserver/pkg/authentication/request/anonymous). */
export const ANONYMOUS: UserInfo = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
