/** Brings the labs of a page to life, after its first picture: until then the reader's machine has enough to do. */

/** In a tab that nobody looks at nothing is drawn. Milliseconds. */
const LONGEST_WAIT = 3000;

/** Resolves once the page has been drawn as it was printed. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    const observer = new PerformanceObserver(() => done());
    const timer = setTimeout(done, LONGEST_WAIT);
    function done(): void {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    }
    observer.observe({ type: 'paint', buffered: true });
  });

/** Lets the page have a turn. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Enters every lab of the page. Rejects where the lab's script does not come, or the page lacks its parts. */
export async function startLabs(): Promise<void> {
  await drawn();
  const { enterLab } = await import('./enter.ts');
  // What was pressed meanwhile comes between: the script has just been read, and entering takes a while of its own.
  await turn();
  for (const root of document.querySelectorAll<HTMLElement>('[data-lab]')) enterLab(root);
}
