import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { databaseUrl, otherDatabase } from '../../local/bootstrap/urls.js';
import { withClient } from '../../local/bootstrap/connection.js';
import { databaseCredentials } from '../../local/data/credentials.js';
import { StartFailure } from '../../local/failure.js';
import { demoToken } from '../../local/issuer/demo-token.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../../local/throwaway-federation.js';
import { openClerk } from '../../subgraphs/schools/modules/bulk/clerk.js';
import { exportFile } from '../../subgraphs/schools/modules/bulk/export-file.js';
import { importFile } from '../../subgraphs/schools/modules/bulk/import-file.js';
import { DEFAULT_AUDIENCE } from '../../subgraphs/shared/access/token.js';
import type { Clerk } from '../../subgraphs/shared/bulk/clerk.js';
import { withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';
import type { Figures } from '../benchmark.js';
import type { Part } from '../part.js';

const [ROWS, LEAST_A_SECOND] = [100_000, 1_000] as const;

function* rows(schools: readonly string[]): Generator<Readonly<Record<string, string | number>>> {
  for (let n = 0, written = 0; written < ROWS; n += 1) {
    const iin = withCheckDigit(`${20 + Math.floor(n / 10_000)}01019${String(n % 10_000).padStart(4, '0')}`);
    if (iin === null) continue;
    written += 1;
    yield { schoolNobdId: schools[n % schools.length] ?? '', iin, classNumber: 1 + (n % 11), letter: 'А', shift: 1, language: 'KK', validFrom: '2022-09-01', validTo: '2023-09-01', leaveReason: 'PROMOTED' };
  }
}

interface Rates extends Figures {
  readonly newPerSecond: number;
  readonly knownPerSecond: number;
  readonly exportedPerSecond: number;
}

const TEACHING = `select nobd_id as id from school where nobd_id is not null and opened_on <= '2022-09-01' and closed_on is null and type <> 'PRIMARY'`;

async function turn({ folder, state, settings }: ThrowawayFederation): Promise<Rates> {
  const schools = await withClient(otherDatabase(settings.adminUrl, 'schools'), async (admin) => (await admin.query<{ id: string }>(TEACHING)).rows.map(({ id }) => id));
  const [file, rejects, out] = ['in.csv', 'rejects.csv', 'out.csv'].map((name) => path.join(folder, name)) as [string, string, string];
  await pipeline(Readable.from(rows(schools)), stringify({ header: true }), createWriteStream(file));
  const { ledgerKey } = databaseCredentials(settings.credentials, 'schools');
  const clerk: Clerk = await openClerk({
    databaseUrl: databaseUrl(settings.adminUrl, settings.credentials, 'schools', 'app'), ledgerKey, tokens: { issuer: state.issuer, jwksUrl: `${state.issuer}/jwks`, audience: DEFAULT_AUDIENCE },
    token: await demoToken(folder, state, { role: 'ministry:schools' }),
  }, 'import');
  const rate = async (work: () => Promise<number>): Promise<number> => {
    const begun = performance.now();
    const done = await work();
    if (done < ROWS) throw new StartFailure(`Of ${ROWS} rows ${done} were read or written.`);
    return Math.round((done / (performance.now() - begun)) * 1_000);
  };
  try {
    const newPerSecond = await rate(async () => (await importFile(clerk, { kind: 'enrolments', file, rejects, dryRun: false })).added);
    const knownPerSecond = await rate(async () => (await importFile(clerk, { kind: 'enrolments', file, rejects, dryRun: false })).known);
    return { newPerSecond, knownPerSecond, exportedPerSecond: await rate(() => exportFile(clerk, { kind: 'enrolments', file: out, filter: undefined })) };
  } finally {
    await clerk.close();
  }
}

/** A file of pupils' places: read, read again, and written. */
export const files: Part = {
  name: 'files',
  run: async (report) => {
    const rates = await withThrowawayFederation(report, turn, { subgraphs: ['schools'], children: 0 });
    if (rates === undefined) throw new StartFailure('Stopped before it was ready.');
    const row = (what: string, measured: number): [string, string, string] => [what, `${measured.toLocaleString('en')} a second`, `at least ${LEAST_A_SECOND.toLocaleString('en')}`];
    return { rows: [row(`${ROWS.toLocaleString('en')} new places from a file`, rates.newPerSecond), row('the same file again', rates.knownPerSecond), row('written to a file', rates.exportedPerSecond)], figures: rates };
  },
};
