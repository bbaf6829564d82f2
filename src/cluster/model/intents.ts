/** What a reader or a scenario does. Intents name objects by role, since names such as `node-csr-…` hang on fresh keys. */
import type { Duration, Instant } from './instant.ts';
import type { ApiObject, Kind } from './objects.ts';
import type { FileContent } from './files.ts';

/** A CertificateSigningRequest by role: the n-th (from 1) that a node made for a purpose. */
export interface CsrRole {
  readonly node: string;
  /** What the certificate is for; either where absent. */
  readonly purpose?: 'client' | 'serving';
  /** From 1; the latest where absent. */
  readonly ordinal?: number;
}

export type Intent =
  /** Makes the CA, the API server's certificate and the administrator's, starts kube-apiserver and kube-controller-manager. */
  | { readonly type: 'controlPlane.start' }
  /** An administrator creates or replaces objects with kubectl. */
  | { readonly type: 'kubectl.apply'; readonly objects: readonly ApiObject[] }
  | {
      readonly type: 'kubectl.delete';
      readonly kind: Kind;
      readonly name: string;
      readonly namespace?: string;
    }
  | {
      readonly type: 'kubectl.certificate';
      readonly verb: 'approve' | 'deny';
      readonly csr: CsrRole;
    }
  /** Puts the bootstrap kubeconfig on the node, as `kubeadm join` or an operator does. */
  | { readonly type: 'node.provision'; readonly node: string; readonly token?: string }
  | { readonly type: 'kubelet.start'; readonly node: string }
  | { readonly type: 'kubelet.stop'; readonly node: string }
  /**
   * Puts serverTLSBootstrap into the kubelet's configuration, or takes it out, with the feature gate where the release needs
   * it. A kubelet reads that when it starts: one that is running refuses the act.
   */
  | {
      readonly type: 'kubelet.setServingBootstrap';
      readonly node: string;
      readonly on: boolean;
    }
  /** Cuts the power of a host, or gives it back: processes end without a word; on the way up, the kubelet starts again. */
  | { readonly type: 'host.setPower'; readonly host: string; readonly on: boolean }
  /** `kubectl logs` or `kubectl exec` for a pod that runs on the node: kube-apiserver dials the kubelet's port 10250. */
  | { readonly type: 'kubectl.reachPod'; readonly verb: 'logs' | 'exec'; readonly node: string }
  /** metrics-server asks the kubelet of a node for its metrics. */
  | { readonly type: 'metricsServer.scrape'; readonly node: string }
  | {
      readonly type: 'file.write';
      readonly host: string;
      readonly path: string;
      readonly mode: number;
      readonly content: FileContent;
    }
  | { readonly type: 'file.remove'; readonly host: string; readonly path: string }
  | { readonly type: 'host.setClock'; readonly host: string; readonly offset: Duration }
  | { readonly type: 'host.setReachable'; readonly host: string; readonly reachable: boolean }
  /** Moves virtual time. `nextTimer` stops at the next instant at which anything is due. */
  | { readonly type: 'clock.advance'; readonly to: Instant | 'nextTimer' };
