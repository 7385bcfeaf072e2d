import type { ClientBase } from 'pg';
import { CANNOT_ANSWER, clientError } from '../errors.js';
import { withSubjects, type Chain } from './chain.js';
import type { Dictionaries, NamedEntry } from './dictionaries.js';
import type { LedgerEntry } from './entry.js';
import type { ChainEnd, LedgerKey } from './ledger-key.js';
import { RememberedPeople } from './remembered-people.js';
import { countOn, preparedOn, type Sql } from './sql.js';
import { addIds, knownIds, type SubjectIds } from './subjects.js';

/** Entries of one request, which waits for them. */
interface Waiting {
  readonly entries: readonly LedgerEntry[];
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

/** Records of one commit, unless a single request has more. */
const MAX_GROUP = 5_000;

/** Records that wait for a commit; who comes beyond that is sent away instead of kept waiting in memory. */
const MAX_WAITING = 50_000;

/** What a client hears when its answer cannot be recorded. */
export function ledgerUnavailable(cause?: unknown): Error {
  const error = clientError('UNAVAILABLE', CANNOT_ANSWER);
  error.cause = cause;
  return error;
}

/**
 * Records that go together: while one group is being committed the next one gathers, so that a hundred requests at once
 * cost few commits. Whoever appends hears when its records are committed, or that they cannot be known to be.
 */
export class GroupedLedger {
  #waiting: Waiting[] = [];
  #records = 0;
  readonly #people = new RememberedPeople();
  #writing: Promise<void> | null = null;

  constructor(
    private readonly onConnection: <T>(work: (client: ClientBase) => Promise<T>) => Promise<T>,
    private readonly chain: Chain,
    private readonly dictionaries: Dictionaries,
    private readonly key: LedgerKey,
    /** How long a request waits for its records. */
    private readonly patienceMs: number,
  ) {}

  /** Resolves when the entries are committed. Rejects with `UNAVAILABLE` when they are not in time. */
  async append(entries: readonly LedgerEntry[]): Promise<void> {
    if (entries.length === 0) return;
    if (this.#records + entries.length > MAX_WAITING) throw ledgerUnavailable();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(ledgerUnavailable()), this.patienceMs);
    this.#waiting.push({ entries, settle: resolve, fail: reject });
    this.#records += entries.length;
    this.#writing ??= this.#writeAll();
    return promise.finally(() => clearTimeout(timer));
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#write(this.#nextGroup());
    this.#writing = null;
  }

  #nextGroup(): readonly Waiting[] {
    let requests = 0;
    let records = 0;
    for (const { entries } of this.#waiting) {
      if (requests > 0 && records + entries.length > MAX_GROUP) break;
      requests += 1;
      records += entries.length;
    }
    this.#records -= records;
    return this.#waiting.splice(0, requests);
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      const entries = group.flatMap((waiting) => waiting.entries);
      await this.onConnection((client) => this.#commit(client, entries));
      for (const { settle } of group) settle();
    } catch (error) {
      this.chain.lose();
      for (const { fail } of group) fail(ledgerUnavailable(error));
    }
  }

  async #commit(client: ClientBase, entries: readonly LedgerEntry[]): Promise<void> {
    const [persons, subjects] = [entries.flatMap(({ actor }) => actor?.iin ?? []), entries.flatMap(({ subject }) => subject ?? [])];
    this.chain.advance((await this.#appendRemembered(client, entries, [...persons, ...subjects])) ?? (await this.#appendAsked(preparedOn(client), entries, persons, subjects)));
  }

  /** By one statement, which asks whether the people are who they were; null when they are not, or not all are remembered. */
  async #appendRemembered(client: ClientBase, entries: readonly LedgerEntry[], iins: readonly string[]): Promise<ChainEnd | null> {
    const people = this.#people.of(iins);
    if (people === null || !this.chain.continues(entries.length)) return null;
    const named = await this.dictionaries.name(preparedOn(client), entries, people);
    return this.chain.appendIfStill(countOn(client), withSubjects(named, people), people);
  }

  async #appendAsked(sql: Sql, entries: readonly LedgerEntry[], persons: readonly string[], subjects: readonly string[]): Promise<ChainEnd> {
    // A row of a dictionary is kept in memory, so that what it names must be there for good before it.
    const known = await addIds(sql, this.key, persons, await knownIds(sql, [...persons, ...subjects]));
    this.#people.keep(known);
    const named = await this.dictionaries.name(sql, entries, known);
    const whole = this.chain.continues(named.length) && subjects.every((iin) => known.has(iin));
    return whole ? this.#append(sql, named, known) : this.#appendWith(sql, named, known, subjects);
  }

  #append(sql: Sql, named: readonly NamedEntry[], people: SubjectIds): Promise<ChainEnd> {
    return this.chain.append(sql, withSubjects(named, people));
  }

  /** With people who are new to the ledger, or with the beginning of a chain: one commit for all of it. */
  async #appendWith(sql: Sql, named: readonly NamedEntry[], known: SubjectIds, subjects: readonly string[]): Promise<ChainEnd> {
    await sql('begin', []);
    const end = await this.#append(sql, named, await addIds(sql, this.key, subjects, known));
    await sql('commit', []);
    return end;
  }
}
