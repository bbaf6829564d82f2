/** Requests to an HTTPS server of the cluster (kube-apiserver, a kubelet's port 10250), and their answers. */
import type { KeyRef } from './crypto.ts';
import type { ApiObject, Status } from './objects.ts';

export type ComponentKind =
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kubelet'
  | 'kubectl'
  | 'kubeadm'
  | 'metrics-server'
  | 'serving-approver'
  | 'reader'
  | 'clock';

/** `<component>@<host>`, for instance `kubelet@node-1`. */
export type ComponentId = `${ComponentKind}@${string}`;

export const componentId = (kind: ComponentKind, host: string): ComponentId => `${kind}@${host}`;

/** @throws never; an id always has the form that `componentId` gives it */
export function componentKind(id: ComponentId): ComponentKind {
  return id.slice(0, id.indexOf('@')) as ComponentKind;
}

export function hostOf(id: ComponentId): string {
  return id.slice(id.indexOf('@') + 1);
}

/** What a caller shows of itself. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearerToken'; readonly token: string }
  /** PEM texts, leaf first. */
  | { readonly kind: 'clientCertificate'; readonly chain: readonly string[]; readonly key: KeyRef };

/** What a caller demands of the server's certificate. */
export interface ServerTrust {
  /** PEM texts; the server's chain must end in one of them. `skip` = insecure-skip-tls-verify. */
  readonly roots: readonly string[] | 'skip';
  /** DNS name or IP address that the certificate must carry; the dialled host where absent. */
  readonly serverName?: string;
}

/** Verbs as the authorizer sees them (staging/src/k8s.io/apiserver/pkg/endpoints/request, RequestInfo). */
export type Verb = 'create' | 'get' | 'list' | 'watch' | 'update' | 'patch' | 'delete';

export interface ResourceRequest {
  readonly kind: 'resource';
  readonly verb: Verb;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** `metadata.name=…`; the only selector that is modelled. */
  readonly fieldSelector?: string;
  /** For a watch: events after this version, as a list answered it. From the present on where absent. */
  readonly resourceVersion?: string;
  readonly body?: ApiObject;
}

export interface NonResourceRequest {
  readonly kind: 'nonResource';
  readonly verb: 'get' | 'post';
  readonly path: string;
}

export type ApiRequest = ResourceRequest | NonResourceRequest;

export type ApiAnswer =
  | { readonly kind: 'object'; readonly code: number; readonly object: ApiObject }
  | {
      readonly kind: 'list';
      readonly code: number;
      readonly items: readonly ApiObject[];
      readonly resourceVersion: string;
    }
  | { readonly kind: 'status'; readonly code: number; readonly status: Status }
  | { readonly kind: 'text'; readonly code: number; readonly text: string }
  /** A watch that was accepted: events follow as `watch.sent`. */
  | { readonly kind: 'watching'; readonly code: 200 };

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: ApiObject;
}
