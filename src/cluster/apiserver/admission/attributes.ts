/** What admission plugins know of a request (staging/src/k8s.io/apiserver/pkg/admission, Attributes). */
import type { Release } from '../../../releases/release.ts';
import type { DecodedCsr } from '../../model/facts/apiserver.ts';
import type { ApiObject, ResourceAttributes, UserInfo } from '../../model/objects.ts';

export interface AdmissionRequest {
  readonly release: Release;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly resource: string;
  readonly subresource: string;
  /** Name in the path; empty for a creation. */
  readonly name: string;
  readonly user: UserInfo;
  readonly object: ApiObject | undefined;
  readonly stored: ApiObject | undefined;
  /** The request in `object`, where that is a CertificateSigningRequest that is created. */
  readonly csr?: DecodedCsr | undefined;
  readonly featureGates?: Readonly<Record<string, boolean>>;
  /** Whether the authorizer allows this to the user. */
  allows(review: ResourceAttributes): boolean;
}

/** What a plugin says: nothing for requests that it does not look at. */
export type PluginAnswer =
  | { readonly outcome: 'admitted' | 'notConcerned' }
  | { readonly outcome: 'refused'; readonly reason: string };

export const ADMITTED: PluginAnswer = { outcome: 'admitted' };
export const NOT_CONCERNED: PluginAnswer = { outcome: 'notConcerned' };
export const refuse = (reason: string): PluginAnswer => ({ outcome: 'refused', reason });

export interface Plugin {
  readonly name: string;
  readonly phase: 'mutating' | 'validating';
  readonly admit: (request: AdmissionRequest) => PluginAnswer;
}

/**
 * What a plugin says of an object that is none of its kind: Go's name of the type, %T of the internal object
 * (plugin/pkg/admission/certificates/{approval,signing,subjectrestriction}/admission.go, Validate).
 */
export const unexpectedType = (object: ApiObject | undefined): PluginAnswer =>
  refuse(
    `expected type CertificateSigningRequest, got: ${object ? `*certificates.${object.kind}` : '<nil>'}`,
  );
