/** Every word of the `when` vocabulary that can be run, gathered from the files in `areas/`. */
import { readdirSync } from 'node:fs';
import type { Area } from './types.ts';

const FOLDER = new URL('../areas/', import.meta.url);

/** @throws Error where two areas translate the same word differently */
export async function vocabulary(): Promise<Area> {
  const words: Record<string, Area[string]> = {};
  for (const name of readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .sort()) {
    const { area } = (await import(new URL(name, FOLDER).href)) as { area?: Area };
    for (const [word, handler] of Object.entries(area ?? {})) {
      if (words[word] && words[word] !== handler) throw new Error(`two areas translate "${word}"`);
      words[word] = handler;
    }
  }
  return words;
}
