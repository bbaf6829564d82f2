/** Rows of the smaller recordings that differ. */
import type { Standing } from '../standing.ts';

const PHASE =
  'tokencleaner of 1.7 looks every ten seconds from its start, and when that was is another matter in the recording.';

const writtenMeanwhile = (aspect: string, difference: readonly string[]): Standing => ({
  because: 'chance',
  reason:
    'Something had written the request between the look and the update of the recorder; 1.6 has no audit log to say what.',
  aspect,
  difference,
  units: ['v1.6.13/updates/p01-admin-put-spec-usages'],
});

export const rowDifferences: readonly Standing[] = [
  writtenMeanwhile('code', ['- 409', '+ 200']),
  writtenMeanwhile('message', [
    '- Operation cannot be fulfilled on certificatesigningrequests.certificates.k8s.io "upd": the object has been modified; please apply your changes to the latest version and try again',
    '+ null',
  ]),
  {
    because: 'chance',
    reason: PHASE,
    aspect: 'log',
    difference: [
      '- util.go] Expired bootstrap token in kube-system/bootstrap-token-aaaa20 Secret: 2026-11-22T06:02:11Z',
      '- tokencleaner.go] Deleting expired secret kube-system/bootstrap-token-aaaa20',
    ],
    units: ['v1.7.16/tokens/g20-expires-in-15s'],
  },
  {
    because: 'chance',
    reason: PHASE,
    aspect: 'at 2026-11-22T06:02:13Z',
    difference: ['- 404', '+ 200'],
    units: ['v1.7.16/tokens/g20-expires-in-15s'],
  },
];
