/** Going live, as the page knows it: whether it can, and a promise of whoever does it. */
import type { Instant } from '../cluster/model/instant.ts';
import { imported } from './imported.ts';
import { NoticeError } from './notice.ts';
import type { RunName } from './place.ts';
import type { Recording } from './recording.ts';

/** How a run comes along while it is made, and whether it is still wanted. */
export interface Watch {
  readonly signal?: AbortSignal;
  /** Time passes in the run, and has come to this instant. */
  readonly onProgress?: (now: Instant) => void;
}

/** Makes runs with keys of its own, and keeps them. */
export interface LiveMaker {
  /**
   * The run of that name; it is made where there is none yet.
   * @throws NoticeError where there is no cryptography, a chunk does not load, the engine breaks or the reader cancels
   */
  make(name: RunName, watch?: Watch): Promise<Recording>;
  /** Forgets the runs that none of `kept` names and none of them branches from; their keys go with them. */
  keepOnly(kept: readonly RunName[]): void;
  /**
   * A private key of a live run as it stands on the node's disk.
   * @throws Error where the run was not made here, or has no such key
   */
  privateKey(name: RunName, key: string): Promise<string>;
}

/** Why this page cannot make keys, or undefined where it can. */
export function liveObstacle(
  crypto: Crypto | undefined = globalThis.crypto,
): 'noCrypto' | undefined {
  return crypto?.subtle === undefined ? 'noCrypto' : undefined;
}

/** A maker that is requested with the first live run: engine, scenarios and cryptography are no part of the page. */
export function lazyLive<M>(load: () => Promise<M>, makerOf: (module: M) => LiveMaker): LiveMaker {
  let maker: Promise<LiveMaker> | undefined;
  let loaded: LiveMaker | undefined;
  const request = (): Promise<LiveMaker> => {
    maker ??= imported(load).then((module) => (loaded = makerOf(module)));
    // A load that failed is tried again with the next act.
    maker.catch(() => (maker = undefined));
    return maker;
  };
  return {
    async make(name, watch) {
      if (liveObstacle()) throw new NoticeError({ key: 'lab.live.noCrypto' });
      let found: LiveMaker;
      try {
        found = await request();
      } catch (error) {
        throw error instanceof NoticeError
          ? error
          : new NoticeError({ key: 'lab.live.chunk' }, error);
      }
      return await found.make(name, watch);
    },
    keepOnly: (kept) => loaded?.keepOnly(kept),
    async privateKey(name, key) {
      return await (await request()).privateKey(name, key);
    },
  };
}
