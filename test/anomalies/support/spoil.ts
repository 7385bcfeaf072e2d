import { expect } from 'vitest';
import type { Names, Wanted } from '../../../soak/support/audit/compare.js';
import { Records } from '../../exports/support/records.js';
import type { RuleLab } from '../../subgraphs/audit/support/rule-lab.js';

/** Somebody or something that a rule has to find, by the values that stand in the databases. */
interface Wrong {
  readonly about: string;
  readonly month?: string;
  readonly record?: string;
}

/** What is the same in every snapshot stands there as it is. */
const PUBLIC = 'public ';

/** What was written past every check, by the rule that has to find it. */
export class Spoilt {
  readonly #wrong = new Map<string, Wrong[]>();

  note(rule: string, about: string | undefined, more: Omit<Wrong, 'about'> = {}): void {
    this.#wrong.set(rule, [...(this.#wrong.get(rule) ?? []), { about: about ?? 'nobody was there for it', ...more }]);
  }

  notePublic(rule: string, about: string | undefined): void {
    this.note(rule, about === undefined ? undefined : PUBLIC + about);
  }

  wanted(rule: string, names: Names): Wanted[] {
    return (this.#wrong.get(rule) ?? []).map(({ about, month, record }) => ({
      what: about, about: [about.startsWith(PUBLIC) ? about.slice(PUBLIC.length) : names(about)], month, record: record === undefined ? undefined : names(record),
    }));
  }
}

/** What was published is of the nation, and of these few people nobody published anything. */
export async function publishedOfTheNation(lab: RuleLab): Promise<void> {
  await lab.change('savings', 'update reporting_year set participants = null, total_usd = null');
}

/** For rules that no kind of error stands for: each finds what is spoilt here of people about whom nothing else is wrong. */
export async function spoil(lab: RuleLab): Promise<Spoilt> {
  const spoilt = new Spoilt();
  for (const part of [registers, payouts, births, buildings, families, care, awards]) await part(lab, spoilt);
  // Of the sums and the doubled claims that are planted, every year's total is another than that of one sum for everybody.
  for (const year of ['2023', '2024', '2025']) spoilt.notePublic('S13', year);
  return spoilt;
}

/** Children of ten in small families, citizens, about whom nothing else is wrong. */
async function ofSmallFamilies(lab: RuleLab): Promise<string[]> {
  const known = new Set(lab.truths.flatMap(({ child, others }) => [child, ...others]));
  const rows = await lab.read<{ iin: string }>('registry', `select p.iin from person p join citizenship z on z.iin = p.iin and z.country = 'KZ' and z.valid_to is null
    where birth_date between '2015-10-01' and '2017-10-01' and not exists (select 1 from life_status d where d.iin = p.iin)
      and not exists (select 1 from parentage m join parentage o on o.parent_iin = m.parent_iin where m.iin = p.iin group by m.parent_iin having count(*) > 3) order by p.iin`);
  return rows.map(({ iin }) => iin).filter((iin) => !known.has(iin));
}

async function registers(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const [missing, foreign, placed] = await ofSmallFamilies(lab);
  await lab.change('savings', `delete from listed_child where iin = '${missing}'`);
  spoilt.note('X01', missing);
  await lab.change('registry', `update citizenship set superseded_at = '2026-09-30T00:00:00Z' where iin = '${foreign}' and country = 'KZ'`);
  spoilt.note('X02', foreign);
  await lab.change('foster-families', `insert into placement (iin, form, family_id, body_bin, act, reason, region_kato, district_kato, valid_from, source, recorded_at)
    select '${placed}', form, family_id, body_bin, '1', reason, region_kato, district_kato, '2026-08-03', 't', '2026-08-03' from placement where form = 'GUARDIANSHIP' and valid_to is null order by id limit 1`);
  spoilt.note('X04', placed, { month: '2026-08-01' });
}

async function payouts(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const supported = new Set((await lab.read<{ iin: string }>('benefits', 'select iin from benefit_award_child union select recipient_iin from benefit_award')).map(({ iin }) => iin));
  const applicants = (await lab.read<{ iin: string; on: string; id: string }>('savings', `select distinct on (iin) iin, submitted_on::text as on, public_id as id from payout order by iin, submitted_on`)).filter(({ iin }) => !supported.has(iin));
  const [dead] = applicants;
  await lab.change('registry', `insert into life_status (iin, status, valid_from, source, recorded_at) select '${dead?.iin}', 'DECEASED', date '${dead?.on}' - 32, 't', '2026-09-30'`);
  for (const _ of await lab.read('savings', `select 1 from payout where iin = '${dead?.iin}' and submitted_on >= '${dead?.on}'`)) spoilt.note('X03', dead?.iin);
  // A birth that the register has in the month before the application, eighteen years back, and the list as it was: not beyond a school year's first day.
  const days = applicants.slice(1).map(({ iin, on }) => `('${iin}', '${on}'::date)`).join(', ');
  const [young] = await lab.read<{ iin: string; to: string }>('registry', `select p.iin, to_char(date_trunc('month', a.submitted - interval '17 years 11 months'), 'YYYY-MM-DD') as to from person p join (values ${days}) a (iin, submitted) on a.iin = p.iin
    where extract(year from p.birth_date + interval '4 months') = extract(year from a.submitted - interval '17 years 11 months' + interval '4 months') order by p.iin limit 1`);
  await lab.change('registry', `update person set birth_date = '${young?.to}' where iin = '${young?.iin}'`);
  spoilt.note('X03', young?.iin);
}

/** Of two children who were born soon after one another, so that neither grant was applied for late. */
async function births(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const [one, other] = await lab.read<{ id: string; iin: string }>('benefits', `select c.id::text, c.iin from benefit_award_child c join benefit_award a on a.id = c.award_id join benefit_award_amount x on x.award_id = a.id
    where c.programme = 'BIRTH' and x.tier = 'ORDER_1_TO_3' order by a.occurred_on, c.id limit 2`);
  expect(other).toBeDefined();
  await lab.change('benefits', `drop index benefit_award_child_born_once; update benefit_award_child set iin = '${other?.iin}' where id = ${one?.id}`);
  spoilt.note('R5', other?.iin);
}

async function buildings(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const [undelivered] = await lab.read<{ id: string; school: string }>('schools', 'select id::text, public_id as school from school where programme is null order by id limit 1');
  const [unexamined] = await lab.read<{ id: string; project: string }>('schools', `select p.id::text, p.public_id as project from project p join project_stage g on g.project_id = p.id and g.stage = 'MOBILISATION' order by p.id limit 1`);
  await lab.change('schools', `update school set programme = 'COMFORTABLE_SCHOOL' where id = ${undelivered?.id}; delete from expertise_conclusion where project_id = ${unexamined?.id}`);
  spoilt.notePublic('X06', undelivered?.school);
  spoilt.notePublic('X07', unexamined?.project);
}

/** A child counted in a second large family, from a month for which nothing was paid yet. */
async function families(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const [one, other] = await lab.read<{ award: string; publicId: string; iin: string }>('benefits', `select a.id::text as award, a.public_id as "publicId", min(c.iin) as iin from benefit_award a join benefit_award_child c on c.award_id = a.id and c.until is null
    where a.programme = 'LARGE_FAM' and a.status = 'ACTIVE' and a.until is null group by a.id order by a.id limit 2`);
  await lab.change('benefits', `alter table benefit_award_child drop constraint benefit_award_child_once;
    insert into benefit_award_child (award_id, programme, component, region_kato, iin, since, recorded_at) select id, programme, component, region_kato, '${one?.iin}', '2026-10-01', '2026-10-01' from benefit_award where id = ${other?.award}`);
  spoilt.note('R6', one?.iin, { month: '2026-10-01', ...(other && { record: other.publicId }) });
  await foreignMember(lab, spoilt);
}

/** A child of a large family that is no citizen any more counts all the same: whose the citizenship is that ends the benefit, is the recipient (92(3)6). */
async function foreignMember(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const known = new Set(lab.truths.flatMap(({ child, others }) => [child, ...others]));
  const members = await lab.read<{ iin: string; recipient: string }>('benefits', `select c.iin, a.recipient_iin as recipient from benefit_award a join benefit_award_child c on c.award_id = a.id and c.until is null
    where a.programme = 'LARGE_FAM' and a.status = 'ACTIVE' and a.until is null and a.since < '2026-03-01' and substr(c.iin, 1, 2) between '12' and '17' order by a.id desc, c.id`);
  const foreign = members.find(({ iin, recipient }) => !known.has(iin) && !known.has(recipient))?.iin;
  await lab.change('registry', `update citizenship set superseded_at = '2026-09-30T00:00:00Z' where iin = '${foreign}' and country = 'KZ'`);
  spoilt.note('X02', foreign);
}

interface Ward {
  readonly iin: string;
  readonly carer: string;
}

/** Children with guardians who are paid for it, about whom nothing else is wrong. */
async function wardsOf(lab: RuleLab): Promise<Ward[]> {
  const known = new Set(lab.truths.flatMap(({ child, others }) => [child, ...others]));
  const paid = new Set((await lab.read<{ iin: string }>('benefits', `select recipient_iin as iin from benefit_award where programme = 'GUARDIAN' and until is null`)).map(({ iin }) => iin));
  const wards = await lab.read<Ward>('foster-families', `select p.iin, min(c.iin) as carer from placement p join carer c using (family_id)
    where p.form = 'GUARDIANSHIP' and p.valid_to is null and p.sealed_on is null and not exists (select 1 from shielding s where s.placement_id = p.id) group by p.id order by p.id`);
  return wards.filter(({ iin, carer }) => !known.has(iin) && !known.has(carer) && paid.has(carer));
}

/** A ward who is not on the savings list; a carer who is deprived of rights over another child; a ward whom a grandmother could have taken. */
async function care(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const [unlisted, raised, given] = await wardsOf(lab);
  expect(given).toBeDefined();
  await lab.change('savings', `delete from listed_child where iin = '${unlisted?.iin}'`);
  spoilt.note('F20', unlisted?.iin);
  await lab.change('registry', `insert into parental_right (iin, parent_iin, status, valid_from, source, recorded_at) values ('${(await ofSmallFamilies(lab)).at(-1)}', '${raised?.carer}', 'DEPRIVED', '2026-08-15', 't', '2026-08-20')`);
  for (const { record } of await lab.read<{ record: string }>('benefits', `select public_id as record from benefit_award where programme = 'GUARDIAN' and recipient_iin = '${raised?.carer}' and until is null`)) spoilt.note('X05', raised?.carer, { month: '2026-09-01', record });
  const [grandmother] = await lab.read<{ iin: string }>('registry', `select p.iin from person p where sex = 'FEMALE' and birth_date < '1970-01-01' and not exists (select 1 from parentage q where q.parent_iin = p.iin) and not exists (select 1 from life_status d where d.iin = p.iin)
    and not exists (select 1 from guardianship g where g.representative_iin = p.iin) order by p.iin limit 1`);
  await lab.change('registry', `insert into parentage (iin, parent_iin, role, basis, valid_from, source, recorded_at)
    select parent_iin, '${grandmother?.iin}', 'MOTHER', 'BIRTH', '1985-01-01', 't', '2020-01-01' from parentage where iin = '${given?.iin}' and role = 'MOTHER' and valid_to is null`);
  await lab.change('foster-families', `with q as (insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, checked_on, source, version, recorded_at)
      select '${grandmother?.iin}', '1965-01-01', 'FEMALE', region_kato, district_kato, body_bin, '{GUARDIANSHIP}', 'SUITABLE', '2010-01-01', '2010-01-01', '2010-03-01', 't', 2, '2010-03-01'
        from placement where iin = '${given?.iin}' and valid_to is null and form = 'GUARDIANSHIP' limit 1 returning id)
    insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source, recorded_at) select id, 'GUARDIANSHIP', true, '{}', '2010-03-01', 2, 't', '2010-03-01' from q`);
  const hers = await lab.read<{ iin: string }>('registry', `select c.iin from parentage c join parentage g on g.iin = c.parent_iin where g.parent_iin = '${grandmother?.iin}'`);
  const placed = await lab.read<{ iin: string; record: string }>('foster-families', `select iin, public_id as record from placement where iin in (${hers.map(({ iin }) => `'${iin}'`).join(', ')}) and form not in ('GUEST', 'INSTITUTION')`);
  // Their guardians are relatives by papers, and no strangers.
  await lab.change('foster-families', `delete from carer_evidence where kind in ('RELATIVE_OF_CHILD', 'CLOSE_RELATIVE') and child_iin in (${hers.map(({ iin }) => `'${iin}'`).join(', ')})`);
  for (const { iin, record } of placed) spoilt.note('F14', iin, { record });
}

const PAID = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((month) => `2026-0${month}-01`);

/** Somebody of 26 who is counted as a member of a family that lost its breadwinner; an adopter's short leave, and the same of who has adopted nobody. */
async function awards(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const records = new Records(lab.lab.database('benefits'));
  const grown = records.person();
  const names = 'surname_kk, given_kk, surname_ru, given_ru, surname_latin, given_latin';
  await lab.change('registry', `insert into person (iin, birth_date, sex, ${names}, is_child, registered_on, source, recorded_at) select '${grown}', '2000-03-01', 'MALE', ${names}, true, '2000-03-04', 't', '2000-03-04' from person limit 1`);
  const survivor = await records.award('SURVIVOR', '2026-01-01', { children: [grown], paid: PAID });
  for (const month of PAID) spoilt.note('R12', grown, { month, record: survivor.publicId });
  // Disabled before 18: the same award is as it should be.
  const disabled = records.person();
  await lab.change('registry', `insert into person (iin, birth_date, sex, ${names}, is_child, registered_on, source, recorded_at) select '${disabled}', '2000-03-01', 'MALE', ${names}, true, '2000-03-04', 't', '2000-03-04' from person limit 1`);
  const before = await records.award('DIS_CHILD', '2012-01-01', { children: [disabled] });
  await lab.change('benefits', `update benefit_award set until = '2012-02-01' where id = ${before.id}`);
  await records.award('SURVIVOR', '2026-01-01', { children: [disabled], paid: PAID });
  // Others whose disability before 18 another benefit tells: who was cared for as a disabled child, and who is disabled since childhood, who may have both.
  for (const [programme, tier, since, until, paid] of [['DIS_CARER', 'TEST', '2012-01-01', '2012-02-01', []], ['DIS_CHILD', 'CHILDHOOD_II', '2020-01-01', '2020-02-01', []], ['DIS_CHILD', 'CHILDHOOD_II', '2026-02-01', null, PAID.slice(1)]] as const) {
    const one = records.person();
    await lab.change('registry', `insert into person (iin, birth_date, sex, ${names}, is_child, registered_on, source, recorded_at) select '${one}', '2000-03-01', 'MALE', ${names}, true, '2000-03-04', 't', '2000-03-04' from person limit 1`);
    await records.award('SURVIVOR', '2026-01-01', { children: [one], paid: PAID });
    const told = await records.award(programme, since, { children: [one], paid });
    await lab.change('benefits', `update benefit_award_amount set tier = '${tier}' where award_id = ${told.id}`);
    if (until !== null) await lab.change('benefits', `update benefit_award set until = '${until}' where id = ${told.id}`);
    // Not of its rate: the test's awards are of 10,000 tenge.
    for (const month of paid) spoilt.note('R8', told.recipient, { month, record: told.publicId });
  }
  const [adopter] = await lab.read<{ iin: string }>('registry', `select parent_iin as iin from parentage where basis = 'ADOPTION' and role = 'MOTHER' and valid_to is null order by parent_iin limit 1`);
  const [hers, nobodys] = [await records.award('MATERNITY', '2026-03-03'), await records.award('MATERNITY', '2026-03-03')];
  await lab.change('benefits', `update benefit_award set until = '2026-04-01' where id in (${hers.id}, ${nobodys.id}); update benefit_award set recipient_iin = '${adopter?.iin}' where id = ${hers.id}`);
  expect(adopter).toBeDefined();
  spoilt.note('R10', nobodys.recipient, { record: nobodys.publicId });
  await lab.recordedBy('benefits', lab.asOf);
}
