import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';
import { Snapshot } from './support/snapshot.js';
import { rowsOfView } from './support/views.js';

/* Reports of adopters for auditors, on 1 October 2026. */

let database: FreshDatabase;
let serial = 0;

const iin = (): string => {
  for (;;) {
    const found = withCheckDigit(`1501019${String((serial += 1)).padStart(4, '0')}`);
    if (found !== null) return found;
  }
};

interface Some {
  readonly home?: string;
  readonly born?: string;
  readonly died?: string;
  readonly ended?: string;
  readonly region?: string;
  readonly recorded?: string;
  /** The day on which the first report came. */
  readonly came?: string;
}

const adopted = (decided: string, { home = 'KAZAKHSTAN', born = '2016-01-01', died, ended, region = '750000000', recorded = '2026-01-01', came }: Some = {}): Promise<unknown> =>
  withClient(database.adminUrl, async (admin) => {
    const child = iin();
    await admin.query('insert into known_child (iin, birth_date, died_on) values ($1, $2, $3)', [child, born, died ?? null]);
    const { rows } = await admin.query<{ id: string }>(
      `insert into adoption (iin, adopter_iin, home, decided_on, received_on, body_bin, region_kato, district_kato, ended_on, ending, end_source, source, recorded_at)
       values ($1, $2, $3, $4, $4, '120340000019', $5, overlay($5 placing '1' from 3), $6, case when $6::date is not null then 'CANCELLED' end, case when $6::date is not null then 't' end, 't', $7) returning id`,
      [child, iin(), home, decided, region, ended ?? null, recorded]);
    if (came === undefined) return;
    await admin.query(`insert into adoption_report (adoption_id, due_on, received_on, living, education, health, source, recorded_at) values ($1, $2::date + interval '1 year', $3::date, 'WELL', 'SCHOOL', 'HEALTHY', 't', $3::date)`, [rows[0]?.id, decided, came]);
  });

beforeAll(async () => {
  database = await freshDatabase('foster-families');
  // Five late and five missing of twelve in one month; four in another; whoever is grown up, dead, or adopted no more owes nothing.
  for (let n = 0; n < 5; n += 1) {
    await adopted(`2025-03-1${n}`, { came: '2026-04-20' });
    await adopted(`2025-03-2${n}`);
  }
  for (const came of ['2026-03-01', '2026-03-02']) await adopted('2025-03-15', { came });
  for (let n = 0; n < 4; n += 1) await adopted('2025-05-20');
  await adopted('2025-05-20', { born: '2008-05-20' });
  await adopted('2025-05-20', { died: '2026-05-20' });
  await adopted('2025-05-20', { ended: '2026-05-20' });
  await adopted('2025-05-20', { recorded: '2026-10-02' });
  // Abroad: every half year, and none between the third year and the fourth.
  for (let n = 0; n < 5; n += 1) await adopted('2022-07-31', { home: 'ABROAD', region: '710000000' });
});
afterAll(() => database.drop());

it('are counts by region and month; nobody stands in them, and no group of fewer than five', async () => {
  const rows = await rowsOfView(new Snapshot(database.auditUrl, '2026-10-01T12:00:00+05:00'), 'care_adopter_report');
  const told = rows.map(({ region, due_month: month, owed, late, missing, subject }) => [region, month, owed, late, missing, subject ?? null]).toSorted();
  expect(told).toEqual([
    ...['2023-01-01', '2023-07-01', '2024-01-01', '2024-07-01', '2025-01-01', '2025-07-01', '2026-07-01'].map((month) => ['710000000', month, '5', '5', '5', null]),
    ['750000000', '2026-03-01', '12', '10', '5', null],
  ]);
  expect(rows.map(({ recorded_at: at }) => at?.slice(8, 19)).filter((at) => at !== '01T00:00:00')).toEqual([]);
});

it('a group is told once it has five, as it was known at the snapshot\'s moment', async () => {
  const later = await rowsOfView(new Snapshot(database.auditUrl, '2026-10-03T12:00:00+05:00'), 'care_adopter_report');
  expect(later.filter(({ due_month: month }) => month === '2026-05-01')).toMatchObject([{ region: '750000000', owed: '5', late: '5', missing: '5' }]);
  const earlier = await rowsOfView(new Snapshot(database.auditUrl, '2026-03-20T12:00:00+05:00'), 'care_adopter_report');
  expect(earlier.filter(({ region, due_month: month }) => region === '750000000' && month === '2026-03-01')).toMatchObject([{ owed: '8', late: '5', missing: '5' }]);
});
