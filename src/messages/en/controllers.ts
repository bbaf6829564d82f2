/** Sentences about the work inside kube-controller-manager. */
import { goDuration } from '../../cluster/model/instant.ts';
import type { FactSentences } from '../messages.ts';
import { listed, when } from './names.ts';

type ControllerSentences = Pick<
  FactSentences,
  | 'approver.recognized'
  | 'approver.ignored'
  | 'approver.answered'
  | 'approver.gaveUp'
  | 'signer.ignored'
  | 'signer.decided'
  | 'signer.refused'
  | 'cleaner.removed'
  | 'tokenCleaner.removed'
>;

const CAPS = {
  ca: ', no longer than the CA itself lives',
  maximum: ', the most that the controller manager gives',
} as const;

export const controllerSentences = {
  'approver.recognized': ({ csr, recognizers }) =>
    `The approver recognises ${csr} as ${listed(recognizers)} and will ask whether its requester may have that.`,
  'approver.ignored': ({ csr, reason }) =>
    reason === 'not of the approved group'
      ? `The approver leaves ${csr} alone: it is no client request of a kubelet of the group that the flag names.`
      : `The approver leaves ${csr} alone: none of its recognisers matches.`,
  'approver.answered': ({ recognizer, allowed }) =>
    allowed
      ? `The SubjectAccessReview says yes: the requester may create certificatesigningrequests/${recognizer}.`
      : `The SubjectAccessReview says no: nothing lets the requester create certificatesigningrequests/${recognizer}.`,
  'approver.gaveUp': ({ csr, retryIn }) =>
    retryIn === undefined
      ? `The approver does not approve ${csr}; it stays Pending.`
      : `The approver does not approve ${csr}; it stays Pending and is looked at again in ${goDuration(retryIn)}.`,
  'signer.ignored': ({ csr }) => `The signer leaves ${csr} alone: there is nothing to sign yet.`,
  'signer.decided': ({ csr, notAfter, cappedBy }) =>
    `The signer will issue a certificate for ${csr} that lives until ${when(notAfter)}${cappedBy ? CAPS[cappedBy] : ''}.`,
  'signer.refused': ({ csr, message }) => `The signer refuses to sign ${csr}: ${message}.`,
  'cleaner.removed': ({ csr }) => `The cleaner deletes the old request ${csr}.`,
  'tokenCleaner.removed': ({ secret }) =>
    `The token cleaner deletes the Secret ${secret}: its token has expired.`,
} satisfies ControllerSentences;
