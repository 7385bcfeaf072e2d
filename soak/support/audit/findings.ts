import path from 'node:path';
import { databaseUrl } from '../../../local/bootstrap/urls.js';
import type { DataServer } from '../../../local/bootstrap/data-server.js';
import { withJobs } from '../../../local/jobs.js';
import { AUDIT_RULES } from '../../../subgraphs/audit/modules/rule/rules.js';
import { Snapshots } from '../../../subgraphs/audit/modules/snapshot/read/snapshots.js';
import { SNAPSHOT_DEFAULTS, type SnapshotSettings } from '../../../subgraphs/audit/modules/snapshot/settings.js';
import { openKey } from '../../../subgraphs/audit/modules/snapshot/snapshot-key.js';
import { snapshotById, type SnapshotRow } from '../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { requestSnapshot } from '../../../subgraphs/audit/modules/snapshot/snapshot.service.js';
import { carryOut } from '../../../subgraphs/audit/modules/snapshot/take/carry-out.js';
import { ofSnapshots, step } from '../../../subgraphs/audit/modules/snapshot/take/job.js';
import { PROGRAMMES } from '../../../subgraphs/shared/access/viewer.js';
import { asking, namesUnder, type Found, type Names } from './compare.js';

/** What every rule of the library finds, and how values are called there. */
export interface Findings {
  readonly found: ReadonlyMap<string, readonly Found[]>;
  readonly names: Names;
}

const LONGEST_MS = 600_000;

const settingsOf = ({ adminUrl, credentials }: DataServer, folder: string): SnapshotSettings => ({
  ...SNAPSHOT_DEFAULTS,
  folder: path.join(folder, 'snapshots'),
  databaseUrl: databaseUrl(adminUrl, credentials, 'audit', 'app'),
  sealingSecret: credentials.snapshotKey,
  sources: Object.fromEntries(PROGRAMMES.map((name) => [name, databaseUrl(adminUrl, credentials, name, 'audit')])),
});

const take = ({ credentials }: DataServer, settings: SnapshotSettings, asOf: string): Promise<SnapshotRow> =>
  withJobs('audit', { databaseUrl: settings.databaseUrl, ledgerKey: credentials.subgraphs.audit.ledgerKey }, async (jobs) => {
    const { id } = await step(jobs, '00000000-0000-4000-8000-000000000000', true, (em) => requestSnapshot(em, settings, { asOf: `${asOf}T18:59:59Z`, now: new Date(), organisation: null }));
    await carryOut(jobs, settings, id);
    const row = await ofSnapshots(jobs, (em) => snapshotById(em, id));
    if (row === null) throw new Error('no snapshot');
    return row;
  });

/** Takes a snapshot of a server's databases, of the end of the population's day, and asks every rule of it. */
export async function findingsIn(server: DataServer, folder: string, asOf: string, report: (line: string) => void): Promise<Findings> {
  const settings = settingsOf(server, folder);
  const row = await take(server, settings, asOf);
  const found = new Map<string, readonly Found[]>();
  const reader = new Snapshots(settings);
  await reader.use(row, () => Promise.resolve(true), LONGEST_MS, async ({ rows }) => {
    for (const { id, sql } of AUDIT_RULES) {
      const began = performance.now();
      found.set(id, await rows<Found>(asking(sql, asOf)));
      report(`${id}: ${found.get(id)?.length} in ${Math.round(performance.now() - began)} ms`);
    }
  });
  await reader.close();
  return { found, names: namesUnder(Buffer.from(openKey(row.sealedKey ?? '', settings.sealingSecret, row.id), 'hex')) };
}
