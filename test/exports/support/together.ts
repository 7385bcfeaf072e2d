import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { populationOf } from '../../../local/bootstrap/population.js';
import type { Truth } from '../../../local/population/anomalies/planting.js';
import { seedAll } from '../../../local/seeding/seed-all.js';
import { readTruth } from '../../../local/seeding/truth-table.js';
import { PROGRAMMES, type ProgrammeName } from '../../../subgraphs/shared/access/viewer.js';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../../support/database.js';
import { withClient } from '../../support/kept-connections.js';
import { Snapshot } from './snapshot.js';
import { exportFile } from './views.js';

const KEY = '5a'.repeat(32);

/** Copies every view of a database, under one key, into tables of the same names. */
async function copyViews(source: FreshDatabase, name: ProgrammeName, target: FreshDatabase, asOf: string): Promise<void> {
  const views = Object.entries(exportFile(name).views);
  await withClient(source.auditUrl, async (from) => {
    await from.query(`select set_config('audit.key', $1, false), set_config('audit.as_of', $2, false)`, [KEY, asOf]);
    await withClient(target.adminUrl, async (to) => {
      for (const [view, { columns }] of views) {
        await to.query(`create table ${view} (${Object.entries(columns).map(([column, { type }]) => `${column} ${type}`).join(', ')})`);
        const read = from.query(copyTo(`copy (select * from audit_export.${view}) to stdout`));
        await pipeline(Readable.from(read), to.query(copyFrom(`copy ${view} from stdin`)));
      }
    });
  });
}

/** A population of all programmes, and a snapshot of what each publishes in one place: where auditors ask their questions. */
export class Together {
  private constructor(
    readonly databases: ReadonlyMap<ProgrammeName, FreshDatabase>,
    readonly truths: readonly Truth[],
    readonly asOf: string,
    private readonly target: FreshDatabase,
  ) {}

  static async of(children: number, anomaliesPerMillion: number | undefined): Promise<Together> {
    const population = await populationOf(null, children, anomaliesPerMillion === undefined ? {} : { anomaliesPerMillion });
    const databases = new Map<ProgrammeName, FreshDatabase>();
    for (const name of PROGRAMMES) databases.set(name, await freshDatabase(name));
    await seedAll([...databases].map(([name, { ownerUrl }]) => ({ name, ownerUrl })), population);
    const truths = anomaliesPerMillion === undefined ? [] : (await Promise.all([...databases.values()].map(({ ownerUrl }) => withClient(ownerUrl, readTruth)))).flat();
    return new Together(databases, truths, population.facts.asOf, await emptyDatabase('audit'));
  }

  /** Does something to a programme's rows, past every policy and trigger. */
  async change(name: ProgrammeName, sql: string): Promise<void> {
    await withClient(this.databases.get(name)?.adminUrl ?? '', (admin) => admin.query(`set session_replication_role = replica; ${sql}; reset session_replication_role`));
  }

  /** A programme's own rows. */
  read<T>(name: ProgrammeName, sql: string): Promise<T[]> {
    return withClient(this.databases.get(name)?.adminUrl ?? '', async (admin) => (await admin.query(sql)).rows as T[]);
  }

  /** Takes the snapshot, as of the end of the population's last day unless it is told another. */
  async take(asOf = `${this.asOf}T18:59:59Z`): Promise<void> {
    for (const [name, database] of this.databases) await copyViews(database, name, this.target, asOf);
    await withClient(this.target.adminUrl, (to) => to.query('analyze'));
  }

  query<T>(sql: string): Promise<T[]> {
    return withClient(this.target.adminUrl, async (to) => (await to.query(sql)).rows as T[]);
  }

  /** What stands in the place of a value. */
  pseudonym(value: string): string {
    return new Snapshot('', '', Buffer.from(KEY, 'hex')).pseudonym(value);
  }

  async drop(): Promise<void> {
    for (const database of [...this.databases.values(), this.target]) await database.drop();
  }
}
