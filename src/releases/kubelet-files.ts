/** What a kubelet keeps in --cert-dir. */
import { clientGo, kubelet, OLD_STORE, STORE } from './kubelet-sources.ts';
import { from, timeline } from './timeline.ts';

/** How much of what the signer gave is stored: the first certificate, or all of it. */
export const storedCertificates = timeline<'first' | 'all'>(
  'kubelet.store.certificates',
  [
    from('1.7', 'first', clientGo(STORE, '1.17', 'fileStore.Update')),
    from('1.18', 'all', clientGo(STORE, '1.18', 'fileStore.Update')),
  ],
  { absent: 'first' },
);

/** `certificateThenKey`: block 1 must be the certificate, block 2 the key; `any`: any order will do. */
export const pairFileOrder = timeline<'certificateThenKey' | 'any'>(
  'kubelet.store.pairFileOrder',
  [
    from('1.7', 'certificateThenKey', clientGo(STORE, '1.12', 'loadCertKeyBlocks')),
    from('1.13', 'any', clientGo(STORE, '1.13', 'loadFile')),
  ],
  { absent: 'certificateThenKey' },
);

/** Whether the target of -current.pem is made absolute; before, a relative --cert-dir gave a broken link. */
export const absoluteSymlink = timeline(
  'kubelet.store.absoluteSymlink',
  [
    from('1.7', false, kubelet(OLD_STORE, 'v1.7.0', 'updateSymlink')),
    from('1.9', true, clientGo(STORE, '1.9', 'updateSymlink (filepath.Abs)')),
  ],
  { absent: false },
);

/** Whether the new pair is written through to the disk before the link is switched. */
export const syncsPair = timeline(
  'kubelet.store.syncsPair',
  [
    from('1.7', false, clientGo(STORE, '1.33', 'fileStore.Update')),
    from('1.34', true, clientGo(STORE, '1.34', 'fileStore.Update')),
  ],
  { absent: false },
);

/** kubelet.crt: one self-signed certificate with CA:TRUE, or a leaf and the CA whose key is thrown away. */
export const selfSignedForm = timeline<'single' | 'leafAndCa'>('kubelet.selfSigned.form', [
  from('1.4', 'single', clientGo('util/cert/cert.go', '1.9', 'GenerateSelfSignedCertKey')),
  from('1.10', 'leafAndCa', clientGo('util/cert/cert.go', '1.10', 'GenerateSelfSignedCertKey')),
]);

/** By how much the self-signed pair is back-dated, milliseconds. */
export const selfSignedBackdate = timeline('kubelet.selfSigned.backdate', [
  from('1.4', 0, clientGo('util/cert/cert.go', '1.9', 'GenerateSelfSignedCertKey')),
  from(
    '1.12',
    3_600_000,
    clientGo('util/cert/cert.go', '1.12', 'GenerateSelfSignedCertKeyWithFixtures'),
  ),
]);

/** Serial numbers of the self-signed pair: 1 and 2, or 63 random bits. */
export const selfSignedSerial = timeline<'counted' | 'random'>('kubelet.selfSigned.serial', [
  from(
    '1.4',
    'counted',
    clientGo('util/cert/cert.go', '1.27', 'GenerateSelfSignedCertKeyWithFixtures'),
  ),
  from(
    '1.28',
    'random',
    clientGo('util/cert/cert.go', '1.28', 'GenerateSelfSignedCertKeyWithFixtures'),
    'also in the last patch releases of 1.25 to 1.27',
  ),
]);
