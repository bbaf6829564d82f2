/**
 * Fields of `given` that say how the upstream test was set up, and on which no verdict hangs: what they describe is so
 * for every case of the word, or stands in `then` under another name. A field that is neither here nor looked at by the
 * translation of its word makes a case one that was not run.
 */
export const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  // Looked at only where a request gets that far.
  'admission.admit': ['authorizer'],
  'admission.validate': ['authorizer'],
  'approver.handle': ['sarAllowed'],
  'csr.validateCreate': ['x509'],
  'x509.authenticate': ['issuedByTrustedCA'],
  'csr.prepareForStatusUpdate': ['now', 'later'],
  // A kubelet's own: its name, and the template and usages that its requests have.
  'kubelet.requestNodeCertificate': ['nodeName'],
  'rotation.initialize': ['apiIssues', 'template', 'usages'],
  'rotation.rotate': ['certificate'],
  'rotation.serverHealth': ['store', 'bootstrap', 'action'],
};
