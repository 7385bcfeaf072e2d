import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../../../shared/database/database.js';

/** As much of a database as pulling needs. */
export type PullDatabase = Pick<Database, 'feeds'>;

/** A database of which so many transactions are under way at once: seven sources must not take seven connections, and leave none for requests. */
export class Turns implements PullDatabase {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly database: PullDatabase,
    atOnce: number,
  ) {
    this.#free = atOnce;
  }

  async feeds<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    else this.#free -= 1;
    try {
      return await this.database.feeds(work);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
