import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../subgraphs/shared/calendar.js';
import { withClient } from '../support/kept-connections.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { iinOf } from '../subgraphs/benefits/households.js';
import { RuleLab } from '../subgraphs/audit/support/rule-lab.js';
import { Snapshot } from './support/snapshot.js';
import { asAdmin as asAdminOf, expectAuditorsOnly, expectKeyed, expectNobodyNamed, exportFile, expectPublished, expectQuick, rowsOfView, type ViewRow } from './support/views.js';

/*
 * What auditors read of children in care: what is published, to whom, that nobody can be told from it, and that every rule of the field that
 * nothing prevents is found in it. Whatever the register itself refuses is written past it here, as what was taken over may be.
 */

const file = exportFile('foster-families');
const names = Object.keys(file.views);

/** Rules of the library that find what is written here. */
const RULES = ['F01', 'F02', 'F03', 'F04', 'F05', 'F06', 'F07', 'F08', 'F09', 'F10', 'F11', 'F12', 'F13', 'F15', 'F16', 'F17', 'F18', 'F19'] as const;
type RuleName = (typeof RULES)[number];

let database: FreshDatabase;
let population: SomeHouseholds;
let snapshot: Snapshot;
let lab: RuleLab;
let admin: Client;
let rows: Readonly<Record<string, readonly ViewRow[]>>;
const wrong = new Map<RuleName, string[]>();

beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('foster-families'), firstHouseholds(500)]);
  await seedDatabase('foster-families', database.appUrl, population.households, population.facts);
  snapshot = new Snapshot(database.auditUrl, `${population.facts.asOf}T12:00:00Z`);
  rows = Object.fromEntries(await Promise.all(names.map(async (view) => [view, await rowsOfView(snapshot, view)] as const)));
  await withClient(database.adminUrl, async (client) => {
    admin = client;
    await admin.query('alter table placement drop constraint placement_one_at_a_time, drop constraint placement_one_family');
    for (const write of [placements, carers, siblings, needs, supervision, money, adopters, bodies, adoption, rights]) await write();
  });
  lab = await (await RuleLab.over('foster-families', database, population.facts, ['registry', 'benefits'])).take();
});
afterAll(() => lab.close());

/** A child who was adopted, with everything that was on record before. */
let adopted: string;
let toldBefore: readonly string[];
let toldAfter: readonly string[];
let people = 9_000;
const person = (): string => iinOf((people += 1));
const isWrong = (rule: RuleName, name: string): void => void wrong.set(rule, [...(wrong.get(rule) ?? []), name]);

async function child(born = '2015-05-05', diedOn: string | null = null): Promise<string> {
  const iin = person();
  await admin.query(`insert into known_child (iin, birth_date, died_on, recorded_at) values ($1, $2, $3, '2020-01-01')`, [iin, born, diedOn]);
  return iin;
}

interface Home {
  readonly id: string;
  readonly publicId: string;
  readonly carer: string;
}

const LONG_AGO = '2026-03-02';

/** A family of one carer, suitable, certified and checked. */
async function home({ born = '1980-01-01', checked = '2026-03-01', certified = true } = {}): Promise<Home> {
  const carer = person();
  const { rows: [family] } = await admin.query<{ id: string; public_id: string }>(`insert into foster_family (region_kato, district_kato, source, recorded_at) values ('750000000', '751410000', 't', '2020-01-01') returning id, public_id`);
  await admin.query(`insert into carer (family_id, iin, valid_from, source, recorded_at) values ($1, $2, '2020-01-01', 't', '2020-01-01')`, [family?.id, carer]);
  await admin.query(
    `with q as (insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, checked_on, family_id, source, version, recorded_at)
        values ($1, $2, 'FEMALE', '750000000', '751410000', '120190751316', '{GUARDIANSHIP}', 'SUITABLE', '2020-01-01', '2020-01-01', $3, $4, 't', 3, '2020-01-01') returning id),
      e as (insert into carer_evidence (candidate_id, kind, holds, valid_from, source, recorded_at) select id, 'TRAINING', $5, '2020-01-01', 't', '2020-01-01' from q)
     insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source, recorded_at) select id, form, true, '{}', day, version, 't', '2020-01-01' from q, unnest(array['GUARDIANSHIP', 'PATRONAGE', 'PROFESSIONAL_FOSTER']) form, (values (3, '2020-01-01'::date), (4, $3::date)) as checks(version, day) order by version`,
    [carer, born, checked, family?.id, certified]);
  return { id: family?.id ?? '', publicId: family?.public_id ?? '', carer };
}

interface Placed {
  readonly form?: string;
  readonly from?: string;
  readonly to?: string | null;
  readonly endReason?: string | null;
  readonly until?: string | null;
  readonly recorded?: string;
}

/** A placement with everything that supervision asks for: seen alone and unannounced lately, reports in time. */
async function place(iin: string, family: Home | null, { form = family === null ? 'INSTITUTION' : 'GUARDIANSHIP', from = LONG_AGO, to = null, endReason = to === null ? null : 'RETURNED_TO_PARENT', until = null, recorded = from }: Placed = {}): Promise<string> {
  const { rows: [row] } = await admin.query<{ id: string }>(
    `insert into placement (iin, form, family_id, institution_bin, body_bin, act, reason, region_kato, district_kato, valid_from, planned_until, valid_to, end_reason, source, recorded_at)
     values ($1, $2, $3, $4, '120190751316', '1', 'ORPHAN', '750000000', '751410000', $5, $6, $7, $8, 't', $9) returning id`,
    [iin, form, family?.id ?? null, form === 'INSTITUTION' ? '120191751316' : null, from, until, to, endReason, `${recorded}T10:00:00Z`]);
  return row?.id ?? '';
}

async function placements(): Promise<void> {
  const [twice, fine] = [await child(), await child()];
  await place(twice, await home(), { from: '2026-04-01', to: '2026-06-01' });
  await place(twice, await home(), { from: '2026-05-31', to: '2026-06-02' });
  await place(fine, await home(), { from: '2026-04-01', to: '2026-06-01' });
  await place(fine, await home(), { from: '2026-06-01', to: '2026-06-02' });
  for (const _ of [1, 2]) isWrong('F01', twice);

  const [overdue, renewed, late] = [await child(), await child(), await child()];
  await place(overdue, await home(), { form: 'PROFESSIONAL_FOSTER', from: '2026-03-02', until: '2026-09-02' });
  await place(renewed, await home(), { form: 'PROFESSIONAL_FOSTER', from: '2026-04-15', until: '2026-10-15' });
  await place(late, await home(), { from: '2026-05-04', recorded: '2026-05-06', to: '2026-06-01' });
  await place(await child(), await home(), { from: '2026-05-08', recorded: '2026-05-11', to: '2026-06-01' });
  isWrong('F06', overdue);
  for (const iin of [overdue, overdue, renewed]) isWrong('F08', iin);
  isWrong('F09', overdue);
  isWrong('F07', late);

  const [dead, buried] = [await child('2015-05-05', '2026-06-01'), await child('2015-05-05', '2026-06-01')];
  await place(dead, await home(), { to: '2026-06-02' });
  await place(buried, await home(), { to: '2026-06-01', endReason: 'DEATH' });
  isWrong('F12', dead);

  const [baby, turned] = [await child('2024-01-02'), await child('2023-05-31')];
  await place(baby, null, { from: '2026-05-01', to: '2026-06-01' });
  await place(turned, null, { from: '2026-05-02', to: '2026-09-01' });
  isWrong('F16', baby);

  const [lost, again, unreviewed] = [await child(), await child(), await child()];
  const reviewed = await home();
  await place(lost, await home(), { to: '2026-07-01', endReason: 'CARER_RELEASED' });
  await place(again, reviewed, { to: '2026-07-01', endReason: 'CARER_REMOVED' });
  await place(again, null, { from: '2026-07-01', to: '2026-08-01' });
  await admin.query(`insert into carer_candidate_event (candidate_id, version, action, from_status, to_status, occurred_on, received_on, source, recorded_at) select id, 4, 'CHECK', 'SUITABLE', 'SUITABLE', '2026-07-05', '2026-07-05', 't', '2026-07-05' from carer_candidate where iin = $1`, [reviewed.carer]);
  await place(unreviewed, await home(), { to: '2026-07-01', endReason: 'ENDED_BY_CARER' });
  await place(unreviewed, null, { from: '2026-07-01', to: '2026-08-01' });
  for (const iin of [lost, unreviewed]) isWrong('F17', iin);
}

const says = (carer: string, kind: string, holds: boolean, from: string, recorded = from) => admin.query(
  `insert into carer_evidence (candidate_id, kind, holds, valid_from, source, recorded_at) select id, $2, $3, $4, 't', $5::date from carer_candidate where iin = $1`, [carer, kind, holds, from, recorded]);

async function carers(): Promise<void> {
  const crowded = await home();
  for (let i = 0; i < 5; i += 1) await place(await child(), crowded, { form: 'PROFESSIONAL_FOSTER', from: '2026-09-01', until: '2027-03-01' });
  isWrong('F02', crowded.publicId);
  const exempt = await home();
  const kin: string[] = [];
  for (let i = 0; i < 5; i += 1) kin.push(await child());
  for (const iin of kin) await place(iin, exempt, { form: 'PROFESSIONAL_FOSTER', from: '2026-09-01', until: '2027-03-01' });
  await pair(kin[0] ?? '', kin[1] ?? '');
  // Who came of age lives on there, and is no child placed there any more.
  const grown = await home();
  for (const born of ['2008-09-30', '2015-05-05', '2015-05-05', '2015-05-05', '2015-05-05']) await place(await child(born), grown, { form: 'PROFESSIONAL_FOSTER', from: '2026-09-01', until: '2027-03-01' });

  for (const [born, wrongly] of [['1996-09-02', true], ['1996-09-01', false], ['1962-09-02', false], ['1962-09-01', true]] as const) {
    const one = await home({ born });
    await place(await child(), one, { form: 'PROFESSIONAL_FOSTER', from: '2026-09-01', until: '2027-03-01' });
    if (wrongly) isWrong('F03', one.carer);
  }
  const untrained = await home({ certified: false });
  await place(await child(), untrained, { from: '2026-09-01' });
  isWrong('F04', untrained.carer);
  for (const [kind, form, other, wrongly] of [['RELATIVE_OF_CHILD', 'GUARDIANSHIP', false, false], ['RELATIVE_OF_CHILD', 'PATRONAGE', false, true], ['CLOSE_RELATIVE', 'PATRONAGE', false, false], ['CLOSE_RELATIVE', 'GUARDIANSHIP', true, true]] as const) {
    const [relative, niece] = [await home({ certified: false }), await child()];
    await says(relative.carer, kind, true, '2020-01-01');
    await admin.query('update carer_evidence set child_iin = $2 where kind = $3 and candidate_id = (select id from carer_candidate where iin = $1)', [relative.carer, other ? await child() : niece, kind]);
    await place(niece, relative, { form, from: '2026-09-01' });
    if (wrongly) isWrong('F04', relative.carer);
  }

  const barred = 'F12';
  for (const kind of ['UNEXPUNGED_CONVICTION', 'LISTED_OFFENCE', 'UNDER_PROSECUTION', 'DISPENSARY_REGISTER']) {
    const one = await home();
    await place(await child(), one, { from: '2026-09-01' });
    await says(one.carer, kind, true, '2026-05-01', '2026-09-20');
    isWrong(barred, one.carer);
  }
  const [cleared, hidden, unsuitable, dead] = [await home(), await home(), await home(), await home()];
  for (const one of [cleared, hidden, unsuitable, dead]) await place(await child(), one, { from: '2026-09-01' });
  await says(cleared.carer, 'UNDER_PROSECUTION', true, '2026-05-01');
  await says(cleared.carer, 'UNDER_PROSECUTION', false, '2026-06-01');
  // What began before the certificate and was recorded after it stands.
  await says(hidden.carer, 'LISTED_OFFENCE', false, '2026-08-01');
  await says(hidden.carer, 'LISTED_OFFENCE', true, '2026-05-01', '2026-09-20');
  await admin.query(`insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source, recorded_at) select id, 'TRUSTEESHIP', false, '{NO_CONVICTION}', '2026-09-10', 4, 't', '2026-09-10' from carer_candidate where iin = $1`, [unsuitable.carer]);
  await admin.query(`update carer set died_on = '2026-09-10' where iin = $1`, [dead.carer]);
  for (const { carer } of [hidden, unsuitable, dead]) isWrong(barred, carer);
  // A listed offence does not pass, whatever a certificate of later says.
  const listed = await home();
  await place(await child(), listed, { from: '2026-09-01' });
  await says(listed.carer, 'LISTED_OFFENCE', true, '2015-05-01', '2026-03-01');
  await says(listed.carer, 'LISTED_OFFENCE', false, '2026-08-01');
  isWrong(barred, listed.carer);

  const [unchecked, childless] = [await home({ checked: '2025-08-01' }), await home({ checked: '2025-08-01' })];
  await place(await child(), unchecked, { from: '2026-09-01' });
  await place(await child(), childless, { from: '2026-08-01', to: '2026-09-01' });
  const byForm = await home();
  await admin.query(`delete from carer_decision where form = 'PATRONAGE' and version = 4 and candidate_id = (select id from carer_candidate where iin = $1)`, [byForm.carer]);
  await place(await child(), byForm, { form: 'PATRONAGE', from: '2026-09-01' });
  for (const { carer } of [unchecked, byForm]) isWrong('F13', carer);

  // Registered anew while the child lives there: nothing was wrong before, and nothing is since; and what was wrong is.
  const [anew, still] = [await home(), await home()];
  for (const one of [anew, still]) await place(await child(), one, { from: '2026-09-01' });
  await says(still.carer, 'UNEXPUNGED_CONVICTION', true, '2026-05-01', '2026-09-02');
  for (const { carer } of [anew, still]) {
    await admin.query(`update carer_candidate set status = 'CLOSED', closed_on = '2026-09-02', closing = 'TOOK_A_CHILD' where iin = $1`, [carer]);
    await admin.query(`insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, family_id, source, recorded_at)
      select iin, birth_date, sex, region_kato, district_kato, body_bin, forms, 'REGISTERED', '2026-09-10', '2026-09-10', family_id, 't', '2026-09-10' from carer_candidate where iin = $1`, [carer]);
  }
  isWrong(barred, still.carer);
}

const pair = (one: string, other: string) => admin.query(`insert into care_sibling (iin, sibling_iin, source, recorded_at) values ($1, $2, 't', '2026-01-01'), ($2, $1, 't', '2026-01-01')`, [one, other]);

async function siblings(): Promise<void> {
  const [one, other, apart, reason, left] = [await child(), await child(), await child(), await child(), await child()];
  for (const iin of [one, other, apart]) await place(iin, await home(), { from: '2026-09-01' });
  const why = await place(reason, await home(), { from: '2026-09-01' });
  await admin.query(`update placement set siblings_apart = 'IN_THEIR_INTEREST' where id = $1`, [why]);
  for (const [a, b] of [[one, other], [apart, reason], [one, left]] as const) await pair(a, b);
  for (const iin of [one, other]) isWrong('F05', iin);
}

async function needs(): Promise<void> {
  const need = async (more: string): Promise<string> => {
    const iin = await child();
    await admin.query(`insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, source, recorded_at)
      values ($1, 'IDENTIFIED', 'CITIZEN', '{ORPHAN}', '750000000', '751410000', '120190751316', '2026-08-03', '2026-08-03', '2033-05-05', '2026-08-04', '2027-08-31', 't', '2026-08-03')`, [iin]);
    await admin.query(`update care_need set ${more} where iin = $1`, [iin]);
    return iin;
  };
  await need(`primary_on = '2026-08-04', admitted_on = '2026-08-03', discharge_by = '2026-08-06', discharged_on = '2026-08-06'`);
  for (const more of [`primary_on = '2026-08-05'`, `version = 1`, `primary_on = '2026-08-04', admitted_on = '2026-08-03', discharge_by = '2026-08-06', discharged_on = '2026-08-07'`]) {
    isWrong('F07', await need(more));
  }
}

async function supervision(): Promise<void> {
  const visit = (placement: string, on: string, { announced = false, alone = true, seen = true } = {}) => admin.query(
    `insert into placement_visit (placement_id, announced, visited_on, received_on, child_seen, seen_alone, finding, source, recorded_at) values ($1, $2, $3, $3, $4, $5, 'WELL', 't', $3::date)`, [placement, announced, on, seen, alone]);
  const report = (placement: string, due: string, received = due) => admin.query(`insert into placement_report (placement_id, due_on, received_on, health_passport, source, recorded_at) values ($1, $2, $3, true, 't', $3::date)`, [placement, due, received]);
  const overdue = 'F09';
  for (const [announced, alone, on, wrongly] of [[false, true, '2026-08-01', false], [true, true, '2026-08-01', true], [false, false, '2026-08-01', true], [false, true, '2026-03-01', true]] as const) {
    const iin = await child();
    const id = await place(iin, await home(), { from: '2025-09-01' });
    await visit(id, on, { announced, alone });
    for (const due of ['2026-03-01', '2026-09-01']) await report(id, due);
    if (wrongly) isWrong(overdue, iin);
  }
  const [missing, late] = [await child(), await child()];
  for (const [iin, received] of [[missing, null], [late, '2026-09-02']] as const) {
    const id = await place(iin, await home(), { from: '2026-03-01' });
    await visit(id, '2026-08-01');
    if (received !== null) await report(id, '2026-09-01', received);
    isWrong('F08', iin);
  }
  // By a new contract with the same family the report is due on the day on which it was.
  const [again, same] = [await child(), await home()];
  const [first, second] = [await place(again, same, { from: '2025-09-01', to: '2026-07-01', endReason: 'NEW_PLACEMENT' }), await place(again, same, { from: '2026-07-01' })];
  await report(first, '2026-03-01');
  for (const [id, on] of [[first, '2026-02-01'], [second, '2026-08-01']] as const) await visit(id, on);
  isWrong('F08', again);
}

async function money(): Promise<void> {
  const due = async (placement: string, family: Home, { from = '2026-09-01', to = null as string | null, exact = '43250', programme = 'GUARDIAN' } = {}): Promise<string> => {
    const { rows: [row] } = await admin.query<{ id: string; public_id: string }>(
      `insert into care_entitlement (family_id, programme, component, carer_id, body_bin, act, region_kato, valid_from, valid_to, recorded_at)
       select $1, $5, 'CHILD_MONEY', (select id from carer where iin = $2), '120190751316', '1', '750000000', $3, $4, '2026-09-01' returning id, public_id`, [family.id, family.carer, from, to, programme]);
    await admin.query(`insert into care_entitlement_part (entitlement_id, placement_id, valid_from, valid_to, recorded_at) values ($1, $2, $3, $4, '2026-09-01')`, [row?.id, placement, from, to]);
    await admin.query(`insert into care_entitlement_amount (entitlement_id, valid_from, tier, exact, amount, rule_version, recorded_at) values ($1, $2, 'WARD', $3, $3, 't', '2026-09-01')`, [row?.id, from, exact]);
    return row?.public_id ?? '';
  };
  const beyond = 'F10';
  const started = { from: '2026-09-01' };
  const [fine, ended, grown, early, double] = [await child(), await child(), await child('2008-09-10'), await child(), await child()];
  const house = await home();
  await due(await place(fine, house, started), house);
  const closed = await place(ended, house, { ...started, to: '2026-09-20' });
  await due(closed, house, { to: '2026-09-21' });
  await due(await place(grown, house, started), house);
  await due(await place(early, house, started), house, { from: '2026-08-31' });
  const kept = await place(double, house, started);
  await due(kept, house);
  await due(kept, house, { programme: 'PATRONAGE' });
  for (const iin of [ended, grown, early, double, double]) isWrong(beyond, iin);
  const [more, less] = [await child(), await child()];
  await due(await place(more, house, started), house, { exact: '43251' });
  isWrong('F11', house.carer);
  await due(await place(less, house, started), house, { exact: '20000' });
}

/** Adopters who were paid for it: sixteen years older to the day, younger, and younger by a court's word. */
async function adopters(): Promise<void> {
  for (const [born, excused, wrongly] of [['1999-05-05', false, false], ['1999-05-06', false, true], ['1999-05-06', true, false]] as const) {
    const adopter = await home({ born });
    const placement = await place(await child(), await home(), { from: '2025-03-01', to: '2026-03-01', endReason: 'ADOPTED' });
    await admin.query(`update placement set sealed_on = '2026-03-01' where id = $1`, [placement]);
    if (excused) await says(adopter.carer, 'AGE_GAP_EXCUSED', true, '2026-02-01');
    await admin.query(`insert into care_entitlement (programme, component, adopted_placement_id, adopter_iin, body_bin, act, region_kato, valid_from, valid_to, recorded_at)
      values ('ADOPTION_ONCE', 'BENEFIT', $1, $2, '120190751316', '1', '750000000', '2026-03-10', '2026-03-11', '2026-03-10')`, [placement, adopter.carer]);
    if (wrongly) isWrong('F15', adopter.carer);
  }
}

const NO_HOUSING = 'F18';
const NO_ALIMONY = 'F18';

/** What was said of a child's right on a day, and whether it takes the place of what was said before. */
async function states(placement: string, standing: string, day: string, { corrects = null as string | null, recorded = day } = {}): Promise<string> {
  const { rows: [row] } = await admin.query<{ id: string }>(
    `insert into ward_right (placement_id, kind, standing, occurred_on, received_on, corrects_id, source, recorded_at) values ($1, split_part($2, '_', 1), $2, $3::date, $3::date, $4, 't', $5::date) returning id`, [placement, standing, day, corrects, recorded]);
  return row?.id ?? '';
}

/** All children of this register but the seed's and those of `rights` itself: whatever else was planted is settled. */
const settleOthers = () => admin.query(
  `insert into ward_right (placement_id, kind, standing, occurred_on, received_on, source, recorded_at)
   select p.id, kind, standing, p.valid_from, p.valid_from, 't', p.recorded_at from placement p, (values ('HOUSING', 'HOUSING_QUEUED'), ('ALIMONY', 'ALIMONY_CLAIMED')) said (kind, standing)
    where p.source = 't' and not exists (select 1 from ward_right r where r.placement_id = p.id)`);

async function rights(): Promise<void> {
  await settleOthers();
  const asOf = population.facts.asOf;
  const back = (months: number, days = 0): string => addDays(addMonths(asOf, -months), days);
  const ward = async (from: string, more: Placed = {}): Promise<readonly [string, string]> => {
    const iin = await child();
    return [iin, await place(iin, null, { from, ...more })];
  };
  const alimony = (placement: string) => states(placement, 'ALIMONY_NOBODY_OWES', '2026-09-01');
  // The day of the term is the last one; it does not begin anew with a move, but with a return to care.
  const [eve, day] = [await ward(back(3, -1)), await ward(back(3))];
  for (const [, placement] of [eve, day]) await alimony(placement);
  const moved = await child();
  await place(moved, null, { from: back(6), to: back(1), endReason: 'ENDED_BY_BODY' });
  await alimony(await place(moved, null, { from: back(1) }));
  const returned = await child();
  await place(returned, null, { from: back(9), to: back(5) });
  await alimony(await place(returned, null, { from: back(2) }));
  // What was said before an adoption is about nobody any more.
  const adoptedOnce = await child();
  const sealed = await place(adoptedOnce, null, { from: '2025-01-02', to: '2025-06-02', endReason: 'ADOPTED' });
  await states(sealed, 'HOUSING_QUEUED', '2025-03-01');
  await admin.query(`update placement set sealed_on = '2025-06-02' where id = $1`, [sealed]);
  await alimony(await place(adoptedOnce, null, { from: back(8) }));
  // Followed by somebody else's word, and by a correction of it.
  const [refused, lately, mistaken, known] = [await ward(back(8)), await ward(back(8)), await ward(back(8)), await ward(back(8))];
  for (const [, placement] of [refused, lately, mistaken, known]) await alimony(placement);
  for (const [[, placement], since] of [[refused, back(3, -1)], [lately, back(3)]] as const) {
    await states(placement, 'HOUSING_QUEUED', back(7));
    await states(placement, 'HOUSING_REFUSED', since);
  }
  const queued = await states(mistaken[1], 'HOUSING_QUEUED', back(4));
  await states(mistaken[1], 'HOUSING_NOT_QUEUED', back(4), { corrects: queued });
  // What is recorded later than the snapshot is not known to it.
  const later = await states(known[1], 'HOUSING_QUEUED', back(4));
  await states(known[1], 'HOUSING_NOT_QUEUED', back(4), { corrects: later, recorded: addDays(asOf, 1) });
  for (const iin of [eve[0], moved, adoptedOnce, refused[0], mistaken[0]]) isWrong(NO_HOUSING, iin);

  const housed = (placement: string) => states(placement, 'HOUSING_OWNED', '2020-01-01', { recorded: '2026-09-01' });
  const owed: (readonly [string, string | null, boolean])[] = [[back(8), null, true], [back(8), 'ALIMONY_NOT_CLAIMED', true], [back(8), 'ALIMONY_UNPAID', true], [back(8), 'ALIMONY_ENFORCED', false], [back(8), 'ALIMONY_DISMISSED', false], [back(8), 'ALIMONY_ORDERED', false]];
  for (const [from, standing, wrongly] of owed) {
    const [iin, placement] = await ward(from);
    await housed(placement);
    if (standing !== null) await states(placement, standing, back(4));
    if (wrongly) isWrong(NO_ALIMONY, iin);
  }
  // Whoever has come of age, died, or is with guests only, is asked about no more.
  const [grown, dead] = [await child('2008-05-05'), await child('2015-05-05', '2026-08-01')];
  for (const iin of [grown, dead]) await place(iin, null, { from: back(8) });
  isWrong('F12', dead);
}

/** A district of no region of the seed's, with the last figures by the snapshot's day. */
async function bodies(): Promise<void> {
  const staff = (district: string, filled: number, from: string, corrects: string | null = null) => admin.query<{ id: string }>(
    `insert into guardianship_staff (region_kato, district_kato, body_bin, posts, filled, valid_from, received_on, corrects_id, source, recorded_at) values ('100000000', $1, '120190999911', 9, $2, $3::date, $3::date, $4, 't', $3::date) returning id`, [district, filled, from, corrects]);
  const children = (district: string, count: number, from = '2026-08-01') => admin.query(
    `insert into district_children (region_kato, district_kato, children, valid_from, received_on, source, recorded_at) values ('100000000', $1, $2, $3::date, $3::date, 't', $3::date)`, [district, count, from]);
  for (const [district, filled, count, wrongly] of [['109000001', 2, 10_000, false], ['109000002', 2, 10_001, true], ['109000003', 0, 1, true]] as const) {
    await staff(district, filled, '2026-08-01');
    await children(district, count);
    if (wrongly) isWrong('F19', district);
  }
  // Somebody left; somebody came, which was wrong; figures of one kind alone say nothing.
  await staff('109000004', 2, '2026-07-01');
  await staff('109000004', 1.75, '2026-08-01');
  await children('109000004', 10_000);
  await staff('109000005', 1, '2026-07-01');
  const { rows: [came] } = await staff('109000005', 3, '2026-08-01');
  await staff('109000005', 1, '2026-08-01', came?.id ?? null);
  await children('109000005', 10_000);
  await children('109000006', 10_000);
  for (const district of ['109000004', '109000005']) isWrong('F19', district);
}

async function adoption(): Promise<void> {
  adopted = await child();
  const family = await home();
  const placement = await place(adopted, family, { from: '2025-03-01', to: '2026-03-01', endReason: 'ADOPTED' });
  await pair(adopted, await child());
  await admin.query(`insert into placement_visit (placement_id, announced, visited_on, received_on, child_seen, seen_alone, finding, source, recorded_at) values ($1, true, '2025-05-01', '2025-05-01', true, true, 'WELL', 't', '2025-05-01')`, [placement]);
  await admin.query(`insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, primary_on, place_by, closed_on, closing, source, recorded_at)
    values ($1, 'CLOSED', 'CITIZEN', '{ORPHAN}', '750000000', '751410000', '120190751316', '2025-02-03', '2025-02-03', '2033-05-05', '2025-02-04', '2025-02-04', '2025-03-03', '2025-03-01', 'PLACED_IN_FAMILY', 't', '2025-02-03')`, [adopted]);
  await admin.query(`with e as (insert into care_entitlement (family_id, programme, component, carer_id, body_bin, act, region_kato, valid_from, valid_to, recorded_at)
      select $1, 'GUARDIAN', 'CHILD_MONEY', (select id from carer where iin = $2), '120190751316', '1', '750000000', '2025-03-01', '2026-03-01', '2025-03-01' returning id)
    insert into care_entitlement_part (entitlement_id, placement_id, valid_from, valid_to, recorded_at) select id, $3, '2025-03-01', '2026-03-01', '2025-03-01' from e`, [family.id, family.carer, placement]);
  const told = async (): Promise<string[]> => {
    const views = await Promise.all(names.map(async (view) => ((await rowsOfView(snapshot, view)).some((row) => Object.values(row).includes(snapshot.pseudonym(adopted))) ? [view] : [])));
    return views.flat();
  };
  toldBefore = await told();
  for (const table of ['placement', 'care_need']) await admin.query(`update ${table} set sealed_on = '2026-03-01' where iin = $1`, [adopted]);
  await admin.query(`update care_sibling set sealed_on = '2026-03-01' where $1 in (iin, sibling_iin)`, [adopted]);
  toldAfter = await told();
}

describe('the rules of the field', () => {
  it.each(RULES)('%s', async (rule) => {
    const wanted = (wrong.get(rule) ?? []).map((name) => (/^\d{9}$/.test(name) ? name : lab.names(name)));
    expect((await lab.found(rule)).map(({ about }) => about).toSorted()).toEqual(wanted.toSorted());
    expect(wanted).not.toEqual([]);
  });
});

describe('the views', () => {
  it('are those that are published, column for column', () => expectPublished(database, file));

  it('call no function for each pseudonym', () => expectQuick(snapshot, names));

  it('are read with a key and a moment by the auditors\' role, which has nothing else of the database, and by nobody else', async () => {
    await expectKeyed(database, names);
    await expectAuditorsOnly(database, names, ['placement', 'care_need', 'carer', 'carer_candidate', 'carer_evidence', 'shielding', 'care_entitlement'], 'foster-families_export');
  });

  it('have a row for each placement that took effect and is not sealed, for each visit, record, candidate and decision', async () => {
    const rowsIn = async (sql: string): Promise<number> => (await asAdminOf<object>(database, sql)).length;
    const recorded = `recorded_at <= '${population.facts.asOf}T12:00:00Z'`;
    const now = async (view: string): Promise<number> => (await rowsOfView(snapshot, view)).length;
    expect(await now('care_placement')).toBe(await rowsIn(`select 1 from placement where awaited_event is null and sealed_on is null and ${recorded}`));
    expect(await now('care_need')).toBe(await rowsIn(`select 1 from care_need where sealed_on is null and ${recorded}`));
    expect(await now('care_candidate')).toBe(await rowsIn(`select 1 from carer_candidate where ${recorded}`));
    expect(await now('care_decision')).toBe(await rowsIn(`select 1 from carer_decision where ${recorded}`));
    expect(await now('care_visit')).toBe(await rowsIn(`select 1 from placement_visit v join placement p on p.id = v.placement_id where p.sealed_on is null and v.${recorded}`));
  });

  it('show nothing that was recorded later', async () => {
    const early = new Snapshot(database.auditUrl, '2000-01-01T00:00:00Z');
    for (const view of names) expect([view, await early.query(`select count(*)::int as n from audit_export.${view}`)]).toEqual([view, [{ n: 0 }]]);
  });
});

describe('nobody can be told from them', () => {
  it('no IIN, name or address stands in them', () => expectNobodyNamed(Object.values(rows).flat(), population, 15_000));

  it('no day of birth of a child is given away, nor the 14th or 18th birthday', () => {
    // On what an official did anybody may have a birthday by chance.
    const ofOffice = new Set(['visited_on', 'received_on', 'checked_on', 'decided_on', 'registered_on']);
    const born = new Map(population.households.flatMap(({ persons }) => persons.map(({ iin, birthDate }) => [snapshot.pseudonym(iin), birthDate] as const)));
    const given = Object.entries(rows).flatMap(([view, all]) => all.flatMap((row) => {
      const day = born.get(row['subject'] ?? '');
      if (day === undefined || day.endsWith('-01')) return [];
      return Object.entries(row).filter(([name, cell]) => cell?.slice(4, 10) === day.slice(4) && /^\d{4}-\d{2}-\d{2}/.test(cell) && !ofOffice.has(name) && [0, 14, 18].includes(Number(cell.slice(0, 4)) - Number(day.slice(0, 4)))).map(([name]) => `${view}.${name}`);
    }));
    expect([born.size > 1_000, given]).toEqual([true, []]);
  });

  it('nor can one be reckoned: a number of days beside one of the two days that it lies between tells the other', async () => {
    const [born, asOf] = ['2025-07-17', population.facts.asOf];
    const days = (from: string, count: number, years = 0): string => new Date(Date.UTC(Number(from.slice(0, 4)) - years, Number(from.slice(5, 7)) - 1, Number(from.slice(8, 10)) + count)).toISOString().slice(0, 10);
    const [left, turned, given, died] = await withClient(database.adminUrl, async (client) => {
      admin = client;
      const children = [await child(born), await child('2023-07-17'), await child(born), await child(born, '2026-09-19')];
      await place(children[0] ?? '', null, { from: born, recorded: '2025-07-18' });
      await place(children[1] ?? '', null, { from: '2026-03-05' });
      await place(children[2] ?? '', await home(), { from: born, recorded: '2025-07-18' });
      await place(children[3] ?? '', await home(), { from: '2026-03-05', to: '2026-09-19', endReason: 'DEATH' });
      return children.map((iin) => snapshot.pseudonym(iin));
    });
    const [placed, due] = [await rowsOfView(snapshot, 'care_placement'), await rowsOfView(snapshot, 'care_report')];
    const reckoned = [left, turned, given].flatMap((subject) => [
      ...placed.filter((row) => row['subject'] === subject).flatMap(({ since, until, days_under_three: count, recorded_at: at }) => [days(until ?? asOf, -Number(count)), days(since ?? '', Number(count), 3), (at ?? '').slice(0, 10)]),
      ...due.filter((row) => row['subject'] === subject).flatMap(({ received_on: came, days_late: count }) => [days(came ?? asOf, -Number(count))]),
    ]);
    expect(reckoned.length).toBeGreaterThan(8);
    expect(reckoned.filter((day) => ['17', '18'].includes(day.slice(8, 10)))).toEqual([]);
    expect(placed.filter((row) => row['subject'] === died)).toMatchObject([{ until: '2026-09-01' }]);
    expect(placed.find((row) => row['subject'] === turned)).toMatchObject({ days_under_three: '118' });
  });

  it('where a shielded child is and with whom, and who was adopted, is told by none', () => {
    const { asOf } = population.facts;
    const cares = population.households.flatMap((household) => household.cares);
    const shielded = new Set(cares.filter((one) => one.shielded && (one.to === null || one.to > asOf)).map(({ child: iin }) => snapshot.pseudonym(iin)));
    const about = Object.entries(rows).flatMap(([view, all]) => all.filter((row) => shielded.has(row['subject'] ?? '') || shielded.has(row['child'] ?? '')).map((row) => [view, row] as const));
    expect([shielded.size > 0, about.length > 0]).toEqual([true, true]);
    const PLACES = ['region', 'family', 'institution', 'body', 'payee', 'siblings_apart', 'apart'];
    expect(about.flatMap(([view, row]) => PLACES.filter((name) => (row[name] ?? null) !== null).map((name) => `${view}.${name}`))).toEqual([]);
    expect((rows['care_placement_carer'] ?? []).filter((row) => shielded.has(row['child'] ?? '') && row['subject'] != null)).toEqual([]);
    expect([toldBefore, toldAfter]).toEqual([['care_need', 'care_placement', 'care_placement_carer', 'care_visit', 'care_report', 'care_sibling', 'care_entitlement_child'], []]);
  });

  it('people, placements and families are the same in all views under one key, and others under the next', async () => {
    const of = (name: string, view: string): Set<string | null | undefined> => new Set((rows[view] ?? []).map((row) => row[name]).filter((one) => one != null));
    for (const view of ['care_visit', 'care_report', 'care_placement_carer']) expect([...of('placement', view)].filter((one) => !of('placement', 'care_placement').has(one))).toEqual([]);
    expect([...of('family', 'care_placement')].filter((one) => !of('family', 'care_carer').has(one))).toEqual([]);
    const next = await rowsOfView(new Snapshot(database.auditUrl, `${population.facts.asOf}T12:00:00Z`), 'care_placement');
    for (const name of ['subject', 'placement', 'family']) expect(new Set(next.map((row) => row[name])).intersection(of(name, 'care_placement')).size).toBe(0);
  });
});
