import type { ApiObject, Secret } from '../../cluster/model/objects.ts';
import { joinCredential } from '../../releases/kubeadm.ts';
import type { Release } from '../../releases/release.ts';
import { bindingsOf, bootstrapTokenSecretOf } from '../first-boot/objects.ts';

/** A token that never expires, as `kubeadm token create --ttl 0` makes it: without that, a day ends the story. */
function lastingToken(release: Release): Secret {
  const { expiration: _, ...data } = { expiration: '', ...bootstrapTokenSecretOf(release).data };
  return { ...bootstrapTokenSecretOf(release), data };
}

/** All that is applied before the node joins; nothing where the token is a row of a file. */
export const objectsOf = (release: Release): readonly ApiObject[] =>
  joinCredential.at(release) === 'secret' ? [lastingToken(release), ...bindingsOf(release)] : [];
