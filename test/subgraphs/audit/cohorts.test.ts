import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells, type Ask } from '../../../subgraphs/audit/modules/cohort/cohort-sql.js';
import { Bound } from '../../../subgraphs/audit/modules/cohort/filter/bound.js';
import { cohortSql } from '../../../subgraphs/audit/modules/cohort/filter/compile.js';
import type { CohortFilter } from '../../../subgraphs/audit/modules/cohort/filter/cohort-filter.type.js';
import { together, type Cell } from '../../../subgraphs/audit/modules/cohort/noise/cell.js';
import { BUDGET, NOISE } from '../../../subgraphs/audit/modules/cohort/noise/noise-parameters.js';
import type { SnapshotRow } from '../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import { civilDay } from '../../../subgraphs/shared/clock.js';
import { viewerAs } from '../../support/gateway-call.js';
import { rowsOf } from '../../support/jobs.js';
import { withClient } from '../../support/kept-connections.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { adopted, trueChildren } from './support/cohort/true-children.js';
import { holds, type TrueChild } from './support/cohort/truth.js';
import { SnapshotLab } from './support/snapshot-lab.js';

/* What a filter is true of, against the population; and what of it is told. */

let lab: SnapshotLab;
let row: SnapshotRow;
let day: string;
let children: readonly TrueChild[];
let audit: TestSubgraph;
beforeAll(async () => {
  lab = await SnapshotLab.open(150);
  row = await lab.take();
  day = civilDay(new Date(row.asOf));
  const years = (await lab.ask<{ year: number }>(row, 'select distinct reporting_year as year from savings.savings_year')).map(({ year }) => year);
  const awards = await lab.ask<{ subject: string; programme: string; since: string; until: string | null; never_due: boolean }>(row, 'select subject, programme, since, until, never_due from benefits.benefit_award_child');
  const rolls = await lab.ask<{ subject: string; since: string; until: string | null }>(row, 'select subject, since, until from schools.school_enrolment');
  children = trueChildren(lab.people, day, lab.keyOf(row), years, { awards, rolls });
  const { databaseUrl: _its, ...snapshots } = lab.settings;
  audit = await startTestSubgraph('audit', { environment: { snapshots } });
  await withClient(audit.database.adminUrl, (admin) => admin.query(
    `insert into snapshot (public_id, state, as_of, finished_at, sealed_key, key_fingerprint, package_version, manifest_hash) values ($1, 'COMPLETE', $2, now(), decode($3, 'base64'), $4, '0', $5)`,
    [row.id, row.asOf, row.sealedKey, row.keyFingerprint, row.manifestHash]));
}, 120_000);
afterAll(async () => {
  await audit.close();
  await lab.close();
});

const month = fc.date({ min: new Date('2008-01-01'), max: new Date('2026-12-01'), noInvalidDate: true }).map((at) => `${at.toISOString().slice(0, 7)}-15`);
const months = fc.oneof(month.map((one) => ({ from: one, to: one })), fc.tuple(month, month).map((two) => two.sort()).map(([from, to]) => ({ from, to })), fc.constant(null));
const some = <T>(...values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 1 });
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });

const part: fc.Arbitrary<CohortFilter> = fc.oneof(
  fc.record({ child: fc.record({ regions: maybe(some('750000000', '710000000', '610000000', '790000000', '190000000')), sex: maybe(fc.constantFrom('FEMALE', 'MALE')), born: months, ageFrom: maybe(fc.integer({ min: 0, max: 12 })), ageTo: maybe(fc.integer({ min: 6, max: 20 })), died: maybe(fc.boolean()), citizen: maybe(fc.boolean()) }) }),
  fc.record({ care: fc.record({ forms: maybe(some('GUARDIANSHIP', 'INSTITUTION', 'FOSTER_FAMILY', 'PATRONAGE')), months }) }),
  fc.record({ parentalRights: fc.record({ statuses: maybe(some('DEPRIVED', 'LIMITED')), months }) }),
  fc.record({ savings: fc.record({ onListOf: some(2023, 2024, 2025) }) }),
  fc.record({ benefit: fc.record({ programmes: maybe(some('ASP', 'LARGE_FAM', 'BIRTH', 'CARE_STATE')), months }) }),
  fc.record({ schooling: fc.record({ months }) }),
) as fc.Arbitrary<CohortFilter>;

const filter: fc.Arbitrary<CohortFilter> = fc.letrec<{ filter: CohortFilter }>((tie) => ({
  filter: fc.oneof({ depthSize: 'small', maxDepth: 3 }, part,
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('filter').map((not) => ({ not }))),
})).filter;

const cellIn = async (ask: Ask, where: CohortFilter): Promise<Cell> => together(await childCells(ask, { where, day }));

describe('a filter', () => {
  it('is true of those of whom it is true', { timeout: 240_000 }, async () => {
    const past = adopted(lab.people, lab.keyOf(row));
    expect(past.size).toBeLessThan(children.length / 10);
    let found = 0;
    await lab.useInMemory(row, ({ rows }) => fc.assert(fc.asyncProperty(filter, async (where) => {
      const bound = new Bound();
      const members = await rows<{ subject: string }>(`select c.subject from registry.civil_child c where ${cohortSql(where, bound, day)}`, bound.values);
      expect((await cellIn(rows, where)).children).toBe(members.length);
      // What was before an adoption is in no view, and the population has it.
      const counted = (ids: readonly string[]): string[] => ids.filter((id) => !past.has(id)).sort();
      const right = counted(children.filter((child) => holds(child, where, day)).map(({ id }) => id));
      expect(counted(members.map(({ subject }) => subject))).toEqual(right);
      found += right.length;
    }), { numRuns: 150, seed: 20261127 }));
    expect(found).toBeGreaterThan(1000);
  });

  it('has the same children however it is said', { timeout: 240_000 }, async () => {
    await lab.useInMemory(row, ({ rows }) => fc.assert(fc.asyncProperty(filter, part, async (a, b) => {
      const same: CohortFilter[] = [{ all: [a] }, { all: [a, a] }, { any: [a, a] }, { not: { not: a } }, { any: [a, { all: [a, b] }] }, { any: [{ all: [a, b] }, { all: [a, { not: b }] }] }, { any: [a, { all: [b, { not: b }] }] }, { all: [a, { any: [b, { not: b }] }] }];
      const first = await cellIn(rows, a);
      for (const where of same) expect(await cellIn(rows, where)).toEqual(first);
      const [all, rest] = [await cellIn(rows, {}), await cellIn(rows, { not: a })];
      expect(together([first, rest])).toEqual(all);
    }), { numRuns: 12, seed: 20261128 }));
  });
});

const nextMonth = (of: string): string => {
  const at = new Date(`${of.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + 1);
  return at.toISOString().slice(0, 10);
};

const FIELDS = '{ snapshot asOf count { children withheld } bySex { sex children } byRegion { region { kato } children withheld } byAgeBand { ageBand children } byProgramme { programme and children } overlap { programme and children withheld } }';

const ask = (where: CohortFilter, fields = FIELDS, role: Role = 'auditor') =>
  audit.call({ query: `query ($where: CohortFilter!) { auditCohort(where: $where) ${fields} }`, viewer: viewerAs(role), purpose: role === 'auditor' ? 'AUDIT_ANALYSIS' : role === 'operator' ? 'OPERATIONS' : 'OWN_FAMILY', variables: { where } });

interface Told {
  readonly count: { readonly children: number | null; readonly withheld: string | null };
  readonly unitsLeft: number;
}

const told = async (where: CohortFilter): Promise<Told> => {
  const { data, errors } = await ask(where, '{ unitsLeft count { children withheld } }');
  expect(errors).toEqual([]);
  // Beside the question, though before it: what is left is of after it.
  expect((await ask(where, '{ unitsLeft }')).data).toEqual({ auditCohort: { unitsLeft: (data?.['auditCohort'] as Told).unitsLeft } });
  return data?.['auditCohort'] as Told;
};

describe('auditCohort', () => {
  it('tells figures with their noise, and none of few', async () => {
    const { data, errors } = await ask({});
    expect(errors).toEqual([]);
    expect(data?.['auditCohort']).toMatchObject({ snapshot: row.id, count: { withheld: null } });
    const found = data?.['auditCohort'] as { count: { children: number }; byRegion: { region: { kato: string } | null; children: number | null; withheld: string | null }[] };
    expect(Math.abs(found.count.children - children.length)).toBeLessThanOrEqual(NOISE.most);
    expect(found.byRegion).toHaveLength(21);
    for (const { region, children: figure, withheld } of found.byRegion) {
      const right = children.filter((child) => child.region === (region?.kato ?? null)).length;
      expect([figure === null, withheld]).toEqual(figure === null ? [true, 'TOO_FEW'] : [false, null]);
      expect(right >= 5 || figure === null).toBe(true);
      expect(Math.abs((figure ?? right) - right)).toBeLessThanOrEqual(NOISE.most);
    }
    expect(found.byRegion.filter(({ children: figure }) => figure === null).length).toBeGreaterThan(0);
  });

  it('answers the same words alike and for nothing', async () => {
    const first = await told({ savings: {}, care: {} });
    for (const where of [{ not: { not: { savings: {}, care: {} } } }, { all: [{ care: {} }, { savings: {} }, { savings: { claim: null } }] }] satisfies CohortFilter[]) expect(await told(where)).toEqual(first);
  });

  it('costs the same whoever is in it: nobody twice, and the same children in other words', async () => {
    const nobody = (born: string): CohortFilter => ({ child: { born: { from: born, to: born } } });
    const everybody = (region: string): CohortFilter => ({ any: [{ child: { regions: [region] } }, { not: { child: { regions: [region] } } }] });
    const left: number[] = [];
    for (const where of [nobody('1950-01-01'), nobody('1950-02-01'), everybody('750000000'), everybody('710000000')]) left.push((await told(where)).unitsLeft);
    expect(left.map((units, i) => (left[0] ?? 0) - units - i)).toEqual([0, 0, 0, 0]);
  });

  const after = async (fields: string, where: CohortFilter): Promise<{ readonly units: number; readonly told: Record<string, unknown> }> => {
    const { data, errors } = await ask(where, `{ ${fields} unitsLeft }`);
    expect(errors).toEqual([]);
    const { unitsLeft: units, ...figures } = data?.['auditCohort'] as Record<string, unknown> & { readonly unitsLeft: number };
    return { units, told: figures };
  };

  /** What questions cost, one after the other. */
  async function costs(where: CohortFilter, asked: readonly string[]): Promise<number[]> {
    let { units: left } = await after('', where);
    const spent: number[] = [];
    for (const fields of asked) {
      const { units } = await after(fields, where);
      spent.push(left - units);
      left = units;
    }
    return spent;
  }

  it('costs a unit for every period of a series, by whatever request or alias it comes, and nothing for one that was told', async () => {
    const series = (from: string, to: string, by = 'MONTH'): string => `series(of: ENROLLED, by: ${by}, from: "${from}", to: "${to}") { from children withheld }`;
    expect(await costs({ child: { sex: 'FEMALE' } }, [
      series('2024-01-10', '2024-01-20'), series('2024-02-01', '2024-04-01'), series('2024-01-01', '2024-05-01'), series('2023-12-01', '2024-05-31'),
      `a: ${series('2022-01-01', '2022-05-01')} b: ${series('2022-04-01', '2022-08-01')}`, series('2022-01-01', '2022-08-01'), series('2022-01-01', '2023-01-01', 'YEAR'),
    ])).toEqual([1, 3, 1, 1, 8, 0, 2]);
    const [one, other] = [await after(series('2022-01-01', '2022-03-01'), { child: { sex: 'FEMALE' } }), await after(series('2022-02-01', '2022-04-01'), { child: { sex: 'FEMALE' } })];
    expect((other.told['series'] as unknown[]).slice(0, 2)).toEqual((one.told['series'] as unknown[]).slice(1));
  });

  it('costs two units for every period of money, likewise, and has one draw of each', async () => {
    const paid = (from: string, to: string, by: string): string => `paid(from: "${from}", to: "${to}"${by}) { amount { amount } withheld }`;
    const credited = (from: number, to: number, byYear: boolean): string => `credited(from: ${from}, to: ${to}, byYear: ${byYear}) { amount { amount } withheld }`;
    const [monthly, yearly] = [', by: MONTH', ', by: YEAR'];
    const where: CohortFilter = { child: { sex: 'MALE' } };
    expect(await costs(where, [
      paid('2025-01-01', '2025-01-31', ''), paid('2025-01-01', '2025-03-01', monthly), paid('2025-02-01', '2025-04-01', monthly), paid('2025-01-01', '2025-04-01', ''), paid('2024-11-01', '2025-04-01', yearly), paid('2025-04-01', '2025-04-01', yearly),
      credited(2024, 2024, false), credited(2023, 2025, true), credited(2023, 2025, false),
    ])).toEqual([2, 4, 2, 2, 2, 0, 2, 4, 2]);
    const [one, byYear, byMonth] = [await after(paid('2025-04-01', '2025-04-01', ''), where), await after(paid('2025-04-01', '2025-04-01', yearly), where), await after(paid('2025-04-01', '2025-04-01', monthly), where)];
    expect([byYear.told, byMonth.told]).toEqual([one.told, one.told]);
  });

  it('has money and time', async () => {
    const { data, errors } = await ask({}, '{ series(of: ENROLLED, by: YEAR, from: "2024-01-01", to: "2026-01-01") { from children withheld } paid(from: "2026-01-01", to: "2026-06-01") { from amount { amount currency } withheld } months: paid(from: "2026-01-01", to: "2026-06-01", programmes: [ASP, LARGE_FAM], by: MONTH) { from withheld } credited(from: 2023, to: 2025, byYear: true) { from amount { amount currency } withheld } byRegionAgeAndSex { ageBand sex children } }');
    expect(errors).toEqual([]);
    const found = data?.['auditCohort'] as Record<string, { from: string; amount: { amount: string; currency: string } | null }[]>;
    expect(found['series']?.map(({ from }) => from)).toEqual(['2024-01-01', '2025-01-01', '2026-01-01']);
    expect([found['paid']?.length, found['months']?.length, found['byRegionAgeAndSex']?.length]).toEqual([1, 6, 252]);
    const paid = await lab.ask<{ sum: string }>(row, `select sum(p.amount) as sum from benefits.benefit_payment p where p.state = 'PAID' and p.month between '2026-01-01' and '2026-06-01'`);
    const amount = Number(found['paid']?.[0]?.amount?.amount);
    expect((found['paid']?.[0]?.amount == null ? 0 : amount) % 10_000).toBe(0);
    // Thirty times what one child can have, and what was paid for children whom an adoption has sealed, or for none.
    const [most] = await lab.ask<{ sum: string }>(row, `select sum(most) as sum from (select programme, max(amount) as most from (select p.award, p.programme, sum(p.amount) as amount from benefits.benefit_payment p where p.state = 'PAID' and p.month between '2026-01-01' and '2026-06-01' group by all) group by all)`);
    expect(Math.abs((found['paid']?.[0]?.amount == null ? 0 : amount) - Number(paid[0]?.sum))).toBeLessThanOrEqual(30.5 * Number(most?.sum) + Number(paid[0]?.sum) * 0.2);
    expect(found['credited']?.map((one) => one.amount?.currency)).toEqual(['USD', 'USD', 'USD']);
  });

  it('is for auditors alone, and on record', async () => {
    for (const role of ['operator', 'citizen', 'caseworker', 'ombudsman', 'ministry:savings'] as const) {
      const { data, errors } = await ask({}, FIELDS, role);
      expect([data?.['auditCohort'] ?? null, errors.length]).toEqual([null, 1]);
    }
    const records = await rowsOf<{ fields: string[] }>(audit, `select e.fields from ledger_record r join ledger_effect e on e.id = r.effect where r.subject is null`);
    expect(records.some(({ fields }) => fields.includes('Query.auditCohort') && fields.includes(`Snapshot ${row.id}`))).toBe(true);
  });

  const deep = (levels: number): CohortFilter => (levels === 0 ? { savings: {} } : { not: deep(levels - 1) });

  it.each([
    ['too deep', deep(6), 'where.not.not.not.not.not.not'],
    ['too many conditions', { any: Array.from({ length: 41 }, () => ({ savings: {} })) }, 'where'],
    ['too many values', { any: Array.from({ length: 21 }, () => ({ benefit: { tiers: Array.from({ length: 10 }, () => 'CHILDREN_5') } })) }, 'where'],
    ['an empty list', { any: [] }, 'where.any'],
    ['an empty list of a part', { child: { regions: [] } }, 'where.child.regions'],
    ['months the wrong way round', { care: { months: { from: '2026-02-01', to: '2026-01-31' } } }, 'where.care.months'],
  ] satisfies [string, CohortFilter, string][])('refuses %s', async (_what, where, field) => {
    const { errors } = await ask(where);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });

  it.each([
    ['ages the wrong way round', { child: { ageFrom: 10, ageTo: 5 } }, 'where.child.ageTo'],
    ['an age that nobody has', { child: { ageFrom: 200 } }, 'where.child.ageFrom'],
    ['an age before birth', { any: [{ child: { ageTo: -1 } }] }, 'where.any.child.ageTo'],
    ['a district', { child: { regions: ['750000000', '751110000'] } }, 'where.child.regions'],
    ['a class that no school has', { schooling: { classFrom: 15 } }, 'where.schooling.classFrom'],
    ['classes the wrong way round', { schooling: { classFrom: 5, classTo: 4 } }, 'where.schooling.classTo'],
    ['a shift that no school has', { schooling: { shifts: [9] } }, 'where.schooling.shifts'],
    ['a year before the first', { savings: { onListOf: [2024, 1900] } }, 'where.savings.onListOf'],
    ['a year that has not begun', { not: { savings: { missedIn: [2100] } } }, 'where.not.savings.missedIn'],
    ['balances the wrong way round', { savings: { balanceFrom: '10', balanceTo: '5' } }, 'where.savings.balanceTo'],
    ['a balance below zero', { savings: { balanceFrom: '-1' } }, 'where.savings.balanceFrom'],
    ['a case that no programme has', { all: [{ benefit: { tiers: ['CHILDREN_5', 'NOPE'] } }] }, 'where.all.benefit.tiers'],
    ['months after the snapshot\'s', { care: { months: { to: '2199-01-01' } } }, 'where.care.months.to'],
    ['months that begin after it', { benefit: { paidFor: { from: '2199-01-01' } } }, 'where.benefit.paidFor.from'],
    ['births after it', { child: { born: { to: '2199-01-01' } } }, 'where.child.born.to'],
  ])('refuses what can be true of nobody, and takes nothing for it: %s', async (_what, where, field) => {
    const spent = (): Promise<unknown[]> => rowsOf(audit, 'select count(*) from cohort_question');
    const before = await spent();
    const { errors } = await ask(where as unknown as CohortFilter, '{ count { children } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field }, message: expect.stringMatching(/must/) }]);
    expect(await spent()).toEqual(before);
  });

  it('takes filters at the ends of what is allowed', async () => {
    const { errors } = await ask({ child: { ageFrom: 0, ageTo: 0, born: { to: day } }, schooling: { classFrom: 11, classTo: 11, shifts: [1, 3] }, savings: { onListOf: [2023, Number(day.slice(0, 4))] }, benefit: { tiers: ['DAYS_126', 'ORDER_1_TO_3'] } }, '{ count { children } }');
    expect(errors).toEqual([]);
  });

  it.each([
    ['series(of: IN_CARE, by: MONTH, from: "2026-01-01", to: "$NEXT") { children }', 'to'],
    ['series(of: IN_CARE, by: YEAR, from: "2026-01-01", to: "2199-01-01") { children }', 'to'],
    ['paid(from: "2026-01-01", to: "$NEXT") { withheld }', 'to'],
    ['paid(from: "2026-01-01", to: "$NEXT", by: YEAR) { withheld }', 'to'],
    ['credited(from: 2024, to: 2100) { withheld }', 'to'],
    ['credited(from: 1999, to: 2024) { withheld }', 'from'],
  ])('refuses periods of which nothing is known: %s', async (fields, field) => {
    const { errors } = await ask({}, `{ ${fields.replace('$NEXT', nextMonth(day))} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });

  it('tells the periods that the snapshot\'s day is in', async () => {
    const { errors } = await ask({}, `{ months: series(of: IN_CARE, by: MONTH, from: "${day}", to: "${day}") { children } years: series(of: IN_CARE, by: YEAR, from: "${day}", to: "${day.slice(0, 4)}-12-31") { children } paid(from: "${day}", to: "${day}") { withheld } }`);
    expect(errors).toEqual([]);
  });

  it('takes what is given as values, never as words', async () => {
    const { errors } = await ask({ benefit: { tiers: [`x') or true or ('`] } }, '{ count { children withheld } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'where.benefit.tiers' } }]);
    const [bound, words] = [new Bound(), `x') or true or ('`];
    expect(cohortSql({ benefit: { tiers: [words] } }, bound, day)).not.toContain(words);
    expect(bound.values).toContain(words);
  });

  it('says that there is no snapshot yet, as no outage', async () => {
    const none = await startTestSubgraph('audit');
    try {
      const { errors } = await none.call({ query: '{ auditCohort(where: {}) { count { children } } }', viewer: viewerAs('auditor'), purpose: 'AUDIT_ANALYSIS' });
      expect(errors).toMatchObject([{ message: expect.stringMatching(/takeSnapshot/), extensions: { code: 'NO_SNAPSHOT' } }]);
    } finally {
      await none.close();
    }
  });

  it('of no snapshot but a complete one', async () => {
    const { errors } = await audit.call({ query: `{ auditCohort(where: {}, snapshot: "${randomUUID()}") { asOf } }`, viewer: viewerAs('auditor'), purpose: 'AUDIT_ANALYSIS' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'snapshot' } }]);
  });

  it('is each auditor\'s up to a share: one leaves the others theirs', async () => {
    const other = { iin: '150101900017', subject: 'another' };
    const left = async (viewer = {}): Promise<unknown> =>
      ((await audit.call({ query: '{ auditCohort(where: {}) { unitsLeft } }', viewer: viewerAs('auditor', viewer), purpose: 'AUDIT_ANALYSIS' })).data?.['auditCohort'] as Told).unitsLeft;
    const question = (sex: string, viewer = {}): ReturnType<typeof ask> =>
      audit.call({ query: `{ auditCohort(where: { child: { sex: ${sex}, citizen: false } }) { count { children } } }`, viewer: viewerAs('auditor', viewer), purpose: 'AUDIT_ANALYSIS' });
    const spent = (await withClient(audit.database.adminUrl, (admin) => admin.query<{ spent: number }>('select sum(units)::int as spent from cohort_question'))).rows[0]?.spent ?? 0;
    expect([await left(), await left(other)]).toEqual([BUDGET.share - spent, BUDGET.share]);
    await withClient(audit.database.adminUrl, (admin) => admin.query(`insert into cohort_question (snapshot_id, question, units, asked_by) select distinct on (asked_by) snapshot_id, decode(repeat('11', 32), 'hex'), $1, asked_by from cohort_question where asked_by is not null`, [BUDGET.share - spent]));
    expect([await left(), await left(other)]).toEqual([0, BUDGET.share]);
    expect((await question('FEMALE')).errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    expect((await question('FEMALE', other)).errors).toEqual([]);
    // What was paid for by anybody is answered to everybody; another account of the same person is the same auditor.
    expect((await question('FEMALE')).errors).toEqual([]);
    expect(await left({ ...other, subject: 'a third account' })).toBe(BUDGET.share - 1);
    expect((await withClient(audit.database.adminUrl, (admin) => admin.query(`select 1 from cohort_question q where q::text like '%${other.iin}%'`))).rows).toEqual([]);
    await withClient(audit.database.adminUrl, (admin) => admin.query(`update cohort_question set asked_at = asked_at - interval '31 days'`));
  });

  it('ends when so much was asked that noise could be averaged, but for what was asked before', async () => {
    const before = await told({ care: {}, child: { sex: 'MALE' } });
    await withClient(audit.database.adminUrl, (admin) => admin.query(`insert into cohort_question (snapshot_id, question, units) select id, decode(repeat('00', 32), 'hex'), $1 from snapshot`, [BUDGET.units]));
    expect(await told({ care: {}, child: { sex: 'MALE' } })).toEqual({ ...before, unitsLeft: 0 });
    const { data, errors } = await ask({ child: { sex: 'FEMALE' } }, '{ count { children } }');
    expect(errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    expect(data?.['auditCohort']).toEqual({ count: null });
    await withClient(audit.database.adminUrl, (admin) => admin.query(`update cohort_question set asked_at = asked_at - interval '31 days'`));
    expect((await ask({ child: { sex: 'FEMALE' } }, '{ count { children } }')).errors).toEqual([]);
  });
});
