/** In which form and words kube-apiserver refuses, release by release. */
import { from, read, timeline } from './timeline.ts';

const WRITERS = 'staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go';
const CLIENT_WRITERS = { repo: 'kubernetes/apiserver' };

/** The body of a 401: the word alone, or a Status. */
export const unauthorizedForm = timeline<'text' | 'status'>('apiserver.texts.unauthorizedForm', [
  from('1.4', 'text', read('pkg/auth/handlers/handlers.go', 'v1.4.0', 'unauthorized')),
  from(
    '1.8',
    'status',
    read(
      'staging/src/k8s.io/apiserver/pkg/endpoints/filters/authentication.go',
      'v1.8.0',
      'Unauthorized',
    ),
  ),
]);

/**
 * The body of a 403: `uri` = the word and the request URI, `sentence` = plain text with the user and the resource,
 * `status` = a Status with the same sentence, `statusWithApiGroup` = resource and API group apart.
 */
export const forbiddenForm = timeline<'uri' | 'sentence' | 'status' | 'statusWithApiGroup'>(
  'apiserver.texts.forbiddenForm',
  [
    from('1.4', 'uri', read('pkg/apiserver/errors.go', 'v1.4.0', 'forbidden')),
    from('1.6', 'sentence', read(WRITERS, 'release-1.6', 'forbiddenMessage', CLIENT_WRITERS)),
    from('1.8', 'status', read(WRITERS, 'kubernetes-1.8.0', 'forbiddenMessage', CLIENT_WRITERS)),
    from(
      '1.12',
      'statusWithApiGroup',
      read(WRITERS, 'kubernetes-1.12.0', 'forbiddenMessage', CLIENT_WRITERS),
    ),
  ],
);

/** Whether `&`, `<` and `>` in a refusal are written as HTML entities. */
export const refusalsAreSanitized = timeline('apiserver.texts.refusalsAreSanitized', [
  from('1.4', false, read(WRITERS, 'v1.6.0', 'Forbidden')),
  from('1.7', true, read(WRITERS, 'v1.7.0', 'sanitizer')),
]);

/** The API group version in which RBAC objects are served and stored by default. */
export const rbacApiVersion = timeline('apiserver.texts.rbacApiVersion', [
  from(
    '1.4',
    'rbac.authorization.k8s.io/v1alpha1',
    read('pkg/apis/rbac/install/install.go', 'v1.4.0', 'init'),
  ),
  from(
    '1.6',
    'rbac.authorization.k8s.io/v1beta1',
    read('pkg/apis/rbac/install/install.go', 'v1.6.0', 'Install'),
  ),
  from(
    '1.8',
    'rbac.authorization.k8s.io/v1',
    read('pkg/apis/rbac/install/install.go', 'v1.8.0', 'Install'),
  ),
]);

/** Whether the same error twice is printed once in a list of errors (utilerrors.NewAggregate). */
export const aggregatesAreDeduplicated = timeline('apiserver.texts.aggregatesAreDeduplicated', [
  from(
    '1.4',
    false,
    read('staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go', 'v1.11.0', 'aggregate.Error'),
  ),
  from(
    '1.14',
    true,
    read(
      'staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go',
      'kubernetes-1.14.0',
      'aggregate.visit',
      { repo: 'kubernetes/apimachinery' },
    ),
  ),
]);

const FIELD_ERRORS = 'staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go';
const apimachinery = { repo: 'kubernetes/apimachinery' };

/** How a value that is no plain text or number is shown in a refusal: as Go writes it, or as JSON (bytes in base64). */
export const badValueForm = timeline<'go' | 'json'>('apiserver.texts.badValueForm', [
  from('1.4', 'go', read(FIELD_ERRORS, 'kubernetes-1.33.0', 'Error.ErrorBody', apimachinery)),
  from('1.34', 'json', read(FIELD_ERRORS, 'kubernetes-1.34.0', 'Error.ErrorBody', apimachinery)),
]);

/** What is said of a text that is too long. */
export const tooLongWords = timeline('apiserver.texts.tooLongWords', [
  from(
    '1.4',
    'must have at most',
    read(FIELD_ERRORS, 'kubernetes-1.31.0', 'TooLong', apimachinery),
  ),
  from(
    '1.32',
    'may not be more than',
    read(FIELD_ERRORS, 'kubernetes-1.32.0', 'TooLong', apimachinery),
  ),
]);

const JSON_SERIALIZER = 'staging/src/k8s.io/apimachinery/pkg/runtime/serializer/json/json.go';

/** Whether an empty text for bytes is decoded as no bytes at all (ugorji's codec) or as zero bytes (json-iterator). */
export const emptyBytesAreNil = timeline('apiserver.texts.emptyBytesAreNil', [
  from('1.4', true, read(JSON_SERIALIZER, 'v1.7.0', 'Serializer.Decode')),
  from('1.8', false, read(JSON_SERIALIZER, 'v1.8.0', 'Serializer.Decode')),
]);
