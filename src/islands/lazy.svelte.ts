import { imported } from '../player/imported.ts';

/** Something that is requested when it is first asked for, and again after a load that failed. */
export class Lazy<T> {
  value: T | undefined = $state.raw();
  failed = $state(false);
  readonly #load: () => Promise<T>;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Begins to load where nothing is there; tells when it failed. */
  request(): void {
    if (this.value !== undefined) return;
    this.failed = false;
    imported(this.#load).then(
      (value) => (this.value = value),
      () => (this.failed = true),
    );
  }
}
