/** Which signing loop takes a CertificateSigningRequest (pkg/controller/certificates/signer/signer.go). */
import type { Release } from '../../../releases/release.ts';
import { signingLoops, type SigningLoop } from '../../../releases/signer.ts';

export type LoopOrError =
  | { readonly ok: true; readonly loop: SigningLoop }
  | { readonly ok: false; readonly error: string };

const takes = (loop: SigningLoop, signerName: string | undefined): boolean =>
  loop.signerNames === 'any' || (signerName !== undefined && loop.signerNames.includes(signerName));

/** The loop that a request belongs to, or undefined where no signer of Kubernetes takes it. */
export function loopFor(signerName: string | undefined, release: Release): SigningLoop | undefined {
  return signingLoops.at(release).find((loop) => takes(loop, signerName));
}

/** The loop that kube-controller-manager builds for a signer name; from 1.19 an unknown name is an error. */
export function buildLoop(signerName: string, release: Release): LoopOrError {
  const loop = loopFor(signerName, release);
  return loop
    ? { ok: true, loop }
    : { ok: false, error: `unrecognized signerName: "${signerName}"` };
}
