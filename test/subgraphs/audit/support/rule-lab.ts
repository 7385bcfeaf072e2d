import { populationOf } from '../../../../local/bootstrap/population.js';
import type { Truth } from '../../../../local/population/anomalies/planting.js';
import { plantedIn } from '../../../../local/populate/truth.js';
import { seedAll } from '../../../../local/seeding/seed-all.js';
import { asking, namesUnder, type Found, type Names } from '../../../../soak/support/audit/compare.js';
import { AUDIT_RULES } from '../../../../subgraphs/audit/modules/rule/rules.js';
import { publications } from '../../../../subgraphs/audit/modules/snapshot/published.js';
import type { Row } from '../../../../subgraphs/audit/modules/snapshot/read/rows.js';
import type { SnapshotRow } from '../../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { PROGRAMMES, type ProgrammeName } from '../../../../subgraphs/shared/access/viewer.js';
import { freshDatabase, type FreshDatabase } from '../../../support/database.js';
import { withClient } from '../../../support/kept-connections.js';
import { SnapshotLab } from './snapshot-lab.js';

type Facts = SnapshotLab['people']['facts'];

/** Programmes' databases, a snapshot of them that was taken with the product's code, and the rules of the library asked of it. */
export class RuleLab {
  #row: SnapshotRow | null = null;

  private constructor(
    readonly lab: SnapshotLab,
    readonly asOf: string,
    readonly truths: readonly Truth[],
  ) {}

  /** A population of all programmes, with so many errors of each kind for a million children, or none. */
  static async of(children: number, anomaliesPerMillion: number | undefined): Promise<RuleLab> {
    const population = await populationOf(null, children, anomaliesPerMillion === undefined ? {} : { anomaliesPerMillion });
    const databases = new Map(await Promise.all(PROGRAMMES.map(async (name) => [name, await freshDatabase(name)] as const)));
    await seedAll([...databases].map(([name, { ownerUrl }]) => ({ name, ownerUrl })), population);
    const truths = anomaliesPerMillion === undefined ? [] : await plantedIn((name) => databases.get(name)?.ownerUrl ?? '');
    return RuleLab.#over(databases, population.facts, truths);
  }

  /** One programme's database, and those that some of its rules read beside it, in which there is nothing. */
  static async over(name: ProgrammeName, database: FreshDatabase, facts: Facts, beside: readonly ProgrammeName[] = []): Promise<RuleLab> {
    const empty = await Promise.all(beside.map(async (one) => [one, await freshDatabase(one)] as const));
    return RuleLab.#over(new Map([[name, database], ...empty]), facts, []);
  }

  static async #over(databases: ReadonlyMap<ProgrammeName, FreshDatabase>, facts: Facts, truths: readonly Truth[]): Promise<RuleLab> {
    const published = publications().filter(({ source }) => databases.has(source));
    return new RuleLab(await SnapshotLab.over({ facts, households: [] }, await freshDatabase('audit'), databases, published), facts.asOf, truths);
  }

  /** Does something to a programme's rows, past every policy and trigger. */
  async change(name: ProgrammeName, sql: string): Promise<void> {
    await withClient(this.lab.database(name).adminUrl, (admin) => admin.query(`set session_replication_role = replica; ${sql}; reset session_replication_role`));
  }

  /** A programme's own rows. */
  read<T>(name: ProgrammeName, sql: string): Promise<T[]> {
    return withClient(this.lab.database(name).adminUrl, async (admin) => (await admin.query(sql)).rows as T[]);
  }

  /** Whatever a test has just written was recorded on a day at the latest. */
  recordedBy(name: ProgrammeName, day: string): Promise<void> {
    return this.change(name, `do $$ declare one regclass; begin
      for one in select attrelid::regclass from pg_attribute join pg_class c on c.oid = attrelid where attname = 'recorded_at' and relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
      loop execute format('update %s set recorded_at = %L where recorded_at > %L', one, '${day}', '${day}'); end loop; end $$`);
  }

  async take(): Promise<this> {
    this.#row = await this.lab.take();
    return this;
  }

  get #taken(): SnapshotRow {
    if (this.#row === null) throw new Error('no snapshot');
    return this.#row;
  }

  ask<T extends Row>(sql: string): Promise<T[]> {
    return this.lab.ask<T>(this.#taken, sql);
  }

  #asking(id: string): string {
    const rule = AUDIT_RULES.find((one) => one.id === id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    return asking(rule.sql, this.asOf);
  }

  /** What a rule of the library finds. */
  found(id: string): Promise<Found[]> {
    return this.ask<Found>(this.#asking(id));
  }

  /** Of rows that lie otherwise than in the files. */
  askInMemory<T extends Row>(sql: string): Promise<T[]> {
    return this.lab.useInMemory(this.#taken, ({ rows }) => rows<T>(sql));
  }

  foundInMemory(id: string): Promise<Found[]> {
    return this.askInMemory(this.#asking(id));
  }

  /** What stands in the place of a value. */
  get names(): Names {
    return namesUnder(Buffer.from(this.lab.keyOf(this.#taken), 'hex'));
  }

  /** Its databases go with it. */
  close(): Promise<void> {
    return this.lab.close();
  }
}
