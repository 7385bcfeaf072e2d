import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../subgraphs/audit/modules/snapshot/manifest.js';
import { publications, type Publication } from '../../../subgraphs/audit/modules/snapshot/published.js';
import type { SnapshotRow } from '../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { onSource } from '../../../subgraphs/audit/modules/snapshot/take/source.js';
import { withClient } from '../../support/kept-connections.js';
import { SnapshotLab } from './support/snapshot-lab.js';

/* What a snapshot computes of other views has the rows that the database has, on days that tell a wrong rounding of days to months. */

const only = (pattern: RegExp): Publication[] => publications().flatMap((one) => (one.source === 'benefits' ? [{ ...one, views: one.views.filter(({ view }) => pattern.test(view)) }] : []));

/** The arithmetic of days has to be the same for what no award may be, too. */
const WITHOUT_CHECKS = `do $$ declare one record; begin
  for one in select conrelid::regclass as tab, conname from pg_constraint where conrelid in ('benefit_award'::regclass, 'benefit_award_child'::regclass) and contype in ('c', 'x') loop
    execute format('alter table %s drop constraint %I', one.tab, one.conname);
  end loop; end $$`;

/** Awards, births and deaths on the first, in the middle and on the last day of months, on a 29 February, before and after what is paid. */
const HARD_DAYS = `
  set session_replication_role = replica;
  update benefit_award set occurred_on = (array[date '2024-02-29', '2023-08-31', '2024-05-01', '2024-05-02', '2025-10-15', '2026-03-01', '2008-03-01', '2008-02-29', '2007-09-30'])[1 + id % 9] where programme in ('BIRTH', 'CARE_STATE', 'CARE_GFSS');
  update benefit_award_child c set since = since + (c.id % 3)::int - 1 + 20 * (c.id % 2)::int, until = case c.id % 4 when 0 then null when 1 then date '2026-02-28' when 2 then date '2026-03-01' else until end
    where (until is null or until > date '2026-04-01') and since < date '2026-01-01' and c.id % 5 < 2;
  update benefit_award set since = date '2026-04-17' where id % 11 = 0 and since < date '2026-04-17' and (until is null or until > date '2026-05-01');
  update benefit_award set end_reason = 'CHILD_DIED', end_occurred_on = (array[date '2025-11-30', '2025-12-01', '2026-01-15'])[1 + id % 3], end_received_on = date '2026-02-01', status = 'TERMINATED', until = date '2026-09-30'
    where id % 13 = 0 and programme in ('CARE_STATE', 'CARE_GFSS', 'CHILD_DISABILITY');
  reset session_replication_role`;

let lab: SnapshotLab;
let taken: SnapshotRow;
beforeAll(async () => {
  const published = only(/^benefit_(payment|payment_child|award_child)$/);
  lab = await SnapshotLab.open(150, published, published);
  await withClient(lab.database('benefits').adminUrl, (admin) => admin.query(`${WITHOUT_CHECKS}; ${HARD_DAYS}`));
  taken = await lab.take();
});
afterAll(() => lab.close());

const CELLS = `subject::text, region, epoch_ms(recorded_at)::text as recorded, award::text, programme, component, month::text, kind, state, recovered::float8 as recovered, returned_on::text, member, whole_month, never_due, age, before_18, past_term, after_death`;
const SOURCE_CELLS = CELLS.replace('epoch_ms(recorded_at)', 'floor(extract(epoch from recorded_at) * 1000)');

const inSnapshot = async (row: SnapshotRow): Promise<string[]> => (await lab.ask(row, `select ${CELLS} from benefits.benefit_payment_child`)).map((cells) => JSON.stringify(Object.values(cells))).sort();

const inSource = (row: SnapshotRow): Promise<string[]> =>
  onSource({ url: lab.database('benefits').auditUrl, key: lab.keyOf(row), asOf: row.asOf }, async (client) =>
    (await client.query<object>(`select ${SOURCE_CELLS} from audit_export.benefit_payment_child`)).rows.map((cells) => JSON.stringify(Object.values(cells))).sort());

/** The first that differ say enough. */
function expectSame(found: readonly string[], expected: readonly string[]): void {
  expect(found.length).toBe(expected.length);
  expect(found.map((row, i) => [row, expected[i]]).filter(([one, other]) => one !== other).slice(0, 3)).toEqual([]);
}

const manifestOf = ({ id }: SnapshotRow): Manifest => JSON.parse(readFileSync(path.join(lab.folder, id, 'manifest.json'), 'utf8')) as Manifest;
const derivedFrom = (row: SnapshotRow): unknown => manifestOf(row).views.find(({ view }) => view === 'benefit_payment_child')?.derivedFrom;

describe('payments by child', () => {
  it('are derived, and the same as in the database', async () => {
    expect(derivedFrom(taken)).toEqual(['benefit_payment', 'part_child_terms', 'part_birth_terms']);
    const expected = await inSource(taken);
    expect(expected.length).toBeGreaterThan(500);
    expectSame(await inSnapshot(taken), expected);
  });

  it('are so in every case that is computed in another way', async () => {
    const [cases] = await lab.ask<Record<string, number>>(taken, `select count(*) filter (where p.month < a.since) as earlier, count(*) filter (where c.age < 0) as unborn, count(*) filter (where c.past_term) as past,
        count(*) filter (where c.past_term = false) as within, count(*) filter (where c.after_death) as dead, count(*) filter (where not c.member) as out, count(*) filter (where c.before_18 = false) as grown, count(*) filter (where c.age is null) as unknown
      from benefits.benefit_payment_child c join benefits.benefit_payment p using (award, month, kind, state) join (select award, max(since) as since from benefits.benefit_award_child group by award) a using (award)`);
    for (const [name, n] of Object.entries(cases ?? {})) expect([name, n]).toEqual([name, expect.toSatisfy((count: number) => count > 0)]);
  });

  it('are read where the payments are not in the snapshot', async () => {
    const row = await lab.take(null, { published: only(/^benefit_payment_child$/) });
    expect(derivedFrom(row)).toBeUndefined();
    expectSame(await inSnapshot(row), await inSource(row));
  });

  it('leave nothing of the parts behind', async () => {
    expect(manifestOf(taken).views.map(({ view }) => view)).toEqual(['benefit_award_child', 'benefit_payment', 'benefit_payment_child']);
    await expect(lab.ask(taken, 'select * from part_child_terms')).rejects.toThrow(/does not exist/);
  });
});
