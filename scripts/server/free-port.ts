import type { Server } from 'node:http';
import { listen } from './site-server.ts';

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/**
 * Listens on `first`, or on the next port that is free; `onTaken` hears of each one that is not. Throws what `listen`
 * throws, and where twenty ports in a row are taken.
 */
export async function listenNear(
  server: Server,
  first: number,
  onTaken: (port: number) => void,
): Promise<number> {
  for (let port = first; port < first + 20; port += 1) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (!isTaken(error)) throw error;
      onTaken(port);
    }
  }
  throw new Error(`The ports ${first} to ${first + 19} are all taken.`);
}
