import { populationOf } from '../../../../local/bootstrap/population.js';
import type { Truth } from '../../../../local/population/anomalies/planting.js';
import { plantedIn } from '../../../../local/populate/truth.js';
import { seedAll } from '../../../../local/seeding/seed-all.js';
import { publications } from '../../../../subgraphs/audit/modules/snapshot/published.js';
import type { Row } from '../../../../subgraphs/audit/modules/snapshot/read/rows.js';
import type { SnapshotRow } from '../../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import type { AuditRule } from '../../../../subgraphs/audit/modules/rule/audit-rule.js';
import { PROGRAMMES, type ProgrammeName } from '../../../../subgraphs/shared/access/viewer.js';
import { pseudonymUnder } from '../../../exports/support/snapshot.js';
import { freshDatabase, type FreshDatabase } from '../../../support/database.js';
import { withClient } from '../../../support/kept-connections.js';
import { SnapshotLab } from './snapshot-lab.js';

/** A row that a rule has found. */
export interface Found extends Row {
  readonly about: string;
  readonly region: string | null;
  readonly month: string | null;
  readonly amount: string | null;
  readonly record: string | null;
  readonly facts: string;
}

/** Somebody's databases, a snapshot of them that was taken with the product's code, and the rules of the library asked of it. */
export class RuleLab {
  #row: SnapshotRow | null = null;
  #key = '';

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
    return new RuleLab(await SnapshotLab.over({ facts: population.facts, households: [] }, await freshDatabase('audit'), databases), population.facts.asOf, truths);
  }

  /** One programme's database, which stays its maker's to change and to drop: rules that read another's views cannot be asked. */
  static async over(name: ProgrammeName, database: FreshDatabase, facts: SnapshotLab['people']['facts']): Promise<RuleLab> {
    const published = publications().filter(({ source }) => source === name);
    return new RuleLab(await SnapshotLab.over({ facts, households: [] }, await freshDatabase('audit'), new Map([[name, database]]), published), facts.asOf, []);
  }

  /** Does something to a programme's rows, past every policy and trigger. */
  async change(name: ProgrammeName, sql: string): Promise<void> {
    await withClient(this.lab.database(name).adminUrl, (admin) => admin.query(`set session_replication_role = replica; ${sql}; reset session_replication_role`));
  }

  /** A programme's own rows. */
  read<T>(name: ProgrammeName, sql: string): Promise<T[]> {
    return withClient(this.lab.database(name).adminUrl, async (admin) => (await admin.query(sql)).rows as T[]);
  }

  async take(): Promise<this> {
    this.#row = await this.lab.take();
    this.#key = this.lab.keyOf(this.#row);
    return this;
  }

  ask<T extends Row>(sql: string): Promise<T[]> {
    if (this.#row === null) throw new Error('no snapshot');
    return this.lab.ask<T>(this.#row, sql);
  }

  /** As whoever runs rules asks them. */
  async found({ sql }: Pick<AuditRule, 'sql'>): Promise<Found[]> {
    return this.ask<Found>(`with snapshot as (select date '${this.asOf}' as day) select about, region, month, amount, record, facts from (${sql}) found order by about, month, record, facts`);
  }

  /** What stands in the place of a value. */
  pseudonym(value: string): string {
    return pseudonymUnder(Buffer.from(this.#key, 'hex'), value);
  }

  close(): Promise<void> {
    return this.lab.close();
  }
}
