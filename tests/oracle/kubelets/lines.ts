/** Which lines of a kubelet's log are compared: those about certificates, as far as the engine has what prints them. */

/**
 * Not compared: feature_gate.go and flags.go (what was given), kubelet_node_status.go, reflector.go and event.go (requests
 * that the engine leaves out, as its simplifications say), and at -v=4 the line about the self-signed pair, which the
 * recorder's filter dropped.
 */
const FILES = [
  'bootstrap.go',
  'certificate_store.go',
  'certificate_manager.go',
  'transport.go',
  'csr.go',
  'run.go',
];

const SERVER = /client certificate rotation|failed to run Kubelet|unable to load bootstrap/;
const SELF_SIGNED = /Using self-signed cert/;

export function isCompared(line: string, filtered: boolean): boolean {
  const header = /^[IWEF] ([\w.]+)\] /.exec(line);
  if (!header) return true;
  if (FILES.includes(header[1]!)) return true;
  return header[1] === 'server.go' && (SERVER.test(line) || (!filtered && SELF_SIGNED.test(line)));
}
