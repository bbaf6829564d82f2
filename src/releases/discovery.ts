/** kubeadm's token-based discovery: the pin of the cluster CA, and how the answer is checked. */
import { from, inferred, read, timeline } from './timeline.ts';

const PUBKEYPIN = 'cmd/kubeadm/app/util/pubkeypin/pubkeypin.go';
const TOKEN = 'cmd/kubeadm/app/discovery/token/token.go';
const IN_1_15 = { readIn: 'CentaurusInfra/arktos@1d1e78b14666' };
const IN_1_18 = { readIn: '2018112767/kubernetes@b3796c7b24b3' };
const IN_1_22 = { readIn: 'bluemiaomiao/kubernetes-zh' };

/** --discovery-token-ca-cert-hash. */
export const caPinning = timeline(
  'kubeadm.discovery.caPinning',
  [from('1.8', true, read(PUBKEYPIN, 'v1.8.0', 'Set.Allow'))],
  { absent: false },
);

/**
 * Wording of what is wrong with a pin: bare, or naming the pin and the known formats. kubernetes/kubernetes#97290, which
 * brought the latter, was merged in January 2021, after 1.20.0.
 */
export const pinTexts = timeline<'bare' | 'named'>(
  'kubeadm.discovery.pinTexts',
  [
    from(
      '1.8',
      'bare',
      read(PUBKEYPIN, 'v1.8.0, v1.11.0, 1.18', 'Set.Allow, allowSHA256', IN_1_18),
    ),
    from('1.21', 'named', inferred(PUBKEYPIN, 'v1.22', 'Set.Allow, allowSHA256', IN_1_22)),
  ],
  { absent: 'bare' },
);

/**
 * Which of several pins count: the loop returned after the first. kubernetes/kubeadm#2471 tells of it at 1.21.0,
 * kubernetes/kubernetes#101977 of May 2021 mends it.
 */
export const pinsLookedAt = timeline<'first' | 'all'>(
  'kubeadm.discovery.pinsLookedAt',
  [
    from('1.8', 'first', read(PUBKEYPIN, 'v1.8.0, v1.11.0, 1.18', 'Set.Allow', IN_1_18)),
    from('1.22', 'all', inferred(PUBKEYPIN, 'v1.22', 'Set.Allow', IN_1_22)),
  ],
  { absent: 'first' },
);

/** Wording where no key is pinned: about the one CA certificate, or about all in the bundle. */
export const notPinnedText = timeline<'one' | 'any'>(
  'kubeadm.discovery.notPinnedText',
  [
    from('1.8', 'one', read(PUBKEYPIN, 'v1.8.0, v1.11.0, 1.14', 'Set.Check')),
    from('1.15', 'any', read(TOKEN, '1.15', 'RetrieveValidatedConfigInfo, Set.CheckAny', IN_1_15)),
  ],
  { absent: 'one' },
);

/**
 * The CA bundle in cluster-info. `single`: one certificate and nothing after it. `lenient`: client-go's reader, which
 * takes several and passes over what is no certificate. A strict reader of several (TestParsePEMCert at 0f617a38258a)
 * stood between 1.14, whose Set.Check takes one certificate, and 1.15 only.
 */
export const caBundle = timeline<'single' | 'lenient'>(
  'kubeadm.discovery.caBundle',
  [
    from('1.8', 'single', read(TOKEN, 'v1.8.0, v1.11.0', 'parsePEMCert')),
    from(
      '1.15',
      'lenient',
      read(TOKEN, '1.15', 'RetrieveValidatedConfigInfo, certutil.ParseCertsPEM', IN_1_15),
    ),
  ],
  { absent: 'single' },
);
