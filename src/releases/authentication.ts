/** How kube-apiserver learns who asks, release by release. */
import { from, read, timeline } from './timeline.ts';

const BOOTSTRAP = 'plugin/pkg/auth/authenticator/token/bootstrap/bootstrap.go';
const OPTIONS = 'pkg/kubeapiserver/options/authentication.go';
const TOKEN_FILE = 'staging/src/k8s.io/apiserver/pkg/authentication/token/tokenfile/tokenfile.go';
const X509 = 'staging/src/k8s.io/apiserver/pkg/authentication/request/x509/x509.go';

/** The flag that turns the bootstrap token authenticator on; it is off in every release. */
export const bootstrapTokenFlag = timeline<string | undefined>(
  'apiserver.authentication.bootstrapTokenFlag',
  [
    from('1.6', '--experimental-bootstrap-token-auth', read(OPTIONS, 'v1.6.0', 'AddFlags')),
    from('1.8', '--enable-bootstrap-token-auth', read(OPTIONS, 'v1.8.0', 'AddFlags')),
  ],
  { absent: undefined },
);

/** Whether a Secret that is being deleted is refused. */
export const bootstrapTokenDeletionCheck = timeline(
  'apiserver.authentication.bootstrapTokenDeletionCheck',
  [
    from('1.6', false, read(BOOTSTRAP, 'v1.6.0', 'TokenAuthenticator.AuthenticateToken')),
    from('1.8', true, read(BOOTSTRAP, 'v1.8.0', 'TokenAuthenticator.AuthenticateToken')),
  ],
);

/** Whether `auth-extra-groups` is read. */
export const bootstrapTokenExtraGroups = timeline(
  'apiserver.authentication.bootstrapTokenExtraGroups',
  [
    from('1.6', false, read(BOOTSTRAP, 'v1.6.0', 'TokenAuthenticator.AuthenticateToken')),
    from('1.8', true, read(BOOTSTRAP, 'v1.8.0', 'getGroups')),
  ],
  { absent: false },
);

/**
 * What is logged (at -v=3) of a Secret that does not authenticate: nothing but the usage in 1.6; from 1.7 every reason,
 * with the secret that was presented; from 1.25 without it.
 */
export const bootstrapTokenLog = timeline<'usageOnly' | 'withPresentedSecret' | 'withoutSecret'>(
  'apiserver.authentication.bootstrapTokenLog',
  [
    from('1.6', 'usageOnly', read(BOOTSTRAP, 'v1.6.0', 'TokenAuthenticator.AuthenticateToken')),
    from('1.7', 'withPresentedSecret', read(BOOTSTRAP, 'v1.7.0', 'tokenErrorf')),
    from('1.25', 'withoutSecret', read(BOOTSTRAP, 'v1.25.9', 'tokenErrorf')),
  ],
);

/** The log line on an expired token: with the common prefix in 1.7 to 1.10, a sentence of its own otherwise. */
export const bootstrapTokenExpiryLog = timeline<'sentence' | 'prefixed'>(
  'apiserver.authentication.bootstrapTokenExpiryLog',
  [
    from('1.6', 'sentence', read(BOOTSTRAP, 'v1.6.13', 'isSecretExpired')),
    from('1.7', 'prefixed', read(BOOTSTRAP, 'v1.7.0', 'isSecretExpired')),
    from('1.11', 'sentence', read(BOOTSTRAP, 'v1.11.0', 'isSecretExpired')),
  ],
);

/** --anonymous-auth: whether a request without credentials may be system:anonymous, and whether it is by default. */
export const anonymousAuth = timeline<'none' | 'offByDefault' | 'onByDefault'>(
  'apiserver.authentication.anonymous',
  [
    from(
      '1.4',
      'none',
      read('pkg/genericapiserver/options/server_run_options.go', 'v1.4.0', 'AddUniversalFlags'),
    ),
    from(
      '1.5',
      'offByDefault',
      read('pkg/genericapiserver/options/server_run_options.go', 'v1.5.1', 'AnonymousAuth'),
      '1.5.0 has it on by default',
    ),
    from('1.6', 'onByDefault', read(OPTIONS, 'v1.6.0', 'AnonymousAuthenticationOptions')),
  ],
);

/** Whether anonymous requests are switched off where every request is allowed. */
export const anonymousNeedsAuthorizer = timeline(
  'apiserver.authentication.anonymousNeedsAuthorizer',
  [
    from(
      '1.4',
      false,
      read('pkg/genericapiserver/options/server_run_options.go', 'v1.5.1', 'AnonymousAuth'),
    ),
    from('1.6', true, read(OPTIONS, 'v1.6.0', 'ApplyAuthorization')),
  ],
);

/** Whether a bearer token that nobody accepts is an error, so that anonymous is not tried. */
export const invalidBearerTokenIsError = timeline(
  'apiserver.authentication.invalidBearerTokenIsError',
  [
    from(
      '1.4',
      false,
      read(
        'pkg/auth/authenticator/bearertoken/bearertoken.go',
        'v1.4.0, v1.5.0',
        'Authenticator.AuthenticateRequest',
      ),
    ),
    from(
      '1.6',
      true,
      read(
        'staging/src/k8s.io/apiserver/pkg/authentication/request/bearertoken/bearertoken.go',
        'v1.6.0',
        'invalidToken',
      ),
    ),
  ],
);

/** A row of the token file whose first column is empty: a token "" that nobody can present, or skipped with a warning. */
export const emptyTokenInFile = timeline<'kept' | 'skipped'>(
  'apiserver.authentication.emptyTokenInFile',
  [
    from(
      '1.4',
      'kept',
      read('plugin/pkg/auth/authenticator/token/tokenfile/tokenfile.go', 'v1.4.0', 'NewCSV'),
    ),
    from(
      '1.9',
      'skipped',
      read(TOKEN_FILE, 'kubernetes-1.9.0', 'NewCSV', { repo: 'kubernetes/apiserver' }),
    ),
  ],
);

/** Whether a client certificate gives the user an extra `authentication.kubernetes.io/credential-id`. */
export const x509CredentialId = timeline('apiserver.authentication.x509CredentialId', [
  from(
    '1.4',
    false,
    read(X509, 'kubernetes-1.30.0', 'CommonNameUserConversion', { repo: 'kubernetes/apiserver' }),
  ),
  from(
    '1.32',
    true,
    read(X509, 'kubernetes-1.33.0', 'CommonNameUserConversion', { repo: 'kubernetes/apiserver' }),
  ),
]);

/** Whether a subject attribute with the Kubernetes UID OID becomes the user's UID (gate AllowParsingUserUIDFromCertAuth). */
export const x509Uid = timeline('apiserver.authentication.x509Uid', [
  from(
    '1.4',
    false,
    read(X509, 'kubernetes-1.30.0', 'CommonNameUserConversion', { repo: 'kubernetes/apiserver' }),
  ),
  from(
    '1.33',
    true,
    read(X509, 'kubernetes-1.36.0', 'parseUIDFromCert', { repo: 'kubernetes/apiserver' }),
  ),
]);

/** How the pattern of `auth-extra-groups` is printed; it was anchored at both ends from the start. */
export const bootstrapGroupPattern = timeline('apiserver.authentication.bootstrapGroupPattern', [
  from(
    '1.8',
    'system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]',
    read('pkg/bootstrap/api/types.go', 'v1.8.0', 'BootstrapGroupPattern'),
  ),
  from(
    '1.11',
    '\\Asystem:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]\\z',
    read(
      'staging/src/k8s.io/client-go/tools/bootstrap/token/api/types.go',
      'v1.11.0',
      'BootstrapGroupPattern',
    ),
  ),
]);
