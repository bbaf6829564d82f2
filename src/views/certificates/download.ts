/** What a reader downloads, and the command with which OpenSSL checks it. */
import type { Instant } from '../../cluster/model/instant.ts';
import type { Download } from './model.ts';

/** Names of the files; a second one of a kind gets a number. */
const STEMS: Readonly<Record<string, string>> = {
  'kubelet-client': 'kubelet-client',
  'kubelet-serving': 'kubelet-server',
  'kubelet-self-signed': 'kubelet',
};

const isServer = (role: string): boolean =>
  role === 'apiserver' || role === 'kubelet-serving' || role === 'kubelet-self-signed';

function fileName(role: string, ordinal: number, ending: string): string {
  const stem = STEMS[role] ?? role;
  return `${ordinal === 1 ? stem : `${stem}-${ordinal}`}.${ending}`;
}

/** Files that hold a chain or came out of a store end in `pem`, as on a node; single certificates in `crt`. */
const certificateEnding = (role: string): string =>
  role === 'kubelet-client' || role === 'kubelet-serving' ? 'pem' : 'crt';

/** A PKCS#10 request proves by its own signature that its maker holds the key. `ordinal` counts from 1. */
export function requestDownload(pem: string, role: string, ordinal: number): Download {
  const name = fileName(role, ordinal, 'csr');
  return { pem, fileName: name, verify: `openssl req -in ${name} -verify -noout` };
}

/**
 * A certificate, to be checked at an instant at which it holds.
 * A self-signed one, and the CA, are trusted by themselves: the file is its own CA file.
 * @param ca PEM of the cluster CA, where that is who signed it
 */
export function certificateDownload(
  pem: string,
  role: string,
  ordinal: number,
  at: Instant,
  ca: string | undefined,
): Download {
  const name = fileName(role, ordinal, certificateEnding(role));
  const trusted = ca === undefined ? name : 'ca.crt';
  const purpose = role === 'ca' ? '' : ` -purpose ${isServer(role) ? 'sslserver' : 'sslclient'}`;
  return {
    pem,
    fileName: name,
    verify: `openssl verify -attime ${Math.floor(at / 1000)} -CAfile ${trusted}${purpose} ${name}`,
    ...(ca === undefined ? {} : { ca }),
  };
}
