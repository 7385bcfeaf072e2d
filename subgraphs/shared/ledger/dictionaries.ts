import { Dictionary, type Cell, type DictionaryTable, type Named } from './dictionary.js';
import type { Actor, Effect, LedgerEntry, Operation } from './entry.js';
import { keptName } from './kept-name.js';
import type { LedgerKey } from './ledger-key.js';
import type { Sql } from './sql.js';

export const ACTORS: DictionaryTable = { name: 'actor', columns: { person: 'int', account: 'text', client: 'text', role: 'text', organisation: 'text' } };
export const OPERATIONS: DictionaryTable = { name: 'operation', columns: { door: 'text', purpose: 'text', kind: 'text', name: 'text', case_number: 'text' }, later: 1 };
export const EFFECTS: DictionaryTable = { name: 'effect', columns: { outcome: 'text', reason: 'text', fields: 'text[]' } };

/** An entry and the rows it names; its subject is not among them, because that is asked for in the record's own transaction. */
export interface NamedEntry {
  readonly entry: LedgerEntry;
  readonly actor: Named | null;
  readonly operation: Named;
  readonly effect: Named;
}

/** The dictionaries of one database's ledger. */
export class Dictionaries {
  readonly #actors: Dictionary;
  readonly #operations: Dictionary;
  readonly #effects: Dictionary;

  constructor(private readonly key: LedgerKey) {
    this.#actors = new Dictionary(ACTORS, key);
    this.#operations = new Dictionary(OPERATIONS, key);
    this.#effects = new Dictionary(EFFECTS, key);
  }

  /**
   * Finds or adds what entries name. Every statement is committed by itself: a row that no record comes to name does no
   * harm, while one that a rolled-back transaction took along would be remembered here and not be there. `people` are the ids
   * of the actors' persons.
   */
  async name(sql: Sql, entries: readonly LedgerEntry[], people: ReadonlyMap<string, number>): Promise<NamedEntry[]> {
    const actors = await namesOf(sql, this.#actors, entries.flatMap(({ actor }) => actor ?? []), (actor) => this.#actorCells(actor, people));
    const operations = await namesOf(sql, this.#operations, entries.map(({ operation }) => operation), (operation) => this.#operationCells(operation));
    const effects = await namesOf(sql, this.#effects, entries.map(({ effect }) => effect), effectCells);
    return entries.map((entry) => ({
      entry,
      actor: entry.actor && actors(entry.actor),
      operation: operations(entry.operation),
      effect: effects(entry.effect),
    }));
  }

  #actorCells({ iin, subject, client, role, organisation }: Actor, people: ReadonlyMap<string, number>): Cell[] {
    return [iin === null ? null : (people.get(iin) ?? null), keptName(subject, this.key), keptName(client, this.key), role, organisation];
  }

  /** Whoever numbers cases after people must not leave their IINs here. */
  #operationCells({ door, purpose, caseNumber, kind, name }: Operation): Cell[] {
    return [door, purpose, kind, name, caseNumber && keptName(caseNumber, this.key)];
  }
}

const effectCells = ({ outcome, reason, fields }: Effect): Cell[] => [outcome, reason, fields];

/** Finds each object once, however many entries share it: those of one request have one actor and one operation. */
async function namesOf<T extends object>(sql: Sql, dictionary: Dictionary, all: readonly T[], cellsOf: (one: T) => readonly Cell[]): Promise<(one: T) => Named> {
  const objects = [...new Set(all)];
  const rows = await dictionary.find(sql, objects.map(cellsOf));
  const named = new Map(objects.flatMap((one, i) => rows.slice(i, i + 1).map((row) => [one, row] as const)));
  return (one) => {
    const row = named.get(one);
    if (row === undefined) throw new Error('An entry names what was not looked for.');
    return row;
  };
}
