import type { ComponentId } from '../requests.ts';

/** Work inside kube-controller-manager that no request shows. What it asks the API server for, is requests. */
export type ControllerFact =
  /** `approver`: which recognisers match, in the order in which they will be tried. */
  | {
      readonly type: 'approver.recognized';
      readonly by: ComponentId;
      readonly csr: string;
      readonly recognizers: readonly string[];
    }
  /** No recogniser matched, or it is decided already: nothing will be done. */
  | {
      readonly type: 'approver.ignored';
      readonly by: ComponentId;
      readonly csr: string;
      readonly reason: string;
    }
  | {
      readonly type: 'approver.answered';
      readonly by: ComponentId;
      readonly csr: string;
      readonly recognizer: string;
      readonly allowed: boolean;
    }
  /** Recognised, but no SubjectAccessReview was allowed. `retryIn` in milliseconds where it will be tried again. */
  | {
      readonly type: 'approver.gaveUp';
      readonly by: ComponentId;
      readonly csr: string;
      readonly message: string;
      readonly retryIn?: number;
      readonly attempt: number;
    }
  | {
      readonly type: 'signer.ignored';
      readonly by: ComponentId;
      readonly csr: string;
      readonly reason: string;
    }
  /** What will be written into the certificate, and why it lives that long. */
  | {
      readonly type: 'signer.decided';
      readonly by: ComponentId;
      readonly csr: string;
      readonly duration: number;
      readonly cappedBy?: 'ca' | 'maximum';
      readonly notBefore: number;
      readonly notAfter: number;
    }
  | {
      readonly type: 'signer.refused';
      readonly by: ComponentId;
      readonly csr: string;
      readonly message: string;
    }
  | {
      readonly type: 'cleaner.removed';
      readonly by: ComponentId;
      readonly csr: string;
      readonly reason: string;
    }
  | {
      readonly type: 'tokenCleaner.removed';
      readonly by: ComponentId;
      readonly secret: string;
      readonly reason: string;
    };
