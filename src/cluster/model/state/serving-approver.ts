import type { RequestDetails } from '../crypto.ts';
import type { CertificateSigningRequest } from '../objects.ts';
import type { PersistentMap } from '../persistent-map.ts';

/** A request for a serving certificate that the approver has to do with. */
export interface SeenRequest {
  readonly csr: CertificateSigningRequest;
  /** What its PKCS#10 request says, once that was read. */
  readonly request?: RequestDetails;
}

export interface ServingApproverState {
  readonly token?: string;
  readonly seen: PersistentMap<string, SeenRequest>;
  /** Lists in a row that failed. */
  readonly failedLists: number;
}
