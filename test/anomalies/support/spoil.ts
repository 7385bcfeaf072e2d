import { expect } from 'vitest';
import type { Names, Wanted } from '../../../soak/support/audit/compare.js';
import { Records } from '../../exports/support/records.js';
import type { RuleLab } from '../../subgraphs/audit/support/rule-lab.js';
import { iinOf } from '../../subgraphs/benefits/households.js';

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

/** What is published is of the whole nation: here as much is published as these people's books have. */
export async function publishedOfTheNation(lab: RuleLab): Promise<void> {
  await lab.change('savings', `update reporting_year y set participants = null, total_usd = null`);
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
  const applicants = await lab.read<{ iin: string; on: string }>('savings', `select distinct on (iin) iin, submitted_on::text as on from payout order by iin, submitted_on`);
  const [dead] = applicants.filter(({ iin }) => !supported.has(iin));
  await lab.change('registry', `insert into life_status (iin, status, valid_from, source, recorded_at) select '${dead?.iin}', 'DECEASED', date '${dead?.on}' - 32, 't', '2026-09-30'`);
  for (const _ of await lab.read('savings', `select 1 from payout where iin = '${dead?.iin}' and submitted_on >= '${dead?.on}'`)) spoilt.note('X03', dead?.iin);
}

async function births(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const [one, other] = await lab.read<{ id: string; iin: string }>('benefits', `select c.id::text, c.iin from benefit_award_child c join benefit_award_amount x on x.award_id = c.award_id where c.programme = 'BIRTH' and x.tier = 'ORDER_1_TO_3' order by c.id limit 2`);
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
}

/** A carer who is deprived of rights over a child of their own; a ward who is not on the savings list; one whom a grandmother could have taken. */
async function care(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const known = new Set(lab.truths.flatMap(({ child, others }) => [child, ...others]));
  const wards = (await lab.read<{ iin: string; carer: string; from: string }>('foster-families', `select p.iin, min(c.iin) as carer, p.valid_from::text as from from placement p join carer c using (family_id) join known_child k on k.iin = p.iin
    where p.form = 'GUARDIANSHIP' and p.valid_to is null and p.sealed_on is null and not exists (select 1 from shielding s where s.iin = p.iin) group by p.id order by p.id`)).filter(({ iin, carer }) => !known.has(iin) && !known.has(carer));
  const [unlisted, refused, raised] = wards;
  void refused;
  expect(raised).toBeDefined();
  await lab.change('savings', `delete from listed_child where iin = '${unlisted?.iin}'`);
  spoilt.note('F20', unlisted?.iin);
}

async function awards(lab: RuleLab, spoilt: Spoilt): Promise<void> {
  const records = new Records(lab.lab.database('benefits'));
  void [records, iinOf, spoilt];
}
