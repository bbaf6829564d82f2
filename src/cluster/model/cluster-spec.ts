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
  readonly apiServer: {
    readonly enableBootstrapTokenAuth: boolean;
    readonly anonymousAuth: boolean;
    readonly authorizationModes: readonly ('Node' | 'RBAC' | 'AlwaysAllow')[];
    /** Plugins named by --enable-admission-plugins besides those on by default. */
    readonly enabledAdmissionPlugins: readonly string[];
    /** Content of --token-auth-file, where the flag is given. */
    readonly tokenAuthFile?: string;
  };
  readonly controllerManager: {
    readonly clusterSigningDuration: Duration;
    /** --controllers, short names: `*` and additions or removals such as `tokencleaner`, `-csrcleaner`. */
    readonly controllers: readonly string[];
    readonly featureGates: Readonly<Record<string, boolean>>;
  };
}

export interface NodeSpec {
  /** Host name, node name. */
  readonly name: string;
  readonly release: Release;
  readonly kubelet: {
    readonly bootstrapKubeconfig: string;
    readonly kubeconfig: string;
    /** The release's default where absent. */
    readonly certDir?: string;
    readonly rotateCertificates: boolean;
    readonly serverTlsBootstrap: boolean;
    readonly featureGates: Readonly<Record<string, boolean>>;
    readonly verbosity: number;
  };
}

export interface ClusterSpec {
  readonly scenario: string;
  readonly seed: string;
  readonly startsAt: Instant;
  readonly hosts: readonly HostSpec[];
  readonly controlPlane: ControlPlaneSpec;
  readonly nodes: readonly NodeSpec[];
  /** The administrator's workstation and kubectl. */
  readonly workstation: { readonly host: string; readonly release: Release };
  /** The bootstrap token that `node.provision` puts into a node's kubeconfig: `<id>.<secret>`. */
  readonly bootstrapToken: string;
}
