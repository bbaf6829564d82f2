/** The recorded runs of the site: made once for each state of the sources, then taken from `.cache`. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../messages/en.ts';
import { sentence, type Messages } from '../messages/index.ts';
import { createPki } from '../pki/index.ts';
import { RECORDED_SEED } from '../player/place.ts';
import { unpacked, type PackedRecording } from '../player/packed.ts';
import { recordingPath, type Recording } from '../player/recording.ts';
import type { Release } from '../releases/release.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { variantsOf, type Scenario, type Variant } from '../scenarios/model.ts';
import { tell, type Teller } from '../views/walk/told.ts';
import { packed } from './pack.ts';
import { record } from './record.ts';
import { sharedRsaKeys } from './shared-rsa-keys.ts';
import { sourcesHash } from './sources-hash.ts';

export interface RunToRecord {
  readonly scenario: Scenario;
  readonly release: Release;
  readonly variant?: Variant;
}

/** Every run of the site: each scenario at each of its releases, as it should go and in each variant. */
export function runsToRecord(): readonly RunToRecord[] {
  return SCENARIOS.flatMap((scenario) =>
    scenario.releases.flatMap((release) => [
      { scenario, release },
      ...variantsOf(scenario, release).map((variant) => ({ scenario, release, variant })),
    ]),
  );
}

export const pathOf = ({ scenario, release, variant }: RunToRecord): string =>
  recordingPath(scenario.id, release, variant?.id);

const teller = (messages: Messages): Teller => ({
  language: messages.language,
  sentence: (fact) => sentence(messages, fact),
  whatWouldChangeIt: messages.whatWouldChangeIt,
});

/** The languages in which a recording is told. */
const TELLERS = [teller(en)];

/** The recording with what is said about its steps; the words may change without the run being made again. */
const told = (recording: Recording): Recording => ({
  ...recording,
  told: tell(recording.log, recording.steps, TELLERS),
});

export class RecordingCache {
  readonly #folder: string;
  readonly #cryptoOfRun = sharedRsaKeys(globalThis.crypto);
  /** Runs that are being made or read; none is kept after that, since all of a build's are a gigabyte. */
  readonly #underWay = new Map<string, Promise<Recording>>();

  /** @param root folder of the project */
  constructor(root: string) {
    const parent = join(root, '.cache', 'recordings');
    const hash = sourcesHash(root);
    this.#folder = join(parent, hash);
    mkdirSync(this.#folder, { recursive: true });
    for (const name of readdirSync(parent)) {
      if (name !== hash) rmSync(join(parent, name), { recursive: true, force: true });
    }
  }

  /**
   * A recorded run, the same in all of a build: page and endpoint show the same keys.
   * @throws Error where a step diverges although nothing was broken on purpose
   */
  get(run: RunToRecord): Promise<Recording> {
    const path = pathOf(run);
    const known =
      this.#underWay.get(path) ??
      this.#load(run, join(this.#folder, path))
        .then(told)
        .finally(() => this.#underWay.delete(path));
    this.#underWay.set(path, known);
    return known;
  }

  async #load(run: RunToRecord, file: string): Promise<Recording> {
    const kept = read(file);
    if (kept) return kept;
    const pki = createPki({ crypto: this.#cryptoOfRun() });
    const { scenario, release, variant } = run;
    const recording = await record(scenario, pki, {
      release,
      seed: RECORDED_SEED,
      ...(variant ? { variant } : {}),
    });
    write(file, recording);
    return recording;
  }
}

function read(file: string): Recording | undefined {
  try {
    return unpacked(JSON.parse(readFileSync(file, 'utf8')) as PackedRecording);
  } catch {
    // Not made yet, or cut short by a build that was stopped: it is made again.
    return undefined;
  }
}

/** Written beside and renamed: two builds may run at once. */
function write(file: string, recording: Recording): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(packed(recording)));
  renameSync(`${file}.${process.pid}`, file);
}

let cache: RecordingCache | undefined;

/** A recorded run of the project in the working directory. */
export function recordedRun(run: RunToRecord): Promise<Recording> {
  cache ??= new RecordingCache(process.cwd());
  return cache.get(run);
}
