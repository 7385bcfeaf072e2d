import { setTimeout as delay } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { isLostConnection } from './passing.js';

/** A server that goes down ends the connections of a pool one after the other: the next one taken may be about to end, too. */
const ATTEMPTS = 3;
const PAUSE_MS = 20;

/** Runs a read again whose connection was lost under way; nothing depends on whether it was carried out. */
async function repeatedly<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt === ATTEMPTS || !isLostConnection(error)) throw error;
      await delay(PAUSE_MS);
    }
  }
}

/** For pools on which nothing but reads runs, each by itself. */
export function repeatLostReads(orm: MikroORM): void {
  const connection = orm.em.getConnection();
  const execute = connection.execute.bind(connection);
  Object.assign(connection, { execute: (...given: Parameters<typeof execute>) => repeatedly(() => execute(...given)) });
}
