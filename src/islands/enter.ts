/**
 * Brings a printed lab to life. Done by hand and not as an island of Astro's: that would put its own runtime before the
 * lab's, and wrap every fact of the log into a proxy.
 */
import { hydrate } from 'svelte';
import type { LabData } from './bench.svelte.ts';
import Lab from './Lab.svelte';

/** Enters the lab whose root this is. Throws where the page lacks its parts. */
export function enterLab(root: HTMLElement): void {
  const target = root.querySelector('[data-lab-bench]');
  const text = root.querySelector('[data-lab-data]')?.textContent;
  if (!target || text == null) throw new Error('the page lacks the parts of its lab');
  const data = JSON.parse(text) as LabData;
  hydrate(Lab, { target, props: { data } });
}
