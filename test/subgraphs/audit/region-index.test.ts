import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOISE } from '../../../subgraphs/audit/modules/cohort/noise/noise-parameters.js';
import { flaggedCells, spendOf } from '../../../subgraphs/audit/modules/region-index/index-sql.js';
import { INDEX_VERSION, MEASURES, SHARES } from '../../../subgraphs/audit/modules/region-index/measures.js';
import { publications } from '../../../subgraphs/audit/modules/snapshot/published.js';
import type { SnapshotRow } from '../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import { civilDay } from '../../../subgraphs/shared/clock.js';
import { viewerAs } from '../../support/gateway-call.js';
import { rowsOf } from '../../support/jobs.js';
import { withClient } from '../../support/kept-connections.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { trueChildren } from './support/cohort/true-children.js';
import type { Span, TrueChild } from './support/cohort/truth.js';
import { SnapshotLab } from './support/snapshot-lab.js';

/* Shares of regions against the population, how they are told, and that a snapshot is asked once. */

let lab: SnapshotLab;
let row: SnapshotRow;
let day: string;
let children: readonly TrueChild[];
let audit: TestSubgraph;

const stage = ({ id, asOf, sealedKey, keyFingerprint, manifestHash }: SnapshotRow): Promise<unknown> =>
  withClient(audit.database.adminUrl, (admin) => admin.query(
    `insert into snapshot (public_id, state, as_of, finished_at, sealed_key, key_fingerprint, package_version, manifest_hash) values ($1, 'COMPLETE', $2, now(), decode($3, 'base64'), $4, '0', $5)`,
    [id, asOf, sealedKey, keyFingerprint, manifestHash]));

beforeAll(async () => {
  lab = await SnapshotLab.open(150);
  // Birth grants of half of those who were born in 2024 are of the year after.
  await withClient(lab.database('benefits').adminUrl, (admin) => admin.query(`set session_replication_role = replica;
    update benefit_award_child set since = '2025-02-01', until = case when until is not null then date '2025-02-01' end where programme = 'BIRTH' and iin like '24%' and id % 2 = 0; reset session_replication_role`));
  row = await lab.take();
  day = civilDay(new Date(row.asOf));
  const awards = await lab.ask<{ subject: string; programme: string; since: string; until: string | null; never_due: boolean }>(row, 'select subject, programme, since, until, never_due from benefits.benefit_award_child');
  const rolls = await lab.ask<{ subject: string; since: string; until: string | null }>(row, 'select subject, since, until from schools.school_enrolment');
  children = trueChildren(lab.people, day, lab.keyOf(row), [2023, 2024, 2025], { awards, rolls });
  const { databaseUrl: _its, ...snapshots } = lab.settings;
  audit = await startTestSubgraph('audit', { environment: { snapshots } });
  await stage(row);
}, 120_000);
afterAll(async () => {
  await audit.close();
  await lab.close();
});

const DEPARTURES = publications().filter(({ source }) => source === 'registry').map((one) => ({ ...one, views: one.views.filter(({ view }) => view === 'civil_departure') }));

const FIELDS = 'snapshot asOf version year day bordersChangedWith measures { measure numerator denominator share } spendPerChild { amount currency } pupils places placesDeficit notHere';

const REGIONS = ['100000000', '750000000', '610000000', '350000000'];

interface Wellbeing {
  readonly snapshot: string;
  readonly day: string;
  readonly measures: readonly { readonly measure: string; readonly numerator: number | null; readonly denominator: number | null; readonly share: string | null }[];
}

const entities = (year: number, role: Role = 'auditor') => audit.call({
  query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Region { kato wellbeing(year: ${year}) { ${FIELDS} } } } }`,
  viewer: viewerAs(role), purpose: role === 'auditor' ? 'AUDIT_ANALYSIS' : role === 'operator' ? 'OPERATIONS' : 'OWN_FAMILY', variables: { of: REGIONS.map((kato) => ({ __typename: 'Region', kato })) },
});

const regions = async (year: number): Promise<{ kato: string; wellbeing: Wellbeing | null }[]> => {
  const { data, errors } = await entities(year);
  expect(errors).toEqual([]);
  return data?.['_entities'] as { kato: string; wellbeing: Wellbeing | null }[];
};

const on = (at: string) => ({ from, to }: Span): boolean => from <= at && (to === null || to > at);

describe('before noise', () => {
  it.each([2024, 2025])('%i: who is counted and of whom is as the population says', async (year) => {
    const at = `${year}-12-31`;
    const cells = await lab.use(row, ({ rows }) => flaggedCells(rows, { year, day: at }));
    // Adoptions have no past in any view, and the population has it: of care, shares are compared with a child more or less.
    const alive = children.filter((child) => child.born <= at && !child.died && Number(child.born.slice(0, 4)) * 12 + Number(child.born.slice(5, 7)) + 216 > year * 12 + 12);
    const sum = (measure: (typeof MEASURES)[number], side: 'counted' | 'of'): number =>
      cells.filter((cell) => SHARES[measure].of(cell) && (side === 'of' || SHARES[measure].counted(cell))).reduce((total, cell) => total + cell.children, 0);
    // The dead of later are counted in their years, whom the population's word of today leaves out.
    const dead = children.filter(({ died }) => died).length;
    const close = (found: number, right: number): void => expect(Math.abs(found - right)).toBeLessThanOrEqual(dead);
    close(sum('TOUCHED_BY_ONE', 'of'), alive.length);
    close(sum('SAVINGS_LIST', 'counted'), alive.filter(({ lists, citizen }) => lists.includes(year) && citizen).length);
    close(sum('SAVINGS_LIST', 'of'), alive.filter(({ citizen }) => citizen).length);
    close(sum('ENROLLED', 'counted'), alive.filter((child) => {
      const age = year - Number(child.born.slice(0, 4)) + (Number(child.born.slice(5, 7)) <= 12 ? 0 : -1);
      return age >= 6 && age <= 17 && child.rolls.some(on(at));
    }).length);
    close(sum('IN_CARE', 'counted'), alive.filter(({ care }) => care.some((one) => one.form !== 'GUEST' && on(at)(one))).length);
    close(sum('CARE_IN_FAMILY', 'counted'), alive.filter(({ care }) => care.some((one) => !['GUEST', 'INSTITUTION'].includes(one.form) && on(at)(one))).length);
    const [granted] = await lab.ask<{ children: number }>(row, `select count(distinct c.subject) as children from registry.civil_child c join benefits.benefit_award_child x on x.subject = c.subject and x.programme = 'BIRTH' and not x.never_due
      where year(c.born) = ${year} and year(x.since) = ${year} and (c.died is null or c.died > date '${at}')`);
    expect(sum('BIRTH_GRANT', 'counted')).toBe(granted?.children);
    // Half of those of 2024 have theirs of the year after.
    expect(sum('BIRTH_GRANT', 'counted') < alive.filter(({ born }) => born.startsWith(String(year))).length * 0.8).toBe(year === 2024);
    close(sum('BIRTH_GRANT', 'of'), alive.filter(({ born }) => born.startsWith(String(year))).length);
  });
});

describe('spending', () => {
  it('of a year that is over is for the children of its last day: those too who have grown up since, and nobody else', async () => {
    const when = { year: 2025, day: '2025-12-31' };
    const [cells, spend] = await lab.use(row, async ({ rows }) => [await flaggedCells(rows, when), await spendOf(rows, when)] as const);
    const [right] = await lab.ask<{ children: number }>(row, `select count(distinct c.subject) as children from registry.civil_child c join benefits.benefit_payment_child p on p.subject = c.subject and p.member and year(p.month) = 2025
      join benefits.benefit_payment q on q.award = p.award and q.component = p.component and q.month = p.month and q.state = 'PAID'
      where c.region is not null and c.born <= date '2025-12-31' and c.born > date '2007-12-01' and (c.died is null or c.died > date '2025-12-31')`);
    expect(cells.length).toBeGreaterThan(0);
    expect([...spend.values()].reduce((sum, { children: paid }) => sum + paid, 0)).toBe(Number(right?.children));
  });
});

describe('Region.wellbeing', () => {
  it('has every measure once, of one day, with noise, and none of few', async () => {
    const found = await regions(2025);
    expect(found.map(({ kato }) => kato)).toEqual(REGIONS);
    const cells = await lab.use(row, ({ rows }) => flaggedCells(rows, { year: 2025, day: '2025-12-31' }));
    for (const { kato, wellbeing } of found) {
      expect(wellbeing).toMatchObject({ snapshot: row.id, version: INDEX_VERSION, day: '2025-12-31' });
      expect(wellbeing?.measures.map(({ measure }) => measure)).toEqual(MEASURES);
      for (const { measure, numerator, denominator, share } of wellbeing?.measures ?? []) {
        const { of, counted } = SHARES[measure as (typeof MEASURES)[number]];
        const inRegion = cells.filter((cell) => cell.region === kato && of(cell));
        const exact = [inRegion.filter(counted), inRegion].map((some) => some.reduce((sum, cell) => sum + cell.children, 0));
        for (const [i, figure] of [numerator, denominator].entries()) {
          const right = exact[i] ?? 0;
          expect(right >= 5 || figure === null).toBe(true);
          expect(Math.abs((figure ?? right) - right)).toBeLessThanOrEqual(NOISE.most);
        }
        expect(share === null).toBe(numerator === null || denominator === null);
      }
    }
    expect(found.find(({ kato }) => kato === '100000000')?.wellbeing).toMatchObject({ bordersChangedWith: '630000000' });
  });

  it('is stored: the same again, without a question to the snapshot, from then on for the month', async () => {
    const first = await regions(2025);
    const asked = async (): Promise<number> => (await rowsOf<{ n: number }>(audit, `select count(*)::int as n from ledger_record r join ledger_effect e on e.id = r.effect where 'Region.wellbeing' = any(e.fields) and 'Snapshot ${row.id}' = any(e.fields)`))[0]?.n ?? 0;
    const before = await asked();
    expect(before).toBeGreaterThan(0);
    // A newer one, in which no question would find what it asks for.
    const newer = await lab.take(null, { published: DEPARTURES });
    await stage(newer);
    expect(await regions(2025)).toEqual(first);
    expect(await asked()).toBe(before);
    // What a release before has stored says so.
    await rowsOf(audit, 'update region_index set version = 1 where year = 2025');
    expect((await regions(2025)).map(({ wellbeing }) => wellbeing)).toEqual(first.map(({ wellbeing }) => ({ ...wellbeing, version: 1 })));
    await rowsOf(audit, 'delete from snapshot where public_id = $1', [newer.id]);
  });

  it('of a year that is not over is of the snapshot\'s day; of one that has not begun there is none', async () => {
    const year = Number(day.slice(0, 4));
    expect((await regions(year))[0]?.wellbeing).toMatchObject({ day });
    expect((await regions(year + 1))[0]?.wellbeing).toBeNull();
    expect((await entities(2022)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }, {}, {}, {}]);
  });

  it('is for auditors alone', async () => {
    for (const role of ['operator', 'citizen', 'caseworker', 'ministry:savings'] as const) {
      const { data } = await entities(2025, role);
      expect((data?.['_entities'] as { wellbeing: unknown }[] | undefined)?.map(({ wellbeing }) => wellbeing) ?? REGIONS.map(() => null)).toEqual(REGIONS.map(() => null));
    }
  });
});
