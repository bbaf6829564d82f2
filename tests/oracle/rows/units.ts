/** The smaller recordings of a release, replayed. */
import { pemEncode } from '../../../src/cluster/model/pem.ts';
import type { Release } from '../../../src/releases/release.ts';
import type { Unit } from '../comparison.ts';
import { matrixOf, type MatrixRow } from '../matrix/rows.ts';
import { recordedBytes } from '../recorded-bytes.ts';
import { clusterInfoUnits } from './cluster-info.ts';
import { defaultsUnits } from './defaults.ts';
import { invalidUnits } from './invalid.ts';
import {
  rowsOf,
  type InvalidRow,
  type SigningRow,
  type TokenRow,
  type UpdateRow,
} from './recorded-rows.ts';
import { signingUnits } from './signing.ts';
import { tokenUnits } from './tokens.ts';
import { updateUnits } from './updates.ts';

/** A node's request that nobody but a person approves; with which key does not matter here. */
function approvedByHand(rows: readonly MatrixRow[]): MatrixRow {
  const found =
    rows.find(({ id }) => id === 'm01-manual-client') ??
    rows.find(({ id }) => id === 'm09-manual-rsa');
  if (!found) throw new Error('the matrix has no request that a person approves');
  return found;
}

export async function rowUnits(tag: string, release: Release): Promise<readonly Unit[]> {
  const request = approvedByHand(matrixOf(tag));
  const pem = pemEncode('CERTIFICATE REQUEST', recordedBytes(request.given.request));
  return [
    ...defaultsUnits(tag, release),
    ...(await invalidUnits(tag, rowsOf<InvalidRow>('invalid', tag), release)),
    ...(await updateUnits(tag, rowsOf<UpdateRow>('updates', tag), release, pem)),
    ...(await tokenUnits(tag, rowsOf<TokenRow>('tokens', tag), release, pem)),
    ...(await clusterInfoUnits(tag)),
    ...(await signingUnits(tag, rowsOf<SigningRow>('signing', tag), request, release)),
  ];
}
