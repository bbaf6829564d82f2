/**
 * What a private key is for, told from its reference: kubeadm's end in the role, a kubelet's hold `kubelet-client` or
 * `kubelet-serving`.
 */
export function keyRole(key: string): string {
  const [kubelets] = /(?:apiserver-)?kubelet-(?:client|serving)/.exec(key) ?? [];
  return kubelets ?? key.slice(key.lastIndexOf('/') + 1);
}
