/** The runs that a lab has at hand: recorded ones as loaded, live ones as long as something leads back to them. */
import { Branches } from './branches.ts';
import type { LiveMaker, Watch } from './live.ts';
import { keyOfRun, type Place, type RunName } from './place.ts';
import type { Recording } from './recording.ts';

/** Live runs that are kept besides the branches: the browser's Back leads to them with the keys that they had. */
const RECENT = 4;

export class RunShelf {
  readonly branches = new Branches();
  readonly #load: (name: RunName) => Promise<Recording>;
  readonly #live: LiveMaker;
  readonly #recorded = new Map<string, Recording>();
  #recent: readonly RunName[] = [];

  constructor(load: (name: RunName) => Promise<Recording>, live: LiveMaker) {
    this.#load = load;
    this.#live = live;
  }

  /** A recorded run that is here already. */
  known(name: RunName): Recording | undefined {
    return this.#recorded.get(keyOfRun(name));
  }

  /**
   * The run of that name, loaded or made.
   * @throws NoticeError where that fails
   */
  async get(place: Place, watch?: Watch): Promise<Recording> {
    if (place.mode === 'live') {
      const run = await this.#live.make(place, watch);
      if (place.acts.length > 0) this.branches.remember(place);
      this.#recent = [...this.#recent, place].slice(-RECENT);
      this.#live.keepOnly([...this.#recent, ...this.branches.list.map(({ name }) => name)]);
      return run;
    }
    const run = await this.#load(place);
    this.#recorded.set(keyOfRun(place), run);
    return run;
  }

  /**
   * A private key of a live run.
   * @throws Error in a recorded run, which has none
   */
  privateKey(name: RunName, key: string): Promise<string> {
    return this.#live.privateKey(name, key);
  }
}
