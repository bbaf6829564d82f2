/** The engine and the cryptography, which the page requests with the first live run, not before. */
import type { Simulation } from '../cluster/kernel/simulation.ts';
import type { PkiSession } from '../pki/index.ts';
import { imported } from './imported.ts';
import { NoticeError } from './notice.ts';

/** What a run is made with. */
export interface Engine {
  readonly Simulation: Pick<typeof Simulation, 'start' | 'resume'>;
  createPki(): PkiSession;
}

/**
 * Imported from here and not from the file that makes the runs: else the bundler lets the engine's chunk import that
 * file's, and an address that did not come once is not asked for again (see imported.ts).
 * @throws NoticeError where a chunk does not come
 */
export async function loadEngine(): Promise<Engine> {
  try {
    const [{ Simulation }, { createPki }] = await Promise.all([
      imported(() => import('../cluster/kernel/simulation.ts')),
      imported(() => import('../pki/index.ts')),
    ]);
    return { Simulation, createPki: () => createPki({ crypto: globalThis.crypto }) };
  } catch (error) {
    throw new NoticeError({ key: 'lab.live.chunk' }, error);
  }
}
