/**
 * Links: `?release=1.11&variant=…&mode=live&seed=…&intents=…#<step>`. The fragment is the step's, so that a link lands
 * right without JavaScript too.
 */
import { isRelease, nearestRelease, type Release } from '../releases/release.ts';
import type { ScenarioOutline } from '../scenarios/model.ts';
import { actOfText, bindingsOf, textOfAct, type ActAt } from './acts.ts';
import { absenceOf } from './absence.ts';
import type { Notice } from './notice.ts';
import { openingRun, type Mode, type Place } from './place.ts';

/** What a link asks for, and a sentence for each part of it that cannot be had. */
export interface ReadAddress {
  readonly place: Place;
  readonly notices: readonly Notice[];
}

/** The parts of a URL that matter here. */
export interface AddressParts {
  readonly search: string;
  readonly hash: string;
}

const PARAMETERS: readonly string[] = ['release', 'variant', 'mode', 'seed', 'intents'];

const SEED = /^[\w-]{1,40}$/;

class Complaints {
  readonly notices: Notice[] = [];

  /** `undefined`, with a sentence about the value that was found. */
  about(key: Notice['key'], values: Notice['values'] = {}): undefined {
    this.notices.push({ key, values });
    return undefined;
  }
}

function readRelease(
  text: string,
  scenario: ScenarioOutline,
  complaints: Complaints,
): Release | undefined {
  const offered = scenario.releases.join(', ');
  if (!isRelease(text)) return complaints.about('lab.link.release', { value: text, offered });
  if (scenario.releases.includes(text)) return text;
  const nearest = nearestRelease(scenario.releases, text);
  complaints.about('lab.link.releaseWithoutRun', { value: text, nearest, offered });
  return nearest;
}

function readVariant(
  text: string,
  scenario: ScenarioOutline,
  release: Release,
  complaints: Complaints,
): string | undefined {
  const found = scenario.variants.find(({ id }) => id === text);
  if (!found) return complaints.about('lab.link.variant', { value: text });
  const absence = absenceOf(scenario, text, release);
  return absence ? complaints.about(absence.key, absence.values) : text;
}

function readMode(text: string, complaints: Complaints): Mode | undefined {
  if (text === 'live' || text === 'recorded') return text;
  return complaints.about('lab.link.mode', { value: text });
}

function readSeed(text: string, complaints: Complaints): string | undefined {
  return SEED.test(text) ? text : complaints.about('lab.link.seed', { value: text });
}

function readAct(text: string, scenario: ScenarioOutline): ActAt | undefined {
  const at = text.lastIndexOf('@');
  const act = actOfText(text.slice(0, Math.max(at, 0)));
  const step = text.slice(at + 1);
  if (!act || !scenario.steps.some(({ id }) => id === step)) return undefined;
  const named = 'binding' in act ? act.binding : undefined;
  const known = bindingsOf(scenario).some(({ metadata }) => metadata.name === named);
  return named === undefined || known ? { act, step } : undefined;
}

/** Acts up to the first that cannot be read: those after it would mean something else without it. */
function readActs(
  text: string,
  scenario: ScenarioOutline,
  complaints: Complaints,
): readonly ActAt[] {
  const acts: ActAt[] = [];
  for (const part of text.split(',')) {
    const act = readAct(part, scenario);
    if (!act) {
      complaints.about('lab.link.intents', { value: part });
      break;
    }
    acts.push(act);
  }
  return acts;
}

function readStep(
  hash: string,
  scenario: ScenarioOutline,
  complaints: Complaints,
): string | undefined {
  const step = decoded(hash.replace(/^#/, ''));
  // `_top` is where the page's own skip link leads.
  if (step === '' || step === '_top') return undefined;
  if (scenario.steps.some(({ id }) => id === step)) return step;
  return complaints.about('lab.link.step', { value: step });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The place that a link names. Whatever it names wrongly is replaced by the scenario's own and complained about. */
export function readAddress(
  { search, hash }: AddressParts,
  scenario: ScenarioOutline,
): ReadAddress {
  const complaints = new Complaints();
  const query = new URLSearchParams(search);
  for (const name of new Set(query.keys())) {
    if (!PARAMETERS.includes(name)) complaints.about('lab.link.parameter', { value: name });
  }
  const read = <T>(name: string, reader: (text: string) => T | undefined): T | undefined => {
    const text = query.get(name);
    return text === null || text === '' ? undefined : reader(text);
  };
  const opening = openingRun(scenario);
  const acts = read('intents', (text) => readActs(text, scenario, complaints)) ?? [];
  const mode = read('mode', (text) => readMode(text, complaints)) ?? opening.mode;
  const release =
    read('release', (text) => readRelease(text, scenario, complaints)) ?? opening.release;
  const variant = read('variant', (text) => readVariant(text, scenario, release, complaints));
  const seed = read('seed', (text) => readSeed(text, complaints)) ?? opening.seed;
  return {
    place: {
      release,
      ...(variant === undefined ? {} : { variant }),
      // A seed or an act of one's own is something that no recording has.
      mode: acts.length > 0 || seed !== opening.seed ? 'live' : mode,
      seed,
      acts,
      step: readStep(hash, scenario, complaints) ?? scenario.steps[0]!.id,
    },
    notices: complaints.notices,
  };
}

/** Like `encodeURIComponent`, but for the signs that a query may carry as they are. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%40', '@').replaceAll('%2C', ',');

/** The link of a place, from the `?` on. It always names its release, since the default moves on with Kubernetes. */
export function writeAddress(place: Place, scenario: ScenarioOutline): string {
  const { release, variant, mode, seed, acts, step } = place;
  const parameters: readonly (readonly [string, string | undefined])[] = [
    ['release', release],
    ['variant', variant],
    ['mode', mode === 'live' ? mode : undefined],
    ['seed', seed === openingRun(scenario).seed ? undefined : seed],
    ['intents', acts.map(({ act, step }) => `${textOfAct(act)}@${step}`).join(',') || undefined],
  ];
  const query = parameters.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encoded(value)}`],
  );
  return `?${query.join('&')}#${encoded(step)}`;
}
