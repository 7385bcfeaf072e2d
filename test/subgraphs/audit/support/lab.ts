import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Client } from 'pg';
import { withClient } from '../../../support/kept-connections.js';
import { LedgerConsumer } from '../../../../subgraphs/audit/modules/pull/ledger-consumer.js';
import { SOURCE_NUMBERS } from '../../../../subgraphs/audit/modules/source/source.js';
import { database as definition } from '../../../../subgraphs/audit/orm.config.js';
import type { Clock } from '../../../../subgraphs/shared/clock.js';
import { Database } from '../../../../subgraphs/shared/database/database.js';
import type { DatabaseName } from '../../../../subgraphs/shared/database/roles.js';
import type { FeedSource } from '../../../../subgraphs/shared/environment.js';
import { createHttpServer } from '../../../../subgraphs/shared/http.js';
import type { Effect, LedgerEntry, Operation } from '../../../../subgraphs/shared/ledger/entry.js';
import { LedgerClient } from '../../../../subgraphs/shared/ledger/feed/client.js';
import { LedgerReader } from '../../../../subgraphs/shared/ledger/feed/reader.js';
import { serveLedger } from '../../../../subgraphs/shared/ledger/feed/serve.js';
import { Ledger } from '../../../../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../../../../subgraphs/shared/ledger/ledger-key.js';
import { createMetrics } from '../../../../subgraphs/shared/metrics/metrics.js';
import { freshDatabase, UNHURRIED, type FreshDatabase } from '../../../support/database.js';
import { memoryNonces } from '../../../support/nonces.js';

/** Now, for everybody here, a little later each time, as two chains never begin at one moment; records may be of any. */
let now = Date.parse('2026-11-26T07:00:00Z');
const clock: Clock = { now: () => new Date((now += 1)) };

const secret = (): string => randomBytes(32).toString('hex');

/** What a record is about, where it matters to a test. */
export interface Wish {
  readonly subject?: string | null;
  readonly account?: string;
  readonly role?: NonNullable<LedgerEntry['actor']>['role'];
  readonly organisation?: string | null;
  readonly operation?: Partial<Operation>;
  readonly effect?: Partial<Effect>;
  readonly correlationId?: string;
  /** ISO 8601. */
  readonly at?: string;
}

/** A record of a caseworker who was shown something. */
export const entry = ({ subject = null, account = 'caseworker-1', role = 'caseworker', organisation = null, operation, effect, correlationId = randomUUID(), at = '2026-11-26T06:00:00Z' }: Wish): LedgerEntry => ({
  actor: { subject: account, client: 'desk', role, organisation, iin: null },
  operation: { door: 'GATEWAY', purpose: role === 'citizen' ? 'OWN_FAMILY' : 'CHILD_PROFILE', caseNumber: null, kind: 'query', name: 'Profile', ...operation },
  effect: { outcome: 'RELEASED', reason: null, fields: ['Child.name'], ...effect },
  subject,
  at: Date.parse(at),
  correlationId,
});

/** A process that keeps a ledger and serves it, and does nothing else. */
export class Source {
  readonly key = new LedgerKey(secret());
  readonly #feedKey = secret();
  readonly #reader: LedgerReader;
  #ledger: Ledger;
  #http: ReturnType<typeof createHttpServer> | null = null;
  #port = 0;

  private constructor(readonly name: DatabaseName, readonly fresh: FreshDatabase) {
    this.#reader = new LedgerReader(fresh.appUrl);
    this.#ledger = this.#newLedger();
  }

  static async open(name: DatabaseName): Promise<Source> {
    const source = new Source(name, await freshDatabase(name));
    await source.up();
    return source;
  }

  get settings(): FeedSource {
    return { url: `http://127.0.0.1:${this.#port}`, key: this.#feedKey };
  }

  async up(): Promise<void> {
    const http = createHttpServer({ service: this.name, logLevel: 'silent', bodyLimit: 1024, metrics: createMetrics(this.name) });
    serveLedger(http, { name: this.name, key: this.#feedKey, source: this.#reader, clock, nonces: memoryNonces(), ledger: { record: (entries) => this.#ledger.record(entries) } });
    await http.listen({ host: '127.0.0.1', port: this.#port });
    this.#port = (http.server.address() as AddressInfo).port;
    this.#http = http;
  }

  async down(): Promise<void> {
    await this.#http?.close();
  }

  /** Writes records, each in a commit of its own or all in one. */
  async record(...entries: readonly LedgerEntry[]): Promise<void> {
    await this.#ledger.record(entries);
  }

  async records(count: number, wish: (i: number) => Wish): Promise<void> {
    await this.record(...Array.from({ length: count }, (_none, i) => entry(wish(i))));
  }

  /** The next record begins another chain. */
  async restart(): Promise<void> {
    await this.#ledger.close();
    this.#ledger = this.#newLedger();
  }

  /** Past every grant and policy. */
  admin<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(this.fresh.adminUrl, work);
  }

  async close(): Promise<void> {
    await this.down();
    await Promise.all([this.#ledger.close(), this.#reader.close()]);
    await this.fresh.drop();
  }

  #newLedger(): Ledger {
    return new Ledger({ url: this.fresh.appUrl, key: this.key, clock, kind: this.name === 'gateway' ? 'DOOR' : 'READ', patienceMs: 15_000 });
  }
}

export interface LogLine {
  readonly level: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Audit's database, and what pulls into it by hand. */
export class Copy {
  readonly ownKey = new LedgerKey(secret());
  readonly log: LogLine[] = [];
  readonly #clients: LedgerClient[] = [];

  private constructor(readonly fresh: FreshDatabase, readonly database: Database, private readonly owned: boolean) {}

  static async open(fresh?: FreshDatabase): Promise<Copy> {
    const at = fresh ?? (await freshDatabase('audit'));
    return new Copy(at, await Database.open(definition, at.appUrl, new LedgerKey(secret()), { patience: UNHURRIED }), fresh === undefined);
  }

  consumer({ name, settings, key }: Pick<Source, 'name' | 'settings' | 'key'>): LedgerConsumer {
    const note = (level: string) => (fields: object) => void this.log.push({ level, fields: fields as LogLine['fields'] });
    const from = new LedgerClient(name, settings, clock);
    this.#clients.push(from);
    return new LedgerConsumer({ name, from, key, ownKey: this.ownKey, database: this.database, source: SOURCE_NUMBERS[name], intervalMs: 10, log: { info: note('info'), warn: note('warn'), error: note('error') } as never });
  }

  /** Pulls until there is nothing left. */
  async pull(...sources: readonly Pick<Source, 'name' | 'settings' | 'key'>[]): Promise<void> {
    for (const source of sources) await this.consumer(source).pull();
  }

  rows<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    return withClient(this.fresh.adminUrl, async (admin) => (await admin.query<R>(sql, [...parameters])).rows);
  }

  /** Records that have been pulled, as `source.chain.seq`. */
  async places(): Promise<string[]> {
    return (await this.rows<{ place: string }>(`select source || '.' || chain || '.' || seq as place from access_record order by source, chain, seq`)).map(({ place }) => place);
  }

  /** What is wrong with chains, as audit has noticed. */
  async faults(): Promise<unknown[]> {
    return (await this.rows<{ chain: number; fault_seq: number; fault: string }>('select chain, fault_seq, fault from source_chain where fault is not null order by source, chain')).map(({ chain, fault_seq: seq, fault }) => [chain, seq, fault]);
  }

  /** Forgets everything that was pulled. */
  async empty(): Promise<void> {
    const tables = ['ledger_source', 'source_chain', 'access_record', 'access_subject', 'access_actor', 'access_operation', 'access_effect', 'person', 'visit', 'access_alert', 'inquiry', 'checkpoint', 'feed_cursor', 'inbox'];
    // Quicker than to truncate, as long as there is little in them.
    await withClient(this.fresh.adminUrl, (admin) => admin.query(tables.map((table) => `delete from ${table}`).join(';')));
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.database.close();
    if (this.owned) await this.fresh.drop();
  }
}

/** What a source's ledger is without its records. */
export const emptySource = (source: Source): Promise<unknown> =>
  source.admin((admin) => admin.query([
    ...['record', 'delivery', 'chain', 'subject', 'actor', 'operation', 'effect'].map((table) => `delete from ledger_${table}`),
    ...['chain', 'subject', 'actor', 'operation', 'effect'].map((table) => `alter sequence ledger_${table}_id_seq restart`),
  ].join(';')));
