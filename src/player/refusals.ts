import type { Fact } from '../cluster/model/facts.ts';

/** Status of a process that ended with the power of its host: nobody refused anything. */
const LOST_POWER = 137;

/**
 * Whether a fact is somebody's no. A 404 or 409 of the registry is none: a client that looks before it creates meets
 * them on its way.
 */
export function isRefusal(fact: Fact): boolean {
  switch (fact.type) {
    case 'request.notAuthenticated':
    case 'request.notAuthorized':
    case 'request.notAdmitted':
    case 'connection.refused':
    case 'signer.refused':
    case 'intent.refused':
      return true;
    case 'process.exited':
      return fact.code !== 0 && fact.code !== LOST_POWER;
    case 'lifecycle.moved':
      return (
        fact.chart === 'certificateSigningRequest' && (fact.to === 'denied' || fact.to === 'failed')
      );
    default:
      return false;
  }
}
