import type { ApiObject, ObjectKey, UserInfo } from '../objects.ts';
import type { ComponentId } from '../requests.ts';
import type { RequestDetails } from '../crypto.ts';

/** Which authenticator was asked, and what it said. */
export interface AuthenticatorVerdict {
  readonly authenticator:
    | 'x509'
    | 'tokenFile'
    | 'serviceAccount'
    | 'bootstrapToken'
    /** The kubelet's: a TokenReview. */
    | 'tokenReview'
    | 'anonymous';
  readonly outcome: 'authenticated' | 'noOpinion' | 'error';
  /** The check that decided, in the words of the source where it has some. */
  readonly reason: string;
}

/** Which authorizer was asked, and what it said. */
export interface AuthorizerVerdict {
  /** `Webhook` is the kubelet's: a SubjectAccessReview. */
  readonly authorizer: 'Node' | 'RBAC' | 'AlwaysAllow' | 'systemMasters' | 'Webhook';
  readonly outcome: 'allowed' | 'noOpinion' | 'denied';
  readonly reason: string;
  /** The rule that allowed it. */
  readonly binding?: ObjectKey;
  readonly role?: ObjectKey;
}

export interface AdmissionVerdict {
  readonly plugin: string;
  readonly outcome: 'admitted' | 'notConcerned' | 'refused';
  readonly reason: string;
}

/** The corridor of one request through kube-apiserver, or the first two stages of one to a kubelet's port 10250, in order. A refusal is followed by `response.sent`. */
export type ApiServerFact =
  | {
      readonly type: 'request.authenticated';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly user: UserInfo;
      readonly tried: readonly AuthenticatorVerdict[];
    }
  /** 401. */
  | {
      readonly type: 'request.notAuthenticated';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly tried: readonly AuthenticatorVerdict[];
    }
  | {
      readonly type: 'request.authorized';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly asked: readonly AuthorizerVerdict[];
    }
  /** 403. */
  | {
      readonly type: 'request.notAuthorized';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly asked: readonly AuthorizerVerdict[];
      readonly message: string;
    }
  /** The body was decoded and defaulted; for a CSR also parsed, its signature checked. */
  | {
      readonly type: 'request.decoded';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly object: ApiObject;
      readonly defaulted: readonly string[];
      readonly csr?: DecodedCsr;
    }
  | {
      readonly type: 'request.admitted';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly phase: 'mutating' | 'validating';
      readonly plugins: readonly AdmissionVerdict[];
      readonly object: ApiObject;
    }
  | {
      readonly type: 'request.notAdmitted';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly phase: 'mutating' | 'validating';
      readonly plugins: readonly AdmissionVerdict[];
    }
  /** The registry filled in what only the server may set (username, groups, uid, extra, name) and found nothing wrong. */
  | {
      readonly type: 'request.validated';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly object: ApiObject;
      readonly serverSet: readonly string[];
    }
  /** 422; or 409 and 404 where the store already decides. */
  | {
      readonly type: 'request.notValid';
      readonly by: ComponentId;
      readonly exchange: string;
      readonly errors: readonly string[];
    }
  /** `exchange` is absent for what the API server stores by itself when it starts. */
  | {
      readonly type: 'object.stored';
      readonly by: ComponentId;
      readonly exchange?: string;
      readonly key: ObjectKey;
      readonly change: 'created' | 'updated';
      readonly object: ApiObject;
    }
  | {
      readonly type: 'object.deleted';
      readonly by: ComponentId;
      readonly exchange?: string;
      readonly key: ObjectKey;
    }
  /** The default roles and bindings of the release, stored at start (rbac/bootstrappolicy); read from the release's data. */
  | { readonly type: 'rbac.defaultsStored'; readonly by: ComponentId };

export type DecodedCsr =
  | { readonly ok: true; readonly request: RequestDetails }
  | { readonly ok: false; readonly reason: 'notPem' | 'malformed'; readonly detail: string };
