import type { EntityManager } from '@mikro-orm/postgresql';

type Settings = Readonly<Record<string, string>>;

/** Opens the tables of the feeds, and nothing else. */
export const FEEDS_OPEN: Settings = { 'app.feeds': 'open' };

/** What a transaction of the feeds sees: everything, whatever region it is about (see `Database.feeds`). */
export const WHOLE_COUNTRY: Settings = { ...FEEDS_OPEN, 'app.path': 'register', 'app.regions': '*', 'app.confidential': 'visible' };

async function set(em: EntityManager, settings: Settings): Promise<void> {
  const calls = Object.keys(settings).map(() => 'set_config(?, ?, true)').join(', ');
  await em.execute(`select ${calls}`, Object.entries(settings).flat());
}

async function currentOf(em: EntityManager, names: readonly string[]): Promise<Settings> {
  const rows = await em.execute<{ name: string; value: string | null }[]>(
    `select name, current_setting(name, true) as value from unnest(?::text[]) as name`, [`{${names.join(',')}}`]);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value ?? '']));
}

/** Runs a piece of a transaction under other settings, and gives the transaction its own back. */
export async function withSettings<T>(em: EntityManager, settings: Settings, work: () => Promise<T>): Promise<T> {
  const before = await currentOf(em, Object.keys(settings));
  await set(em, settings);
  // After an error the transaction, or its savepoint, is rolled back, and the settings with it.
  const result = await work();
  await set(em, before);
  return result;
}
