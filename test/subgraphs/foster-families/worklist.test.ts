import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportWorklist, openClerk } from '../../../subgraphs/foster-families/modules/worklist/export-worklist.js';
import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, INSTITUTION, NATION, type Input, type SomeFamily } from './authority.js';

/* What must be looked after, on 1 October 2026. */

const CASES = `query ($filter: SupervisionFilter, $first: Int! = 100, $after: String) { supervisionCases(filter: $filter, first: $first, after: $after) {
  edges { node { kind dueOn region { kato } district { kato } child { iin } carer { iin } body placement { id } need { id } candidate { id } family { id } adoption { id } } } pageInfo { hasNextPage endCursor } } }`;
const COUNTS = 'query ($kinds: [SupervisionKind!], $region: KATO) { supervisionCounts(kinds: $kinds, regionKato: $region) { kind region { kato } cases } }';

interface Case {
  readonly kind: string;
  readonly dueOn: string;
  readonly region: { readonly kato: string };
  readonly child: { readonly iin: string } | null;
  readonly carer: { readonly iin: string } | null;
  readonly body: string | null;
  readonly placement: { readonly id: string } | null;
  readonly need: { readonly id: string } | null;
  readonly candidate: { readonly id: string } | null;
  readonly family: { readonly id: string } | null;
  readonly adoption: { readonly id: string } | null;
}
interface Page {
  readonly edges: readonly { readonly node: Case }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const ALMATY_CASEWORKER = viewerAs('caseworker', { regions: ['750000000'] });

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

async function pageOf(filter: Input, viewer: Viewer = NATION, more: Input = {}): Promise<Page> {
  const { data, errors } = await authority.ask(CASES, { filter, ...more }, viewer);
  expect(errors).toEqual([]);
  return data?.['supervisionCases'] as Page;
}

const casesOf = async (kind: string, viewer: Viewer = NATION, filter: Input = {}): Promise<Case[]> => (await pageOf({ kinds: [kind], ...filter }, viewer)).edges.map(({ node }) => node);

/** Days on which a kind is listed about somebody. */
const daysOf = async (kind: string, iin: string | undefined, viewer?: Viewer, filter?: Input): Promise<string[]> =>
  (await casesOf(kind, viewer, filter)).filter(({ child, carer }) => child?.iin === iin || carer?.iin === iin).map(({ dueOn }) => dueOn);

/** A child placed past the checks of the register, as what was taken over may be; with housing and alimony seen to, unless said otherwise. */
async function put(family: SomeFamily | null, more: { form?: string; from?: string; born?: string; until?: string; apart?: string; district?: string; seenTo?: boolean } = {}): Promise<string> {
  const { seenTo = true, form = family === null ? 'INSTITUTION' : 'GUARDIANSHIP', from = '2026-09-01', born = '2016-03-10', until = null, apart = null, district = ALMATY } = more;
  const iin = await authority.child(born);
  await authority.rows(
    `insert into placement (iin, form, family_id, institution_bin, body_bin, act, reason, region_kato, district_kato, valid_from, planned_until, siblings_apart, source)
     values ($1, $2, (select id from foster_family where public_id::text = $3), $4, $5, '1', 'ORPHAN', left($6, 2) || '0000000', $6, $7, $8, $9, 'test')`,
    [iin, form, family?.id ?? null, ['INSTITUTION', 'GUEST'].includes(form) ? INSTITUTION : null, BODY, district, from, until, apart]);
  if (seenTo) for (const standing of ['HOUSING_QUEUED', 'ALIMONY_CLAIMED']) await said(iin, standing, from);
  return iin;
}

/** What was said last of a right, with the placement that began last. */
const said = (iin: string, standing: string, on: string) => authority.rows(
  `insert into ward_right (placement_id, kind, standing, occurred_on, received_on, source) select id, split_part($2, '_', 1), $2, $3::date, $3::date, 'test' from placement where iin = $1 order by valid_from desc limit 1`, [iin, standing, on]);
const visited = (iin: string, on: string, seen = true) => authority.rows(
  `insert into placement_visit (placement_id, announced, visited_on, received_on, child_seen, seen_alone, finding, source) select id, true, $2, $2, $3, false, 'WELL', 'test' from placement where iin = $1`, [iin, on, seen]);
const reported = (iin: string, dueOn: string) => authority.rows(
  `insert into placement_report (placement_id, due_on, received_on, health_passport, source) select id, $2, $2, true, 'test' from placement where iin = $1`, [iin, dueOn]);
const brothers = (one: string, other: string) => authority.rows(`insert into care_sibling (iin, sibling_iin, source) values ($1, $2, 'test'), ($2, $1, 'test')`, [one, other]);
const shield = (iin: string) => authority.rows(`insert into shielding (iin, placement_id, valid_from, source) select iin, id, valid_from, 'test' from placement where iin = $1`, [iin]);

describe('each kind lists what is due, and nothing a day before', () => {
  it('visits, counted from the last one on which the child was seen', async () => {
    const [never, eve, seen, unseen] = await Promise.all(['2026-03-31', '2026-04-01', '2025-01-01', '2025-01-01'].map(async (from) => put(await authority.family(), { from })));
    await visited(seen ?? '', '2026-04-01');
    await visited(unseen ?? '', '2026-03-15');
    await visited(unseen ?? '', '2026-09-15', false);
    const days = await Promise.all([never, eve, seen, unseen].map((iin) => daysOf('VISIT_DUE', iin)));
    expect(days).toEqual([['2026-09-30'], [], [], ['2026-09-15']]);
    expect(await daysOf('VISIT_DUE', eve, NATION, { dueBefore: '2026-10-02' })).toEqual(['2026-10-01']);
    expect(await daysOf('VISIT_DUE', never, NATION, { dueFrom: '2026-10-01', dueBefore: '2026-11-01' })).toEqual([]);
    expect(await daysOf('VISIT_DUE', await put(null, { from: '2020-01-01' }))).toEqual([]);
  });

  it('reports: the first one that is missing, by the form\'s interval', async () => {
    const guardian = await put(await authority.family(), { from: '2025-03-31' });
    const professional = await put(await authority.family(), { form: 'PROFESSIONAL_FOSTER', from: '2026-06-30' });
    const today = await put(await authority.family(), { from: '2026-04-01' });
    expect(await Promise.all([guardian, professional, today].map((iin) => daysOf('REPORT_DUE', iin)))).toEqual([['2025-09-30'], ['2026-09-30'], []]);
    await reported(guardian, '2026-03-31');
    await reported(professional, '2026-09-30');
    expect(await Promise.all([guardian, professional].map((iin) => daysOf('REPORT_DUE', iin)))).toEqual([['2025-09-30'], []]);
    for (const dueOn of ['2025-09-30', '2026-09-30']) await reported(guardian, dueOn);
    expect(await daysOf('REPORT_DUE', guardian)).toEqual([]);
    expect(await daysOf('REPORT_DUE', guardian, NATION, { dueBefore: '2027-04-01' })).toEqual(['2027-03-31']);
  });

  it('contracts within thirty days', async () => {
    const [past, soon, later] = await Promise.all(['2026-09-01', '2026-10-30', '2026-10-31'].map(async (until) => put(await authority.family(), { form: 'PROFESSIONAL_FOSTER', until })));
    expect(await Promise.all([past, soon, later].map((iin) => daysOf('CONTRACT_ENDS', iin)))).toEqual([['2026-09-01'], ['2026-10-30'], []]);
  });

  it('carers\' certificates, yearly checks and bars, while children live with them', async () => {
    const [family, empty, untold, barred] = [await authority.family(), await authority.family(), await authority.family(), await authority.family()];
    for (const one of [family, empty]) {
      await authority.rows(`update carer_decision set decided_on = '2025-09-30' where version > 1 and candidate_id in (select id from carer_candidate where iin = $1)`, [one.carers[0]]);
      await authority.rows(`update carer_evidence set valid_to = '2026-10-30' where kind = 'TRAINING' and candidate_id in (select id from carer_candidate where iin = $1)`, [one.carers[0]]);
    }
    await authority.rows('delete from carer_evidence where candidate_id in (select id from carer_candidate where iin = $1)', [untold.carers[0]]);
    await authority.rows('delete from carer_decision where candidate_id in (select id from carer_candidate where iin = $1)', [untold.carers[0]]);
    await authority.rows('delete from carer_candidate where iin = $1', [untold.carers[0]]);
    const decided = (form: string, day: string) => authority.rows(`insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source) select id, $2, false, '{}', $3, 4, 'test' from carer_candidate where iin = $1`, [barred.carers[0], form, day]);
    await decided('GUEST', '2026-09-02');
    for (const one of [family, untold, barred]) await put(one, { form: 'TRUSTEESHIP', from: '2026-05-01', born: '2011-01-01' });
    const about = (kind: string) => Promise.all([family, empty, untold, barred].map(({ carers: [iin] }) => daysOf(kind, iin)));
    expect([await about('CERTIFICATE_ENDS'), await about('CHECK_DUE'), await about('CARER_UNSUITABLE')]).toEqual([[['2026-10-30'], [], [], []], [['2026-09-30'], [], ['2026-05-01'], []], [[], [], [], []]]);
    await decided('GUARDIANSHIP', '2026-09-20');
    expect(await about('CARER_UNSUITABLE')).toEqual([[], [], [], ['2026-09-20']]);
    expect(await casesOf('CARER_UNSUITABLE')).toMatchObject([{ child: null, placement: null, carer: { iin: barred.carers[0] }, candidate: { id: expect.any(String) as unknown }, family: { id: barred.id } }]);
  });

  it('checks by the forms in which children are placed, and both by whichever record has the last word', async () => {
    const [other, guest, anew, both] = [await authority.family(), await authority.family(), await authority.family(), await authority.family()];
    const unchecked = (family: SomeFamily, form: string) => authority.rows(`delete from carer_decision where form = $2 and version > 1 and candidate_id in (select id from carer_candidate where iin = $1)`, [family.carers[0], form]);
    const decided = (family: SomeFamily, suitable: boolean, day: string) => authority.rows(`insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source) select max(id), 'TRUSTEESHIP', $2, '{}', $3, 4, 'test' from carer_candidate where iin = $1`, [family.carers[0], suitable, day]);
    const again = (family: SomeFamily) => authority.rows(
      `with closed as (update carer_candidate set status = 'CLOSED', closed_on = '2026-09-02', closing = 'TOOK_A_CHILD' where iin = $1 returning *)
       insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, family_id, source)
       select iin, birth_date, sex, region_kato, district_kato, body_bin, forms, 'REGISTERED', '2026-09-10', '2026-09-10', family_id, source from closed`, [family.carers[0]]);
    await unchecked(other, 'PATRONAGE');
    await unchecked(guest, 'GUEST');
    for (const one of [other, guest, anew, both]) await put(one, { from: '2026-05-01' });
    const about = (kind: string) => Promise.all([other, guest, anew, both].map(({ carers: [iin] }) => daysOf(kind, iin)));
    expect(await about('CHECK_DUE')).toEqual([[], [], [], []]);
    await put(other, { form: 'PATRONAGE', from: '2026-05-01' });
    // Last found suitable for patronage in 2020, when nobody had to be checked yearly.
    expect(await about('CHECK_DUE')).toEqual([['2026-02-04'], [], [], []]);
    await decided(both, false, '2026-09-01');
    for (const one of [anew, both]) await again(one);
    expect([await about('CHECK_DUE'), await about('CARER_UNSUITABLE')]).toEqual([[['2026-02-04'], [], [], []], [[], [], [], ['2026-09-01']]]);
    await decided(both, true, '2026-09-15');
    expect([await about('CHECK_DUE'), await about('CARER_UNSUITABLE')]).toEqual([[['2026-02-04'], [], [], []], [[], [], [], []]]);
  });

  it('the year in which an untrained relative must train, of the child that the paper names; not of a close relative, nor with a certificate in any record', async () => {
    const homes = await Promise.all(Array.from({ length: 5 }, () => authority.family()));
    const [, soon, other, close, trained] = homes;
    const children = await Promise.all(homes.map((home) => put(home, { from: home === soon ? '2025-10-30' : '2025-09-20' })));
    const paper = (home: SomeFamily | undefined, kind: string, child: string | undefined) => authority.rows(
      `insert into carer_evidence (candidate_id, kind, holds, child_iin, valid_from, source) select max(id), $2, true, $3, '2025-09-01', 'test' from carer_candidate where iin = $1`, [home?.carers[0], kind, child]);
    for (const home of homes) if (home !== trained) await authority.rows(`delete from carer_evidence where kind = 'TRAINING' and candidate_id in (select id from carer_candidate where iin = $1)`, [home.carers[0]]);
    for (const [at, home] of homes.entries()) await paper(home, 'RELATIVE_OF_CHILD', home === other ? children[0] : children[at]);
    await paper(close, 'CLOSE_RELATIVE', children[3]);
    expect(await Promise.all(homes.map(({ carers: [iin] }) => daysOf('CERTIFICATE_ENDS', iin)))).toEqual([['2026-09-21'], [], [], [], []]);
    expect(await daysOf('CERTIFICATE_ENDS', soon?.carers[0], NATION, { dueBefore: '2026-11-01' })).toEqual(['2026-10-31']);
  });

  it('brothers and sisters apart, wherever, unless a placement says why', async () => {
    const [one, other] = [await put(await authority.family(), { from: '2026-08-01' }), await put(await authority.family(1, ASTANA), { from: '2026-08-15', district: ASTANA })];
    const [apart, reason] = [await put(await authority.family()), await put(null)];
    const home = await authority.family();
    const [together, also] = [await put(home), await put(home)];
    for (const pair of [[one, other], [apart, reason], [together, also]] as const) await brothers(...pair);
    await authority.rows(`update placement set siblings_apart = 'IN_THEIR_INTEREST' where iin = $1`, [reason]);
    expect(await Promise.all([one, other, apart, reason, together].map((iin) => daysOf('SIBLINGS_APART', iin)))).toEqual([['2026-08-15'], ['2026-08-15'], [], [], []]);
    expect([await daysOf('SIBLINGS_APART', one, ALMATY_BODY), await daysOf('SIBLINGS_APART', other, ALMATY_BODY), await daysOf('SIBLINGS_APART', one, ALMATY_CASEWORKER)]).toEqual([['2026-08-15'], [], ['2026-08-15']]);
    // Who may not know of a shielded sister is not told that she is anywhere.
    await shield(other);
    expect([await daysOf('SIBLINGS_APART', one, ALMATY_BODY), await daysOf('SIBLINGS_APART', one, ALMATY_CASEWORKER)]).toEqual([['2026-08-15'], []]);
  });

  it('families with more children than the law allows, groups of siblings counted as one, wherever they were placed', async () => {
    const [full, crowded, exempt] = [await authority.family(), await authority.family(), await authority.family()];
    const fill = async (family: SomeFamily, count: number): Promise<string[]> => {
      const placed: string[] = [];
      for (let i = 0; i < count; i += 1) placed.push(await put(family, { form: 'PROFESSIONAL_FOSTER', from: `2026-09-0${i + 1}`, district: i === 2 ? ASTANA : ALMATY }));
      return placed;
    };
    await fill(full, 4);
    await fill(crowded, 5);
    // Each knows only the next: still one group.
    const chain = await fill(exempt, 6);
    for (const i of [0, 1]) await brothers(chain[i] ?? '', chain[i + 1] ?? '');
    expect(await casesOf('OVER_CAPACITY')).toMatchObject([{ dueOn: '2026-09-05', family: { id: crowded.id }, child: null, region: { kato: '750000000' } }]);
    expect(await casesOf('OVER_CAPACITY', ASTANA_BODY)).toEqual([]);
  });

  it('children in institutions: under three, and without a record; children without a place', async () => {
    const [baby, three, grown] = [await put(null, { born: '2023-10-02' }), await put(null, { born: '2023-10-01' }), await put(null, { born: '2008-10-01' })];
    expect(await Promise.all([baby, three].map((iin) => daysOf('UNDER_THREE_IN_INSTITUTION', iin)))).toEqual([['2026-09-01'], []]);
    const need = (iin: string, more = '') => authority.rows(
      `insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, source)
       values ($1, 'IDENTIFIED', 'CITIZEN', '{ORPHAN}', '750000000', $2, $3, '2026-08-01', '2026-08-01', '2034-03-10', '2026-08-03', '2026-09-30', 'test')`, [iin, ALMATY, BODY]).then(() => (more === '' ? [] : authority.rows(`update care_need set ${more} where iin = $1`, [iin])));
    await need(three);
    expect(await Promise.all([baby, three, grown].map((iin) => daysOf('NO_NEED_RECORD', iin)))).toEqual([['2026-09-01'], [], []]);
    const [waiting, placed, today] = [await authority.child(), await authority.child(), await authority.child()];
    await need(waiting);
    await need(placed, `placed_on = '2026-08-10'`);
    await need(today, `place_by = '2026-10-01'`);
    expect(await Promise.all([waiting, placed, today].map((iin) => daysOf('PLACE_DUE', iin)))).toEqual([['2026-09-30'], [], []]);
  });

  it('reviews: by the interval of the form, from the last that was decided, until the next is', async () => {
    const [eve, today, old, ward, unreviewed, guest] = await Promise.all([
      put(await authority.family(), { form: 'PROFESSIONAL_FOSTER', from: '2026-06-30' }), put(await authority.family(), { form: 'PROFESSIONAL_FOSTER', from: '2026-07-01' }),
      put(null, { from: '2019-02-28' }), put(await authority.family(), { from: '2026-01-01' }), put(null, { from: '2026-01-15' }), put(await authority.family(), { form: 'PATRONAGE', from: '2026-01-01', born: '2008-06-30' }),
    ]);
    const reviewed = (iin: string, began: string, decided: string | null) => authority.rows(
      `insert into placement_review (placement_id, began_on, received_on, decided_on, decision, decision_source, source) select id, $2, $2, $3::date, case when $3::date is not null then 'CONTINUE' end, case when $3::date is not null then 'test' end, 'test' from placement where iin = $1`, [iin, began, decided]);
    await reviewed(unreviewed, '2026-06-10', '2026-06-20');
    await reviewed(unreviewed, '2026-09-01', null);
    // Nobody asked for reviews before 2026; whoever came of age before it was due is reviewed no more.
    expect(await Promise.all([eve, today, old, ward, unreviewed, guest].map((iin) => daysOf('REVIEW_DUE', iin)))).toEqual([['2026-09-30'], [], ['2026-04-01'], [], ['2026-09-20'], []]);
    expect(await daysOf('REVIEW_DUE', ward, NATION, { dueBefore: '2027-01-02' })).toEqual(['2027-01-01']);
    await reviewed(eve, '2026-09-25', '2026-09-26');
    expect(await daysOf('REVIEW_DUE', eve)).toEqual([]);
    expect([await daysOf('REVIEW_DUE', unreviewed, ALMATY_CASEWORKER), await daysOf('REVIEW_DUE', unreviewed, ASTANA_BODY)]).toEqual([['2026-09-20'], []]);
  });

  it('incidents until they are closed, and a review at once where one is severe; for the authority', async () => {
    const [severe, minor, gone] = await Promise.all(Array.from({ length: 3 }, async () => put(await authority.family(), { from: '2026-08-01' })));
    const incident = (iin: string | undefined, severity: string, by: string) => authority.rows(
      `insert into care_incident (placement_id, kind, severity, reporter, happened_on, reported_on, follow_up_by, source) select id, 'INJURY', $2, 'SCHOOL', '2026-09-01', '2026-09-02', $3, 'test' from placement where iin = $1`, [iin, severity, by]);
    await incident(severe, 'SEVERE', '2026-10-01');
    await incident(minor, 'MINOR', '2026-09-30');
    await incident(gone, 'SEVERE', '2026-09-03');
    await authority.rows(`update placement set valid_to = '2026-09-05', end_reason = 'NEW_PLACEMENT' where iin = $1`, [gone]);
    const about = (kind: string, viewer?: Viewer) => Promise.all([severe, minor, gone].map((iin) => daysOf(kind, iin, viewer)));
    expect([await about('INCIDENT_OPEN'), await about('INCIDENT_REVIEW_DUE', ALMATY_BODY), await about('INCIDENT_OPEN', ASTANA_BODY)]).toEqual([[[], ['2026-09-30'], ['2026-09-03']], [['2026-09-02'], [], []], [[], [], []]]);
    await authority.rows(`update placement set sealed_on = '2026-09-05' where iin = $1`, [gone]);
    expect(await daysOf('INCIDENT_OPEN', gone)).toEqual([]);
    await authority.rows(`update care_incident set closed_on = '2026-09-10', follow_up_by = null, outcome = 'RESOLVED'`);
    expect([await about('INCIDENT_OPEN'), await about('INCIDENT_REVIEW_DUE')]).toEqual([[[], [], []], [['2026-09-02'], [], []]]);
    const review = (began: string) => authority.rows(`insert into placement_review (placement_id, began_on, received_on, decided_on, decision, decision_source, source) select id, $2, $2, '2026-09-20', 'CONTINUE', 'test', 'test' from placement where iin = $1`, [severe, began]);
    await review('2026-09-01');
    expect(await daysOf('INCIDENT_REVIEW_DUE', severe)).toEqual(['2026-09-02']);
    await review('2026-09-02');
    expect(await daysOf('INCIDENT_REVIEW_DUE', severe)).toEqual([]);
  });

  it('those who left care as adults, twice a year until 23 or until it is closed', async () => {
    const family = await authority.family();
    const came = async (born: string, end: readonly [string, string] | null = null) => {
      const iin = await put(family, { form: 'TRUSTEESHIP', from: '2018-01-01', born });
      if (end !== null) await authority.rows('update placement set valid_to = $2, end_reason = $3 where iin = $1', [iin, ...end]);
      return iin;
    };
    const contacted = (iin: string, on: string, closing: string | null = null) => authority.rows(
      `insert into after_care_contact (placement_id, contacted_on, received_on, reached, closing, source) select id, $2, $2, true, $3, 'test' from placement where iin = $1`, [iin, on, closing]);
    const [eve, today, leap, seen, closed, died] = [await came('2008-03-30'), await came('2008-04-01'), await came('2008-02-29'), await came('2007-01-01', ['2025-01-01', 'MAJORITY']), await came('2007-01-01', ['2025-01-20', 'MAJORITY']), await came('2006-01-01')];
    const [married, returned, grown, almost] = [await came('2009-01-01', ['2026-02-01', 'MARRIAGE']), await came('2009-01-01', ['2026-02-01', 'RETURNED_TO_PARENT']), await came('2003-10-01', ['2021-10-01', 'MAJORITY']), await came('2003-10-02', ['2021-10-02', 'MAJORITY'])];
    await contacted(seen, '2026-04-15');
    await contacted(closed, '2026-01-15', 'DECLINED');
    await authority.rows(`update known_child set died_on = '2026-05-05' where iin = $1`, [died]);
    expect(await Promise.all([eve, today, leap, seen, closed, died].map((iin) => daysOf('AFTER_CARE_DUE', iin)))).toEqual([['2026-09-30'], [], ['2026-09-01'], [], [], []]);
    expect(await Promise.all([married, returned, grown, almost].map((iin) => daysOf('AFTER_CARE_DUE', iin)))).toEqual([['2026-08-01'], [], [], ['2026-07-01']]);
    expect([await daysOf('AFTER_CARE_DUE', eve, ALMATY_CASEWORKER), await daysOf('AFTER_CARE_DUE', eve, ASTANA_BODY), await daysOf('AFTER_CARE_DUE', seen, NATION, { dueBefore: '2026-10-16' })]).toEqual([['2026-09-30'], [], ['2026-10-15']]);
  });

  it('plans that should have begun, until they lapse; for the authority', async () => {
    const family = await authority.family();
    const planned = async (from: string, lapses: string) => {
      const iin = await authority.child();
      await authority.rows(`insert into placement_plan (iin, form, family_id, body_bin, reason, region_kato, district_kato, stage, decided_on, planned_from, lapses_on, source)
        select $1, 'PATRONAGE', id, $2, 'ORPHAN', region_kato, district_kato, 'PLANNED', '2026-08-01', $3, $4, 'test' from foster_family where public_id::text = $5`, [iin, BODY, from, lapses, family.id]);
      return iin;
    };
    const plans = [await planned('2026-09-30', '2026-10-30'), await planned('2026-10-01', '2026-11-01'), await planned('2026-09-01', '2026-10-01')];
    expect(await Promise.all(plans.map((iin) => daysOf('PLAN_DUE', iin)))).toEqual([['2026-09-30'], [], []]);
    expect(await casesOf('PLAN_DUE', ALMATY_BODY)).toMatchObject([{ child: { iin: plans[0] }, family: { id: family.id }, placement: null }]);
    expect(await casesOf('PLAN_DUE', ASTANA_BODY)).toEqual([]);
  });

  it('housing and alimony, three months from the first day of care or from what somebody else undid, wherever it was said', async () => {
    const due = (iin: string, viewer?: Viewer, filter?: Input) => Promise.all(['HOUSING_DUE', 'ALIMONY_DUE'].map((kind) => daysOf(kind, iin, viewer, filter)));
    const ward = async (from: string, more: Parameters<typeof put>[1] = {}): Promise<string> => put(await authority.family(), { from, seenTo: false, ...more });
    const [unseen, eve, long, guest, grown] = [await ward('2026-06-30'), await ward('2026-07-01'), await ward('2020-05-05'), await ward('2026-06-30', { form: 'GUEST' }), await ward('2026-06-30', { born: '2008-10-01' })];
    expect(await Promise.all([unseen, eve, long, guest, grown].map((iin) => due(iin)))).toEqual([[['2026-09-30'], ['2026-09-30']], [[], []], [['2026-04-01'], ['2026-04-01']], [[], []], [[], []]]);
    expect(await due(eve, NATION, { dueBefore: '2026-10-02' })).toEqual([['2026-10-01'], ['2026-10-01']]);
    // Put forward is not in the queue; ordered and unpaid is to be enforced, from the day on which it was not paid.
    await said(unseen, 'HOUSING_APPLIED', '2026-09-29');
    await said(unseen, 'ALIMONY_ORDERED', '2026-02-01');
    await said(long, 'HOUSING_QUEUED', '2019-01-01');
    await said(long, 'ALIMONY_ORDERED', '2026-01-05');
    await said(long, 'ALIMONY_UNPAID', '2026-05-05');
    expect([await due(unseen), await due(long)]).toEqual([[['2026-09-30'], []], [[], ['2026-08-05']]]);
    // Moved without a gap, to another region: the term goes on, and so does what was said.
    await authority.rows(`update placement set valid_to = '2026-09-10', end_reason = 'ENDED_BY_BODY' where iin = any ($1)`, [[unseen, long]]);
    await authority.rows(`insert into placement (iin, form, institution_bin, body_bin, act, reason, region_kato, district_kato, valid_from, source)
      select iin, 'INSTITUTION', $2, body_bin, '1', 'ORPHAN', '710000000', $3, '2026-09-10', 'test' from placement where iin = any ($1)`, [[unseen, long], INSTITUTION, ASTANA]);
    expect(await Promise.all([unseen, long].map((iin) => due(iin, ASTANA_BODY)))).toEqual([[['2026-09-30'], []], [[], ['2026-08-05']]]);
    expect(await due(unseen, ALMATY_BODY)).toEqual([[], []]);
    await said(unseen, 'HOUSING_QUEUED', '2026-09-30');
    await said(long, 'ALIMONY_ENFORCED', '2026-09-20');
    await said(eve, 'HOUSING_OWNED', '2026-09-20');
    await said(eve, 'ALIMONY_NOBODY_OWES', '2026-09-20');
    expect(await Promise.all([unseen, long, eve].map((iin) => due(iin, NATION, { dueBefore: '2030-01-01' })))).toEqual([[[], []], [[], []], [[], []]]);
  });

  it('bodies with too few specialists, by the last figures of each district', async () => {
    const staff = (district: string, filled: number, from: string) => authority.rows(
      `insert into guardianship_staff (region_kato, district_kato, body_bin, posts, filled, valid_from, received_on, source) values (left($1, 2) || '0000000', $1, $2, 9, $3, $4::date, $4::date, 'test')`, [district, BODY, filled, from]);
    const children = (district: string, count: number, on: string) => authority.rows(
      `insert into district_children (region_kato, district_kato, children, valid_from, received_on, source) values (left($1, 2) || '0000000', $1, $2, $3::date, $3::date, 'test')`, [district, count, on]);
    await staff(ALMATY, 4, '2026-03-01');
    await children(ALMATY, 20_000, '2026-01-01');
    expect(await casesOf('SPECIALISTS_MISSING')).toEqual([]);
    await children(ASTANA, 20_001, '2026-01-05');
    await staff(ASTANA, 4, '2026-02-01');
    await staff(ALMATY, 3.75, '2026-08-15');
    const [astana, almaty] = [{ dueOn: '2026-02-01', district: { kato: ASTANA }, body: BODY, child: null, carer: null, family: null }, { dueOn: '2026-08-15', region: { kato: '750000000' } }];
    expect(await casesOf('SPECIALISTS_MISSING')).toMatchObject([astana, almaty]);
    expect([(await casesOf('SPECIALISTS_MISSING', ALMATY_CASEWORKER)).length, (await casesOf('SPECIALISTS_MISSING', ASTANA_BODY)).length]).toEqual([1, 1]);
    // What comes into force tomorrow is not so today; a correction is.
    await staff(ASTANA, 9, '2026-10-02');
    expect(await casesOf('SPECIALISTS_MISSING')).toMatchObject([astana, almaty]);
    await authority.rows(`insert into guardianship_staff (region_kato, district_kato, body_bin, posts, filled, valid_from, received_on, corrects_id, source) select region_kato, district_kato, body_bin, posts, 4, valid_from, received_on, id, 'test' from guardianship_staff where filled = 3.75 and source = 'test'`);
    expect(await casesOf('SPECIALISTS_MISSING')).toMatchObject([astana]);
  });

  it('nothing of who came of age, who waits for a shielding, and what has ended or is sealed', async () => {
    const [grown, pending, ended, sealed] = await Promise.all(['2008-10-01', ...Array.from({ length: 3 }, () => '2016-01-01')].map(async (born) => put(await authority.family(), { from: '2025-01-01', born })));
    await authority.rows('update placement set awaited_event = gen_random_uuid() where iin = $1', [pending]);
    await authority.rows(`update placement set valid_to = '2026-09-01', end_reason = 'DEATH' where iin = $1`, [ended]);
    await authority.rows(`update placement set sealed_on = '2026-09-01' where iin = $1`, [sealed]);
    expect(await Promise.all([grown, pending, ended, sealed].flatMap((iin) => ['VISIT_DUE', 'REPORT_DUE', 'REVIEW_DUE'].map((kind) => daysOf(kind, iin))))).toEqual(Array.from({ length: 12 }, () => []));
  });
});

describe('who', () => {
  const codes = async (query: string, variables: Input, viewer: Viewer, purpose: Purpose = 'CARE_SUPERVISION') =>
    (await authority.care.call({ query, variables, viewer, purpose })).errors.map(({ extensions }) => extensions['code']);

  it('the authority in its regions, all kinds; caseworkers without shielded children and without carers', async () => {
    const [open, shielded] = [await put(await authority.family(), { from: '2025-01-02' }), await put(await authority.family(), { from: '2025-01-03' })];
    await shield(shielded);
    const seen = (viewer: Viewer) => Promise.all([open, shielded].map((iin) => daysOf('VISIT_DUE', iin, viewer)));
    const [both, one, none] = [[['2025-07-02'], ['2025-07-03']], [['2025-07-02'], []], [[], []]];
    expect([await seen(NATION), await seen(ALMATY_BODY), await seen(ALMATY_CASEWORKER), await seen(ASTANA_BODY), await seen(viewerAs('caseworker', { regions: [] }))]).toEqual([both, both, one, none, none]);
    expect(await daysOf('VISIT_DUE', open, ASTANA_BODY, { regionKato: '750000000' })).toEqual([]);
    expect(await daysOf('VISIT_DUE', open, NATION, { regionKato: '710000000' })).toEqual([]);
    expect(await daysOf('VISIT_DUE', open, NATION, { districtKato: ALMATY })).toEqual(['2025-07-02']);
    for (const kind of ['CHECK_DUE', 'INCIDENT_OPEN', 'INCIDENT_REVIEW_DUE', 'PLAN_DUE']) expect(await codes(CASES, { filter: { kinds: [kind] } }, ALMATY_CASEWORKER)).toEqual(['ROLE_NOT_ALLOWED']);
    expect((await pageOf({}, ALMATY_CASEWORKER)).edges.filter(({ node }) => node.carer !== null || node.family !== null)).toEqual([]);
    expect(await codes(CASES, {}, viewerAs('ombudsman'))).toEqual(['ROLE_NOT_ALLOWED']);
  });

  it('every kind keeps to the regions', async () => {
    for (const viewer of [ASTANA_BODY, viewerAs('caseworker', { regions: ['710000000'] })]) {
      expect(new Set((await pageOf({ dueBefore: '2030-01-01' }, viewer)).edges.map(({ node }) => node.region.kato))).toEqual(new Set(['710000000']));
    }
    const kinds = new Set((await pageOf({ dueBefore: '2030-01-01' }, ALMATY_BODY)).edges.map(({ node }) => node.kind));
    expect(kinds.size).toBeGreaterThan(12);
  });

  it('counts are what is listed; auditors are told neither shielded children nor groups of fewer than five', async () => {
    const counts = async (viewer: Viewer, variables: Input = {}, purpose: Purpose = 'CARE_SUPERVISION') => {
      const { data, errors } = await authority.care.call({ query: COUNTS, variables, viewer, purpose });
      expect(errors).toEqual([]);
      return (data?.['supervisionCounts'] as { kind: string; region: { kato: string }; cases: number }[]).map(({ kind, region, cases }) => [kind, region.kato, cases] as const);
    };
    for (const from of ['2025-02-01', '2025-02-02', '2025-02-03']) await put(await authority.family(), { from });
    expect(await counts(NATION, { kinds: null, region: null })).toEqual(await counts(NATION));
    const listed = Map.groupBy((await pageOf({ kinds: null }, NATION)).edges, ({ node }) => `${node.kind} ${node.region.kato}`);
    expect(Object.fromEntries((await counts(NATION)).map(([kind, kato, cases]) => [`${kind} ${kato}`, cases]))).toEqual(Object.fromEntries([...listed].map(([key, all]) => [key, all.length])));
    expect(new Set((await counts(ASTANA_BODY)).map(([, kato]) => kato))).toEqual(new Set(['710000000']));
    const [, , visits = 0] = (await counts(ALMATY_CASEWORKER)).find(([kind]) => kind === 'VISIT_DUE') ?? [];
    expect(visits).toBeLessThan((await counts(NATION)).find(([kind, kato]) => kind === 'VISIT_DUE' && kato === '750000000')?.[2] ?? 0);
    const told = await counts(viewerAs('auditor'), {}, 'AUDIT_ANALYSIS');
    expect(told).toContainEqual(['VISIT_DUE', '750000000', visits]);
    expect(told).toContainEqual(['SPECIALISTS_MISSING', '710000000', 1]);
    expect([visits >= 5, told.filter(([kind, , cases]) => (cases < 5 && kind !== 'SPECIALISTS_MISSING') || kind === 'CHECK_DUE' || kind === 'OVER_CAPACITY')]).toEqual([true, []]);
    expect(told.length).toBeLessThan((await counts(NATION)).length);
    expect(await codes(COUNTS, { kinds: ['CHECK_DUE'] }, viewerAs('auditor'), 'AUDIT_ANALYSIS')).toEqual(['ROLE_NOT_ALLOWED']);
    expect(await codes(COUNTS, {}, viewerAs('ombudsman'))).toEqual(['ROLE_NOT_ALLOWED']);
  });

  it('pages hold everything once, and take as many statements whatever is on them', async () => {
    const seen: string[] = [];
    const statements = new Set<number>();
    let after: string | null = null;
    do {
      authority.care.takeSql();
      const page: Page = await pageOf({ kinds: ['VISIT_DUE', 'REPORT_DUE', 'CHECK_DUE', 'CONTRACT_ENDS'] }, NATION, { first: 3, after });
      statements.add(authority.care.takeSql().filter((sql) => /from "?(placement|carer_candidate|foster_family|care_need)\b/.test(sql)).length);
      seen.push(...page.edges.map(({ node }) => `${node.dueOn} ${node.kind} ${node.child?.iin ?? node.carer?.iin}`));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.map((one) => one.slice(0, 10))).toEqual(seen.map((one) => one.slice(0, 10)).toSorted());
    expect(seen.length).toBe((await pageOf({ kinds: ['VISIT_DUE', 'REPORT_DUE', 'CHECK_DUE', 'CONTRACT_ENDS'] })).edges.length);
    // The list, and then placements, candidates and families once each, as far as there are any.
    expect(Math.max(...statements)).toBeLessThanOrEqual(4);
    authority.care.takeSql();
    await pageOf({ dueBefore: '2030-01-01' });
    expect(authority.care.takeSql().filter((sql) => /\bfrom\b/i.test(sql) && !sql.includes('set_config')).length).toBeLessThanOrEqual(6);
    expect(await codes(CASES, { after: 'x' }, NATION)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-worklist-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'cases.csv');

  async function exported(role: 'ministry:foster-families' | 'caseworker', regions: readonly string[], filter?: { kinds: ('VISIT_DUE' | 'CHECK_DUE')[] }): Promise<Readonly<Record<string, string>>[]> {
    const { database, issuer, ledgerKey, clock } = authority.care;
    const clerk = await openClerk({ databaseUrl: database.appUrl, ledgerKey, tokens: issuer.tokens, token: await issuer.token(role, { claims: { regions } }) }, 'export', clock);
    try {
      const cases = await exportWorklist(clerk, { file, filter });
      const lines = parse(readFileSync(file, 'utf8'), { columns: true }) as Readonly<Record<string, string>>[];
      expect([lines.length, statSync(file).mode & 0o777]).toEqual([cases, 0o600]);
      return lines;
    } finally {
      await clerk.close();
    }
  }

  it('has what is listed, in its order, and everybody in it is on record before', async () => {
    const listed = async (viewer: Viewer, filter: Input = {}): Promise<unknown[]> =>
      (await pageOf(filter, viewer)).edges.map(({ node }) => ({
        kind: node.kind, dueOn: node.dueOn, region: node.region.kato, childIin: node.child?.iin ?? '', carerIin: node.carer?.iin ?? '', body: node.body ?? '', placement: node.placement?.id ?? '', need: node.need?.id ?? '', family: node.family?.id ?? '', adoption: node.adoption?.id ?? '' }));
    const [{ n: before } = { n: 0 }] = await authority.rows<{ n: number }>('select count(*)::int as n from ledger_record');
    for (const [regions, viewer] of [[[], NATION], [['710000000'], ASTANA_BODY]] as const) {
      expect((await exported('ministry:foster-families', regions)).map(({ district: _district, candidate: _candidate, ...line }) => line)).toEqual(await listed(viewer));
    }
    const adopted = await authority.child('2016-05-05');
    const { id: adoption } = await authority.mutate('recordAdoption', { iin: adopted, adopters: [authority.iin()], home: 'KAZAKHSTAN', body: BODY, district: ALMATY, occurredOn: '2024-05-20', source: 'court' });
    // Who was adopted does not stand in it beside who is in care (102): only what the graph shows them by, one by one.
    const [unreported] = (await exported('ministry:foster-families', [])).filter(({ kind }) => kind === 'ADOPTER_REPORT_DUE');
    expect(unreported).toEqual({ kind: 'ADOPTER_REPORT_DUE', dueOn: '2025-05-20', region: '750000000', district: ALMATY, childIin: '', carerIin: '', placement: '', need: '', candidate: '', family: '', body: '', adoption });
    expect(readFileSync(file, 'utf8')).not.toContain(adopted);
    const some = await exported('ministry:foster-families', [], { kinds: ['CHECK_DUE'] });
    expect(some.map(({ kind, candidate: id }) => [kind, id !== undefined])).toEqual((await casesOf('CHECK_DUE')).map(() => ['CHECK_DUE', true]));
    const [{ n: after } = { n: 0 }] = await authority.rows<{ n: number }>('select count(*)::int as n from ledger_record');
    expect(after - before).toBeGreaterThan(some.length);
  });

  it('is for the authority\'s staff; who is refused, or breaks off, leaves none', async () => {
    rmSync(file, { force: true });
    await expect(exported('caseworker', ['750000000'])).rejects.toThrow(/ROLE_NOT_ALLOWED|role/i);
    const { database, issuer, ledgerKey, clock } = authority.care;
    const clerk = await openClerk({ databaseUrl: database.appUrl, ledgerKey, tokens: issuer.tokens, token: await issuer.token('ministry:foster-families') }, 'export', clock);
    await expect(exportWorklist(clerk, { file, filter: undefined }, undefined, AbortSignal.abort())).rejects.toThrow();
    await clerk.close();
    expect([existsSync(file), existsSync(`${file}.unfinished`)]).toEqual([false, false]);
  });
});
