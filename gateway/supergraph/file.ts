import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { stampOf } from '../file-stamp.js';
import { readSupergraph } from '../schema/graph.js';

/** A file that is being written is not read before it has been the same for this long. */
const SETTLED_MS = 100;

/** A supergraph as it came out of its file. */
export interface SupergraphText {
  readonly sdl: string;
  /** Names the content, for operators: the first digits of its SHA-256. */
  readonly hash: string;
}

/** Reads the supergraph; throws `EnvironmentError` when the file cannot be read. */
export function readText(file: string): SupergraphText {
  const sdl = readSupergraph(file);
  return { sdl, hash: createHash('sha256').update(sdl).digest('hex').slice(0, 12) };
}

/** Notices that the supergraph's file may have changed. */
export class SupergraphFile {
  #stamp: string | null = null;

  constructor(private readonly path: string) {}

  /** Whether the file is not what it was when this was asked last; costs no reading. */
  async changed(): Promise<boolean> {
    const stamp = await stampOf(this.path).catch(() => 'none');
    const changed = stamp !== this.#stamp;
    this.#stamp = stamp;
    return changed;
  }

  /** The content, once nobody writes to it; throws `EnvironmentError` when the file cannot be read. */
  async settled(): Promise<SupergraphText> {
    let text = readText(this.path);
    for (;;) {
      await delay(SETTLED_MS);
      const now = readText(this.path);
      if (now.hash === text.hash) return now;
      text = now;
    }
  }
}
