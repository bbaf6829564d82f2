/** Which pair a store counts as the current one (client-go util/certificate/certificate_store.go, Current). */
import { loadingPair, loadingPairFile } from '../../../releases/kubelet-logs-rotation.ts';
import type { LogWording } from '../../../releases/log-wording.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import { joined, pemBlocksOf, resolved, type Files } from '../files.ts';
import type { LogValues } from '../log.ts';
import { currentName } from './names.ts';
import { KEY_MISMATCH, notConverted, pairFrom, pairLoaded, type PairResult } from './pair-file.ts';

export interface StoreLocation {
  readonly prefix: string;
  readonly directory: string;
  /** Files named outside the store: those of the kubeconfig, or tlsCertFile and tlsPrivateKeyFile; empty where none. */
  readonly certFile: string;
  readonly keyFile: string;
}

export type CurrentPair =
  | {
      readonly found: true;
      readonly result: PairResult;
      readonly log: LogWording;
      readonly values: LogValues;
      /** What is said where the key turns out not to be the certificate's. */
      readonly mismatch: string;
    }
  /** client-go's NoCertKeyError. */
  | { readonly found: false; readonly error: string };

/** The places in which a pair is looked for, first to last. */
export function currentOrder(
  store: StoreLocation,
): readonly (string | readonly [certificate: string, key: string])[] {
  return [
    joined(store.directory, currentName(store.prefix)),
    [store.certFile, store.keyFile],
    [
      joined(store.directory, `${store.prefix}.crt`),
      joined(store.directory, `${store.prefix}.key`),
    ],
  ];
}

/** The first place that is there decides, whether what stands there can be read or not. */
export function currentPair(files: Files, store: StoreLocation, release: Release): CurrentPair {
  for (const place of currentOrder(store)) {
    if (typeof place === 'string') {
      if (resolved(files, place)) {
        return {
          found: true,
          result: pairLoaded(files, place, release),
          log: loadingPairFile.at(release),
          values: { file: place },
          mismatch: notConverted(place, KEY_MISMATCH),
        };
      }
    } else {
      const [crt, key] = place;
      if (resolved(files, crt) && resolved(files, key)) {
        const result = pairFrom(
          pemBlocksOf(files, crt) ?? [],
          pemBlocksOf(files, key) ?? [],
          (cause) => cause,
        );
        const log = loadingPair.at(release);
        return { found: true, result, log, values: { crt, key }, mismatch: KEY_MISMATCH };
      }
    }
  }
  return { found: false, error: notFound(store) };
}

function notFound({ prefix, directory, certFile, keyFile }: StoreLocation): string {
  const names = [
    joined(directory, currentName(prefix)),
    certFile,
    keyFile,
    directory,
    directory,
  ].map(goQuoted);
  return `no cert/key files read at ${names[0]}, (${names[1]}, ${names[2]}) or (${names[3]}, ${names[4]})`;
}
