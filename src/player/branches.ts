/** The branches that a reader made in this tab, of which the last five stay reachable. */
import { keyOfRun, type RunName } from './place.ts';

export const TRUNK = 'trunk';

const KEPT = 5;

export interface Branch {
  /** `branch-1`, `branch-2`, … in the order in which they were made. */
  readonly id: string;
  readonly name: RunName;
}

export class Branches {
  #list: readonly Branch[] = [];
  #made = 0;

  /** Oldest first. */
  get list(): readonly Branch[] {
    return this.#list;
  }

  /** A branch that was made again keeps its id. */
  remember(name: RunName): void {
    const key = keyOfRun(name);
    if (this.#list.some((branch) => keyOfRun(branch.name) === key)) return;
    this.#made += 1;
    const { release, variant, mode, seed, acts } = name;
    const own: RunName = {
      release,
      mode,
      seed,
      acts,
      ...(variant === undefined ? {} : { variant }),
    };
    this.#list = [...this.#list, { id: `branch-${this.#made}`, name: own }].slice(-KEPT);
  }

  find(id: string): RunName | undefined {
    return this.#list.find((branch) => branch.id === id)?.name;
  }

  /** The branch of a run; that of a run without acts is the trunk. */
  idOf(name: RunName): string {
    const key = keyOfRun(name);
    return this.#list.find((branch) => keyOfRun(branch.name) === key)?.id ?? TRUNK;
  }
}
