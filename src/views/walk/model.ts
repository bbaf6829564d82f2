/** What the words of a step need from the log. */

/** Names that only a run knows. `<Live field="csr.name">` in the words of a step shows one. */
export const LIVE_FIELDS = [
  'token.id',
  'user.name',
  'node.name',
  'node.uid',
  'csr.name',
  'csr.signerName',
  'csr.username',
  'csr.groups',
  'csr.usages',
  'approver.recognizer',
  'certificate.commonName',
  'certificate.organization',
  'certificate.serial',
  'certificate.notBefore',
  'certificate.notAfter',
  'certificate.file',
  'serving.notAfter',
  'clock.date',
  'server.address',
  'answer.code',
  'answer.text',
] as const;

export type LiveField = (typeof LIVE_FIELDS)[number];

/** Absent until the run has come to it. */
export type LiveNames = Readonly<Partial<Record<LiveField, string>>>;
