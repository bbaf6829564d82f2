/** Which tree stands for which upstream tag in the kubelet's time lines: kubernetes/kubernetes cannot be read whole. */
import { inferred, read, type Source } from './timeline.ts';

const CLONE = 'ksunhokim/kubernetes';
const MICROSHIFT = 'openshift/microshift';

const READ_IN: Readonly<Record<string, string>> = {
  'v1.4.0': CLONE,
  'v1.5.0': CLONE,
  'v1.6.0': CLONE,
  'v1.7.0': CLONE,
  'v1.8.0': CLONE,
  'v1.9.0': CLONE,
  'v1.10.0': CLONE,
  'v1.11.0': CLONE,
  'v1.12.0': CLONE,
  'v1.12.2': CLONE,
  'v1.14.8': 'davidstack/k8s1.14.8modify@75a4fabf',
  'v1.15.0': 'CentaurusInfra/arktos@75e947641',
  'v1.16.2': 'whowhopipi/kubernetes-sw@a8bbdcab',
  'v1.17.0': 'TracingSource/kubernetes@a3be89d18d',
  'v1.18.0': '2018112767/kubernetes',
  'v1.20.9': `${MICROSHIFT}@5aae6853ee`,
  'v1.21.1': `${MICROSHIFT}@645684934d`,
  'v1.22.6': 'kubeedge/kubeedge@d13b5123d',
  'v1.26.5': `${MICROSHIFT}@release-4.13`,
  'v1.27.1': `${MICROSHIFT}@53095c6e86`,
  'v1.30.1': `${MICROSHIFT}@release-4.17`,
  'v1.31.14': `${MICROSHIFT}@release-4.18`,
  'v1.33.13': `${MICROSHIFT}@release-4.20`,
  'v1.36.3': `${MICROSHIFT}@release-5.0`,
};

const treeOf = (ref: string): { readIn: string } | undefined => {
  const readIn = READ_IN[ref];
  return readIn === undefined ? undefined : { readIn };
};

/** A file of kubernetes/kubernetes at a tag, read in a clone or a vendored copy of that tag. */
export const kubelet = (path: string, ref: string, symbol: string): Source =>
  read(path, ref, symbol, treeOf(ref));

/** The same, where the boundary follows from what was read. */
export const kubeletInferred = (path: string, ref: string, symbol: string): Source =>
  inferred(path, ref, symbol, treeOf(ref));

/** A file of kubernetes/client-go at the tag of a release; `path` is relative to that repository. */
export const clientGo = (path: string, release: string, symbol: string): Source =>
  read(path, `kubernetes-${release}.0`, symbol, { repo: 'kubernetes/client-go' });

export const clientGoInferred = (path: string, release: string, symbol: string): Source =>
  inferred(path, `kubernetes-${release}.0`, symbol, { repo: 'kubernetes/client-go' });

export const BOOTSTRAP = 'pkg/kubelet/certificate/bootstrap/bootstrap.go';
export const OLD_BOOTSTRAP = 'cmd/kubelet/app/bootstrap.go';
export const SERVER = 'cmd/kubelet/app/server.go';
export const OPTIONS = 'cmd/kubelet/app/options/options.go';
export const NODE_STATUS = 'pkg/kubelet/kubelet_node_status.go';
export const TRANSPORT = 'pkg/kubelet/certificate/transport.go';
export const OLD_MANAGER = 'pkg/kubelet/certificate/certificate_manager.go';
export const OLD_STORE = 'pkg/kubelet/certificate/certificate_store.go';
export const MANAGER = 'util/certificate/certificate_manager.go';
export const STORE = 'util/certificate/certificate_store.go';
export const CSR_CLIENT = 'util/certificate/csr/csr.go';
