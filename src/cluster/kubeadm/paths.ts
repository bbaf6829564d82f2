/** Where kubeadm keeps what it makes (cmd/kubeadm/app/constants/constants.go). */
export const PKI_DIRECTORY = '/etc/kubernetes/pki';
