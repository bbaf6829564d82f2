/** A script's own address, where the browser's complaint names it. */
const ADDRESS = /https?:\/\/\S+\.js/;

/**
 * What `load` imports, asked for a second time where it does not come. Chromium remembers for the life of a page that a
 * module could not be fetched, so that it has to be asked for under another address.
 * @throws what the import threw, where the second time fails too
 */
export async function imported<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const address = ADDRESS.exec(String(error))?.[0];
    if (address === undefined) throw error;
    const again = `${address}?again=${performance.now()}`;
    return (await import(/* @vite-ignore */ again)) as T;
  }
}
