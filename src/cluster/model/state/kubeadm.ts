/** What kubeadm remembers while it makes a control plane. */
export interface KubeadmState {
  /** DER SubjectPublicKeyInfo in hex of the keys made, by role. */
  readonly publicKeys: Readonly<Record<string, string>>;
  /** PEM of the cluster CA: what goes into every kubeconfig. */
  readonly ca?: string;
}
