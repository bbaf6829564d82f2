/** Which plugins run, and what they say one after another. */
import {
  defaultCertificatePlugins,
  nodeRestriction as nodeRestrictionExists,
} from '../../../releases/admission.ts';
import type { Release } from '../../../releases/release.ts';
import type { AdmissionVerdict } from '../../model/facts/apiserver.ts';
import type { AdmissionRequest, Plugin } from './attributes.ts';
import { certificateApproval } from './certificate-approval.ts';
import { certificateSigning } from './certificate-signing.ts';
import { nodeRestriction } from './node-restriction.ts';
import { certificateSubjectRestriction } from './subject-restriction.ts';

/**
 * In the order in which kube-apiserver runs them (pkg/kubeapiserver/options/plugins.go, AllOrderedPlugins).
 * SIMPLIFIED: of the admission plugins only those run that have to do with nodes and certificates.
 */
export const PLUGINS: readonly Plugin[] = [
  nodeRestriction,
  certificateApproval,
  certificateSigning,
  certificateSubjectRestriction,
];

/** The plugins that a kube-apiserver runs: those on by default and those named by --enable-admission-plugins. */
export function enabledPlugins(named: readonly string[], release: Release): readonly Plugin[] {
  const byDefault = defaultCertificatePlugins.at(release);
  return PLUGINS.filter(({ name }) =>
    name === 'NodeRestriction'
      ? named.includes(name) && nodeRestrictionExists.at(release)
      : byDefault.includes(name),
  );
}

export interface Admission {
  readonly verdicts: readonly AdmissionVerdict[];
  /** The words of the plugin that refused. */
  readonly refusal?: string;
}

/** Asks the plugins of a phase until one refuses. */
export function runPlugins(plugins: readonly Plugin[], request: AdmissionRequest): Admission {
  const verdicts: AdmissionVerdict[] = [];
  for (const { name, admit } of plugins) {
    const answer = admit(request);
    const reason = answer.outcome === 'refused' ? answer.reason : '';
    verdicts.push({ plugin: name, outcome: answer.outcome, reason });
    if (answer.outcome === 'refused') return { verdicts, refusal: answer.reason };
  }
  return { verdicts };
}
