import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '../../subgraphs/shared/calendar.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { Snapshot } from './support/snapshot.js';
import { asAdmin as asAdminOf, expectAuditorsOnly, expectKeyed, expectNobodyNamed, exportFile, expectPublished, expectQuick, rowsOfView, type ViewRow } from './support/views.js';

/* What auditors read of benefits: what is published, to whom, and that nobody can be told from it. */

const file = exportFile('benefits');
const names = Object.keys(file.views);
/** Parts of derivations are as closed as views. */
const closed = [...names, ...Object.keys(file.parts ?? {})];

type Row = ViewRow;

/** The table of a view, where it is of another name. */
const TABLES: Readonly<Record<string, string>> = { benefit_overpayment: 'overpayment' };

/** Half of what happened is told on its own day. */
const TOLD_ON = 'case when a.id % 2 = 0 then a.end_occurred_on else a.end_received_on end';

/** What journals say of the seeded awards, with the days of people's lives; what was overpaid until the notice; applications of the day of birth. */
const HAPPENED = [
  `insert into benefit_award_event (award_id, version, kind, circumstance, membership_id, occurred_on, received_on, effective_from, no_right_from, article, source, organisation, recorded_at)
    select id, 1, 'ASSIGNED', null, null, decided_on, decided_on, since, null, null, 'application of Ivanov', deciding_body, decided_on from benefit_award
    union all select a.id, 2, 'TERMINATED', a.end_reason, c.id, a.end_occurred_on, ${TOLD_ON}, a.until + 1, a.end_occurred_on + 1, '83(3)', 'registry', a.deciding_body, ${TOLD_ON}
      from benefit_award a left join lateral (select * from benefit_award_child where award_id = a.id order by id limit 1) c on true where a.end_reason is not null`,
  `insert into overpayment (award_id, cause, article, amount, recovered, occurred_on, received_on, source, recorded_at)
    select id, 'PAID_AFTER_RIGHT_ENDED', '74(1)3', 1000, 400, end_occurred_on, ${TOLD_ON}, 'registry', ${TOLD_ON} from benefit_award a where end_reason is not null`,
  `insert into recovery (overpayment_id, amount, received_on, recorded_at) select id, 400, received_on, received_on from overpayment`,
  `update benefit_case k set occurred_on = c.birth_date, received_on = c.birth_date, applied_on = c.birth_date, recorded_at = c.birth_date
    from benefit_case_child c where c.case_id = k.id and k.programme in ('BIRTH', 'CARE_STATE') and k.id % 2 = 0`,
];

let database: FreshDatabase;
let population: SomeHouseholds;
let snapshot: Snapshot;
beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('benefits'), firstHouseholds(200)]);
  await seedDatabase('benefits', database.appUrl, population.households, population.facts);
  for (const sql of HAPPENED) await asAdmin(sql);
  snapshot = new Snapshot(database.auditUrl);
});
afterAll(() => database.drop());

const asAdmin = <T>(sql: string): Promise<T[]> => asAdminOf<T>(database, sql);
const rowsOf = (view: string, of = snapshot): Promise<Row[]> => rowsOfView(of, view);

describe('the views', () => {
  it('are those that are published, column for column', () => expectPublished(database, file));

  it('call no function for each pseudonym', () => expectQuick(snapshot, closed));

  it('have a row for each award, child in it, amount, payment, entry, overpayment, case and stretch of contributions', async () => {
    for (const view of names.filter((one) => one !== 'benefit_payment_child')) {
      const [[shown], [stored]] = await Promise.all([snapshot.query<{ n: string }>(`select count(*) as n from audit_export.${view}`), asAdmin<{ n: string }>(`select count(*) as n from ${TABLES[view] ?? view}`)]);
      expect(Number(shown?.n)).toBeGreaterThan(50);
      expect(shown).toEqual(stored);
    }
    const [stored] = await asAdmin<{ n: string }>('select count(*) as n from benefit_payment join benefit_award_child using (award_id)');
    expect(await snapshot.query('select count(*) as n from audit_export.benefit_payment_child')).toEqual([stored]);
  });

  it('show what was recorded by a moment', async () => {
    const [middle] = await asAdmin<{ at: string }>('select percentile_disc(0.5) within group (order by recorded_at)::text as at from benefit_payment');
    for (const view of names.filter((one) => one !== 'benefit_payment_child')) {
      const [stored] = await asAdmin<{ n: string }>(`select count(*) as n from ${TABLES[view] ?? view} where recorded_at <= '${middle?.at}'`);
      const then = await new Snapshot(database.auditUrl, middle?.at).query<{ n: string }>(`select count(*) as n from audit_export.${view}`);
      expect(then).toEqual([stored]);
      expect((await snapshot.query<{ n: string }>(`select count(*) as n from audit_export.${view}`))).not.toEqual(then);
    }
  });
});

describe('who reads them', () => {
  it('is nobody without a key and a moment', () => expectKeyed(database, closed));

  it('is the auditors\' role, which has nothing else of the database, and no other', () =>
    expectAuditorsOnly(database, closed, ['benefit_award', 'benefit_award_child', 'benefit_award_event', 'overpayment', 'benefit_case_event', 'shielding'], 'benefits_export'));
});

describe('nobody can be told from them', () => {
  let rows: Readonly<Record<string, readonly Row[]>>;
  beforeAll(async () => (rows = Object.fromEntries(await Promise.all(names.map(async (view) => [view, await rowsOf(view)] as const)))));

  it('no IIN, name or address stands in them', async () => expectNobodyNamed([...Object.values(rows).flat(), ...(await rowsOfView(snapshot, 'part_child_terms'))], population));

  it('no day of birth is given away, nor the day on which a term from it ends', () => {
    // Days on which an office pays are anybody's birthday by chance.
    const paid = (view: string, name: string): boolean => ['paid_on', 'returned_on', 'month'].includes(name) || (view.startsWith('benefit_payment') && name === 'recorded_at');
    const born = new Map(population.households.flatMap(({ persons }) => persons.map(({ iin, birthDate }) => [snapshot.pseudonym(iin), birthDate] as const)));
    const children = Map.groupBy(rows['benefit_award_child'] ?? [], ({ award }) => award);
    const found = Object.entries(rows).flatMap(([view, all]) => all.flatMap((row) => {
      const people = [row['subject'], ...(children.get(row['award'] ?? null) ?? []).map(({ subject }) => subject)];
      const births = people.map((one) => born.get(one ?? '') ?? '').filter((day) => day !== '' && !day.endsWith('-01'));
      const days = new Set(births.flatMap((day) => [day, ...[12, 18, 84, 168, 216].map((months) => addMonths(day, months))]));
      return Object.entries(row).filter(([name, cell]) => !paid(view, name) && cell !== null && days.has(cell.slice(0, 10))).map(([name]) => `${view}.${name}`);
    }));
    expect(born.size).toBeGreaterThan(500);
    expect(found).toEqual([]);
  });

  it('people are the same in all views under one key, and others under the next', async () => {
    const subjects = (view: string, of: Readonly<Record<string, readonly Row[]>> = rows): Set<string | null | undefined> => new Set(of[view]?.map(({ subject }) => subject));
    expect([...subjects('benefit_payment_child')].filter((one) => !subjects('benefit_award_child').has(one))).toEqual([]);
    const next = { benefit_award_child: await rowsOf('benefit_award_child', new Snapshot(database.auditUrl)) };
    expect(subjects('benefit_award_child', next).intersection(subjects('benefit_award_child')).size).toBe(0);
    const awards = (all: readonly Row[]): Set<string | null | undefined> => new Set(all.map(({ award }) => award));
    expect(awards(next.benefit_award_child).intersection(awards(rows['benefit_award_child'] ?? [])).size).toBe(0);
  });

  it('of awards about shielded children neither recipient nor place is told', async () => {
    const awards = (await asAdmin<{ id: string }>(`select distinct public_id as id from benefit_award a join benefit_award_child c on c.award_id = a.id join shielding s on s.iin = c.iin where s.valid_to is null`)).map(({ id }) => snapshot.pseudonym(id));
    expect(awards.length).toBeGreaterThan(0);
    const told = (view: string, { region, subject, deciding_body: body = null, recorded_by: by = null }: Row) => [region, body, by, ...(view.endsWith('_child') ? [] : [subject])].filter((one) => one !== null);
    for (const [view, all] of Object.entries(rows)) {
      const about = all.filter(({ award }) => awards.includes(award ?? ''));
      expect(about.flatMap((row) => told(view, row))).toEqual([]);
    }
  });

  it('nor of a case about one', async () => {
    await asAdmin(`insert into shielding (iin, valid_from, source) select iin, current_date, 'test' from benefit_case_child where programme = 'BIRTH'`);
    const told = (await rowsOf('benefit_case')).map(({ programme, ...row }) => [programme, [row['subject'], row['region'], row['deciding_body']].filter((one) => one !== null && one !== undefined).length]);
    expect(new Set(told.filter(([programme]) => programme === 'BIRTH').map(([, count]) => count))).toEqual(new Set([0]));
    expect(told.some(([, count]) => count === 3)).toBe(true);
  });

  it('a link that an adoption has sealed is not there', async () => {
    const told = new Set(rows['benefit_award_event']?.map((row) => row['child']));
    const child = rows['benefit_award_child']?.find(({ subject }) => told.has(subject ?? null));
    const key = snapshot.key.toString('hex');
    await asAdmin(`update benefit_award_child c set sealed_on = current_date where encode(substring(hmac(c.iin::bytea, decode('${key}', 'hex'), 'sha256') from 1 for 16), 'hex')::uuid = '${child?.['subject']}'`);
    for (const view of ['benefit_award_child', 'benefit_payment_child']) expect((await rowsOf(view)).filter(({ subject }) => subject === child?.['subject'])).toEqual([]);
    expect((rows['benefit_award_event'] ?? []).map((row) => row['child'])).toContain(child?.['subject']);
    expect((await rowsOf('benefit_award_event')).map((row) => row['child'])).not.toContain(child?.['subject']);
    expect((await rowsOf('benefit_award')).map(({ award }) => award)).toContain(child?.['award']);
  });
});
