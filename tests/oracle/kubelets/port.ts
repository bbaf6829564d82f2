/** What whoever dials a kubelet's port is shown: a certificate, or an alert where there is none. */
import { pemBlocks } from '../../../src/cluster/model/pem.ts';
import { kubeletAt } from '../../../src/cluster/transport/kubelet-port.ts';
import { certificateText } from '../certificate-text.ts';
import type { Aspect } from '../comparison.ts';
import { recordedBytes } from '../recorded-bytes.ts';
import type { KubeletReplay } from './replay.ts';

/** RFC 8446, section 6.2: the alert of that number. */
const ALERTS: Readonly<Record<string, string>> = {
  'alert 80': 'remote error: tls: internal error',
};

/** Names of self-signed certificates end with the second in which they were made. */
const shown = (der: Uint8Array): readonly string[] =>
  certificateText(der).map((line) => line.replace(/@\d{10}\b/g, '@<second>'));

function replayed({ cluster, run }: KubeletReplay): unknown {
  const met = kubeletAt(cluster.state, run.node, `${run.node}:10250`);
  if ('alert' in met) return met.alert;
  if ('error' in met) return met.error;
  const [leaf] = met.chain.flatMap((pem) => pemBlocks(pem));
  return leaf && shown(leaf.bytes);
}

export const portAspect = (port: string, replay: KubeletReplay): Aspect => ({
  name: 'port',
  recorded: ALERTS[port] ?? shown(recordedBytes(port)),
  replayed: replayed(replay),
});
