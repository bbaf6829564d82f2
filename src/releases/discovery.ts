/** kubeadm's token-based discovery: the pin of the cluster CA, and how the answer is checked. */
import { from, inferred, read, timeline } from './timeline.ts';

const PUBKEYPIN = 'cmd/kubeadm/app/util/pubkeypin/pubkeypin.go';
const TOKEN = 'cmd/kubeadm/app/discovery/token/token.go';
const IN_1_18 = { readIn: '2018112767/kubernetes@b3796c7b24b3' };

/** --discovery-token-ca-cert-hash. */
export const caPinning = timeline(
  'kubeadm.discovery.caPinning',
  [from('1.8', true, read(PUBKEYPIN, 'v1.8.0', 'Set.Allow'))],
  { absent: false },
);

/** Wording of what is wrong with a pin: bare, or naming the pin and the known formats. */
export const pinTexts = timeline<'bare' | 'named'>(
  'kubeadm.discovery.pinTexts',
  [
    from(
      '1.8',
      'bare',
      read(PUBKEYPIN, 'v1.8.0, v1.11.0, 1.18', 'Set.Allow, allowSHA256', IN_1_18),
    ),
    from(
      '1.19',
      'named',
      inferred(PUBKEYPIN, 'v1.22', 'Set.Allow, allowSHA256', {
        readIn: 'bluemiaomiao/kubernetes-zh',
      }),
    ),
  ],
  { absent: 'bare' },
);

/** Wording where no key is pinned: about the one CA certificate, or about all in the bundle. */
export const notPinnedText = timeline<'one' | 'any'>(
  'kubeadm.discovery.notPinnedText',
  [
    from('1.8', 'one', read(PUBKEYPIN, 'v1.8.0, v1.11.0', 'Set.Check')),
    from('1.14', 'any', inferred(PUBKEYPIN, '1.18', 'Set.CheckAny', IN_1_18)),
  ],
  { absent: 'one' },
);

/**
 * The CA bundle in cluster-info. `single`: one certificate and nothing after it. `several`: only certificates.
 * `lenient`: client-go's reader, which passes over what is no certificate.
 */
export const caBundle = timeline<'single' | 'several' | 'lenient'>(
  'kubeadm.discovery.caBundle',
  [
    from('1.8', 'single', read(TOKEN, 'v1.8.0, v1.11.0', 'parsePEMCert')),
    from(
      '1.14',
      'several',
      inferred('cmd/kubeadm/app/discovery/token/token_test.go', '0f617a38258a', 'TestParsePEMCert'),
    ),
    from(
      '1.15',
      'lenient',
      read(TOKEN, '1.15', 'RetrieveValidatedConfigInfo, certutil.ParseCertsPEM', {
        readIn: 'CentaurusInfra/arktos@1d1e78b14666',
      }),
    ),
  ],
  { absent: 'single' },
);
