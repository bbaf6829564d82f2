/** What a kubelet writes into its log about the callers of port 10250. */
import { kubelet, kubeletInferred } from './kubelet-sources.ts';
import { error, info, type LogWording } from './log-wording.ts';
import { from, inferred, timeline } from './timeline.ts';

const HTTP_SERVER = 'pkg/kubelet/server/server.go';
const FILE = 'server.go';
const HANDSHAKE = 'http: TLS handshake error from {from}: {err}';

/** Go's net/http writes it through the standard log: always an I line, never structured. klog names Go's own file. */
export const handshakeError = timeline<LogWording>('kubelet.log.handshakeError', [
  from(
    '1.4',
    info('logs.go', HANDSHAKE),
    kubelet('staging/src/k8s.io/apiserver/pkg/util/logs/logs.go', 'v1.8.0', 'GlogWriter.Write'),
  ),
  from(
    '1.13',
    info('log.go', HANDSHAKE),
    inferred('staging/src/k8s.io/component-base/logs/logs.go', 'kubernetes-1.16.0', 'KlogWriter', {
      repo: 'kubernetes/component-base',
    }),
  ),
]);

/** An authenticator met an error: a client certificate that does not verify, a token that nobody knows. */
export const authenticationError = timeline<LogWording>('kubelet.log.authenticationError', [
  from(
    '1.5',
    error(FILE, 'Unable to authenticate the request due to an error: {err}'),
    kubelet(HTTP_SERVER, 'v1.5.0', 'InstallAuthFilter'),
  ),
  from(
    '1.21',
    error(FILE, '"Unable to authenticate the request due to an error" err={err:q}'),
    kubeletInferred(HTTP_SERVER, 'v1.22.6', 'InstallAuthFilter'),
  ),
]);

/** The caller may not: only with -v=2. */
export const forbidden = timeline<LogWording>('kubelet.log.forbidden', [
  from(
    '1.5',
    info(
      FILE,
      'Forbidden (user={user}, verb={verb}, resource=nodes, subresource={subresource})',
      2,
    ),
    kubelet(HTTP_SERVER, 'v1.5.0', 'InstallAuthFilter'),
  ),
  from(
    '1.21',
    info(
      FILE,
      '"Forbidden" user={user:q} verb={verb:q} resource="nodes" subresource={subresource:q}',
      2,
    ),
    kubeletInferred(HTTP_SERVER, 'v1.22.6', 'InstallAuthFilter'),
  ),
]);

/** The SubjectAccessReview could not be done. */
export const authorizationError = timeline<LogWording>('kubelet.log.authorizationError', [
  from(
    '1.5',
    error(
      FILE,
      'Authorization error (user={user}, verb={verb}, resource=nodes, subresource={subresource}): {err}',
    ),
    kubeletInferred(HTTP_SERVER, 'v1.5.0', 'InstallAuthFilter'),
  ),
  from(
    '1.21',
    error(
      FILE,
      '"Authorization error" err={err:q} user={user:q} verb={verb:q} resource="nodes" subresource={subresource:q}',
    ),
    kubeletInferred(HTTP_SERVER, 'v1.22.6', 'InstallAuthFilter'),
  ),
]);
