/** What a scenario starts from: hosts, releases, flags. Every instance carries a release of its own. */
import type { Release } from '../../releases/release.ts';
import type { Duration, Instant } from './instant.ts';

export interface HostSpec {
  readonly name: string;
  readonly addresses: readonly string[];
  /** How far the host's clock is ahead of the cluster's virtual time; negative where it is behind. */
  readonly clockOffset?: Duration;
}

export interface ControlPlaneSpec {
  readonly host: string;
  readonly release: Release;
  /** `host:port` under which clients reach kube-apiserver. */
  readonly endpoint: string;
  /** Lifetime of the cluster CA. */
  readonly caDuration: Duration;
  /**
   * Lifetime of the certificates that kubeadm makes for the control plane and the administrator; a year where absent.
   * Nothing renews them here: after a year kube-apiserver shows an expired certificate, unless this says more.
   */
  readonly certificateDuration?: Duration;
  readonly apiServer: {
    readonly enableBootstrapTokenAuth: boolean;
    readonly anonymousAuth: boolean;
    readonly authorizationModes: readonly ('Node' | 'RBAC' | 'AlwaysAllow')[];
    /** Plugins named by --enable-admission-plugins besides those on by default. */
    readonly enabledAdmissionPlugins: readonly string[];
    /** Content of --token-auth-file, where the flag is given. */
    readonly tokenAuthFile?: string;
    /** Path of --kubelet-certificate-authority on the control plane's host; kubeadm never sets it. */
    readonly kubeletCertificateAuthority?: string;
    /** --kubelet-preferred-address-types; what kubeadm gives in this release where absent. */
    readonly kubeletPreferredAddressTypes?: readonly string[];
    /** Subject of the certificate that kube-apiserver shows to kubelets; kubeadm's of this release where absent. */
    readonly kubeletClient?: {
      readonly commonName: string;
      readonly organizations: readonly string[];
    };
  };
  readonly controllerManager: {
    readonly clusterSigningDuration: Duration;
    /** --controllers, short names: `*` and additions or removals such as `tokencleaner`, `-csrcleaner`. */
    readonly controllers: readonly string[];
    readonly featureGates: Readonly<Record<string, boolean>>;
    /** --insecure-experimental-approve-all-kubelet-csrs-for-group; it does nothing from 1.7 on. */
    readonly approveAllKubeletCsrsForGroup?: string;
  };
  /**
   * A component outside Kubernetes that approves serving certificates; there is none where absent. `nodeAddresses`: only
   * names and addresses that the Node has. `none`: it does not look at them.
   */
  readonly servingApprover?: { readonly policy: ServingApproverPolicy };
}

export type ServingApproverPolicy = 'nodeAddresses' | 'none';

export interface NodeSpec {
  /** Host name, node name. */
  readonly name: string;
  readonly release: Release;
  readonly kubelet: {
    readonly bootstrapKubeconfig: string;
    readonly kubeconfig: string;
    /** The release's default where absent. */
    readonly certDir?: string;
    /** --hostname-override, where it was given. */
    readonly hostnameOverride?: string;
    /** --node-ip, where it was given. */
    readonly nodeIp?: string;
    readonly rotateCertificates: boolean;
    readonly serverTlsBootstrap: boolean;
    readonly featureGates: Readonly<Record<string, boolean>>;
    readonly verbosity: number;
    /** Whether systemd starts it again ten seconds after it has ended; true where absent. */
    readonly supervised?: boolean;
    /** Who may use port 10250; as kubeadm sets up the release where absent. */
    readonly server?: Partial<KubeletServerSettings>;
  };
}

/** How a kubelet knows the callers of its port 10250, and how it decides what they may do. */
export interface KubeletServerSettings {
  /** --client-ca-file; without it no client certificate is asked for. */
  readonly clientCaFile: string | undefined;
  /** --anonymous-auth */
  readonly anonymousAuth: boolean;
  /** --authentication-token-webhook: bearer tokens are checked by TokenReview. */
  readonly tokenWebhook: boolean;
  /** --authorization-mode */
  readonly authorizationMode: 'AlwaysAllow' | 'Webhook';
}

/** metrics-server, which asks every kubelet for its metrics with a service account token of its own. */
export interface MetricsServerSpec {
  /** --kubelet-insecure-tls: no kubelet certificate is checked. Else the cluster CA is what it trusts. */
  readonly kubeletInsecureTls: boolean;
  /** --kubelet-preferred-address-types; what its manifest or its default says where absent. */
  readonly preferredAddressTypes?: readonly string[];
}

export interface ClusterSpec {
  readonly scenario: string;
  readonly seed: string;
  readonly startsAt: Instant;
  readonly hosts: readonly HostSpec[];
  readonly controlPlane: ControlPlaneSpec;
  readonly nodes: readonly NodeSpec[];
  /** Absent where none is installed. */
  readonly metricsServer?: MetricsServerSpec;
  /** The administrator's workstation and kubectl. */
  readonly workstation: { readonly host: string; readonly release: Release };
  /** The bootstrap token that `node.provision` puts into a node's kubeconfig: `<id>.<secret>`. */
  readonly bootstrapToken: string;
}
