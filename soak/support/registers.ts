import type { Client } from 'pg';
import { withClient } from '../../local/bootstrap/connection.js';
import { databaseUrl } from '../../local/bootstrap/urls.js';
import { databaseCredentials } from '../../local/data/credentials.js';
import type { ThrowawayFederation } from '../../local/throwaway-federation.js';
import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import type { FeedContract } from '../../subgraphs/shared/feeds/contract.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { verifyLedger } from '../../subgraphs/shared/ledger/verify/verify.js';
import { asAdmin } from './admin.js';
import { acknowledgedOf, type Life, type Mutation } from './registrar.js';

/** Which mutations tell the other programmes of what; a death ends residence and citizenship. A replaced IIN, once sealed, is about nobody. */
const EVENTS: Readonly<Record<string, readonly Mutation[]>> = {
  BIRTH: ['registerBirth'],
  RESIDENCE: ['registerResidence', 'registerDeath'],
  CITIZENSHIP: ['registerDeath'],
  DEATH: ['registerDeath'],
};

/** Which of registry's life events each programme gets. */
const SELECTIONS: FeedContract['consumers'] = LIFE_EVENTS.consumers;

/** Looks into the databases of a federation, past row-level security. */
export class Registers {
  readonly #subgraphs: readonly SubgraphName[];
  readonly #consumers: readonly SubgraphName[];

  constructor(private readonly federation: ThrowawayFederation) {
    this.#subgraphs = SUBGRAPHS.filter((name) => federation.state.subgraphs[name] !== undefined);
    this.#consumers = this.#subgraphs.filter((name) => SELECTIONS[name] !== undefined);
  }

  /** What in the registry, its feed and its ledger is not what was acknowledged. */
  async differences(lives: readonly Life[]): Promise<string[]> {
    const known = lives.filter(({ iin }) => iin !== null);
    return [...(await this.#records(known)), ...(await this.#events(known)), ...(await this.#writes(known)), ...(await this.#retired(known))];
  }

  /** How many acknowledged changes are not in the records. */
  async lost(lives: readonly Life[]): Promise<number> {
    const known = lives.filter(({ iin }) => iin !== null);
    const versions = await this.#versions(known);
    return known.reduce((sum, life) => sum + Math.max(0, acknowledgedOf(life) - (versions.get(life.iin ?? '') ?? 0)), 0);
  }

  /** True when every event has its place, every consumer has acknowledged it, and whatever can be sealed after that is. */
  caughtUp(): Promise<boolean> {
    return this.#in('registry', async (client) => {
      const { rows } = await client.query<{ done: boolean }>(
        `select not exists (select 1 from outbox where position is null or (type = 'IIN_REPLACED' and data <> '{}'))
            and (select count(*) from feed_consumer where feed = $1 and acknowledged = (select coalesce(max(position), 0) from outbox where feed = $1)) = $2 as done`,
        [LIFE_EVENTS.name, this.#consumers.length],
      );
      return rows[0]?.done ?? false;
    });
  }

  /** Events that consumers lack, have and should not, or have parked. */
  async inboxProblems(): Promise<string[]> {
    return (await Promise.all(this.#consumers.map((consumer) => this.#inboxProblems(consumer)))).flat();
  }

  /** Chains of all ledgers that do not hold. */
  async ledgerFaults(): Promise<string[]> {
    return (await Promise.all([...this.#subgraphs, 'gateway' as const].map((name) => this.#ledgerFaults(name)))).flat();
  }

  async #inboxProblems(consumer: SubgraphName): Promise<string[]> {
    const types = Object.keys(SELECTIONS[consumer] ?? {});
    const [sent, received] = [await this.#ids('registry', 'select event_id from outbox where feed = $1 and type = any ($2)', types), await this.#ids(consumer, `select event_id from inbox where feed = $1 and type = any ($2) and state = 'APPLIED'`, types)];
    const lacking = [...sent].filter((id) => !received.has(id)).length;
    const foreign = [...received].filter((id) => !sent.has(id)).length;
    return lacking + foreign === 0 ? [] : [`${consumer}: ${lacking} events not applied, ${foreign} that were never sent`];
  }

  #ledgerFaults(name: DatabaseName): Promise<string[]> {
    const { adminUrl, credentials } = this.federation.settings;
    const key = new LedgerKey(databaseCredentials(credentials, name).ledgerKey);
    return withClient(databaseUrl(adminUrl, credentials, name, 'app'), async (client) => {
      await client.query(`set app.ledger = 'open'`);
      const faults: string[] = [];
      for await (const { chain, fault } of verifyLedger(client, key)) if (fault !== null) faults.push(`${name}: ledger chain ${chain}, record ${fault.seq}: ${fault.what}`);
      return faults;
    });
  }

  /** A version counts what was done to a record: one too few is lost, one too many was done twice. */
  async #records(lives: readonly Life[]): Promise<string[]> {
    const versions = await this.#versions(lives);
    return lives.flatMap((life) => {
      const [wanted, version] = [acknowledgedOf(life), versions.get(life.iin ?? '')];
      return version === wanted ? [] : [`a record has version ${version ?? 'none'}, and ${wanted} changes were acknowledged`];
    });
  }

  #versions(lives: readonly Life[]): Promise<Map<string, number>> {
    return this.#counts('registry', 'select iin, version as count from person where iin = any ($1)', lives);
  }

  async #events(lives: readonly Life[]): Promise<string[]> {
    const sql = `select one || ' ' || type as iin, count(*)::int as count from outbox, unnest(subjects) one where one = any ($1) group by one, type`;
    const events = await this.#counts('registry', sql, lives);
    const replaced = (await this.#ids('registry', 'select event_id from outbox where feed = $1 and type = any ($2)', ['IIN_REPLACED'])).size;
    const wanted = lives.reduce((sum, life) => sum + life.retired.length, 0);
    const surplus = replaced === wanted ? [] : [`${replaced} events IIN_REPLACED, and ${wanted} changes were acknowledged`];
    return surplus.concat(this.#perLife(lives, events));
  }

  #perLife(lives: readonly Life[], events: ReadonlyMap<string, number>): string[] {
    return lives.flatMap(({ iin, acknowledged }) =>
      Object.entries(EVENTS).flatMap(([type, mutations]) => {
        const wanted = mutations.reduce((sum, mutation) => sum + acknowledged[mutation], 0);
        const found = events.get(`${iin} ${type}`) ?? 0;
        return wanted === found ? [] : [`${found} events ${type} of a record, and ${wanted} changes were acknowledged`];
      }),
    );
  }

  async #writes(lives: readonly Life[]): Promise<string[]> {
    const sql = `select s.iin, count(*)::int as count from ledger_record r join ledger_effect e on e.id = r.effect join ledger_subject s on s.id = r.subject
      where e.outcome = 'WRITTEN' and s.iin = any ($1) group by s.iin`;
    const written = await this.#counts('registry', sql, lives);
    return lives.flatMap((life) => {
      const [wanted, found] = [acknowledgedOf(life), written.get(life.iin ?? '') ?? 0];
      return found === wanted ? [] : [`${found} records of writes in the ledger, and ${wanted} changes were acknowledged`];
    });
  }

  /** A replaced IIN has no place left anywhere. */
  async #retired(lives: readonly Life[]): Promise<string[]> {
    const retired = lives.flatMap((life) => life.retired);
    const places = [
      ...(['registry'] as const).map((name) => [name, 'select count(*)::int as count from person where iin = any ($1)'] as const),
      ['registry', 'select count(*)::int as count from outbox where subjects && $1'] as const,
      ...this.#consumers.map((name) => [name, 'select count(*)::int as count from inbox where subjects && $1'] as const),
      ...this.#subgraphs.map((name) => [name, 'select count(*)::int as count from ledger_subject where iin = any ($1)'] as const),
    ];
    const found = await Promise.all(places.map(([name, sql]) => this.#in(name, async (client) => (await client.query<{ count: number }>(sql, [retired])).rows[0]?.count ?? 0)));
    return places.flatMap(([name, sql], index) => (found[index] === 0 ? [] : [`${name}: a replaced IIN is still there (${sql.split(' from ')[1]})`]));
  }

  async #counts(name: DatabaseName, sql: string, lives: readonly Life[]): Promise<Map<string, number>> {
    return this.#in(name, async (client) => {
      const { rows } = await client.query<{ iin: string; count: number }>(sql, [lives.map(({ iin }) => iin)]);
      return new Map(rows.map(({ iin, count }) => [iin, count]));
    });
  }

  #ids(name: SubgraphName, sql: string, types: readonly string[]): Promise<Set<string>> {
    return this.#in(name, async (client) => {
      const { rows } = await client.query<{ event_id: string }>(sql, [LIFE_EVENTS.name, types]);
      return new Set(rows.map(({ event_id }) => event_id));
    });
  }

  #in<T>(name: DatabaseName, work: (client: Client) => Promise<T>): Promise<T> {
    return asAdmin(this.federation, name, work);
  }
}
