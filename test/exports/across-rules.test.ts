import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Truth } from '../../local/population/anomalies/planting.js';
import { ACROSS_RULES, OTHER_RULES } from './support/across-rules.js';
import { Together } from './support/together.js';

/*
 * Auditors' rules that take the views of several programmes, on a population with planted errors and on one without: they find every one and
 * nothing else. What one programme's views suffice for is in the files of that programme.
 */

const CHILDREN = 600;
const PER_MILLION = 6_000;
const RULES = ACROSS_RULES('2026-10-01');

let spoiled: Together;
let clean: Together;
beforeAll(async () => {
  [spoiled, clean] = [await Together.of(CHILDREN, PER_MILLION), await Together.of(CHILDREN, undefined)];
  await spoil(spoiled);
  await spoiled.take();
  await clean.take();
}, 240_000);
afterAll(async () => {
  await spoiled.drop();
  await clean.drop();
});

/** A planted row as the rules name it: of an award its month, of a parentage the parent, else the day. */
function nameOf(of: Together, key: Readonly<Record<string, unknown>>): string {
  const { award, iin, month, validFrom, schoolYear, parent } = key as Record<string, string | undefined>;
  const month1 = (day: string | undefined): string => `${day?.slice(0, 7)}-01`;
  if (award !== undefined) return `${of.pseudonym(award)} ${month ?? month1(validFrom)}`;
  return `${of.pseudonym(iin ?? '')} ${parent === undefined ? validFrom ?? schoolYear : of.pseudonym(parent)}`;
}

const namesOf = async (of: Together, sql: string): Promise<string[]> => [...new Set((await of.query<{ name: string }>(sql)).map(({ name }) => name))].sort();

const planted = (of: Together, truths: readonly Truth[], rules: readonly string[]): string[] =>
  [...new Set(truths.flatMap(({ records }) => records).filter((record) => record.rules.some((rule) => rules.includes(rule))).map(({ key }) => nameOf(of, key)))].sort();

it('the rules were written for this population', () => expect([spoiled.asOf, clean.truths]).toEqual(['2026-10-01', []]));

describe.each(RULES)('$rules', ({ rules, kinds, sql }) => {
  it('finds what was planted, all of it and nothing else', async () => {
    for (const kind of kinds) expect(spoiled.truths.map((truth) => truth.kind)).toContain(kind);
    expect(await namesOf(spoiled, sql)).toEqual(planted(spoiled, spoiled.truths.filter(({ kind }) => kinds.includes(kind)), rules));
  });

  it('finds nothing where nothing was planted', async () => expect(await namesOf(clean, sql)).toEqual([]));
});

/** What must be found by the other rules; of the children and projects that come first, so that it is the same each time. */
const wrong = new Map<string, string[]>();

const note = (rule: keyof typeof OTHER_RULES, name: string | undefined): void => void wrong.set(rule, [...(wrong.get(rule) ?? []), name ?? 'nobody was there for it']);

async function spoil(of: Together): Promise<void> {
  const [missing = '', foreign = '', placed = ''] = await chosen(of);
  await of.change('savings', `delete from listed_child where iin = '${missing}'`);
  note('A citizen under 18 who is not on the savings programme\'s list', of.pseudonym(missing));
  await of.change('registry', `update citizenship set superseded_at = '2026-09-30T00:00:00Z' where iin = '${foreign}' and country = 'KZ'`);
  note('On the savings programme\'s list as a citizen, and none by the register', of.pseudonym(foreign));
  await of.change('foster-families', `insert into placement (iin, form, family_id, body_bin, act, reason, region_kato, district_kato, valid_from, source, recorded_at)
    select '${placed}', form, family_id, body_bin, '1', reason, region_kato, district_kato, '2026-08-03', 't', '2026-08-03' from placement where form = 'GUARDIANSHIP' and valid_to is null order by id limit 1`);
  note('Cared for without a guardianship', of.pseudonym(placed));
  await spoilPayouts(of);
  await spoilBirths(of);
  await spoilProjects(of);
}

async function spoilPayouts(of: Together): Promise<void> {
  const supported = new Set((await of.read<{ iin: string }>('benefits', 'select iin from benefit_award_child union select recipient_iin from benefit_award')).map(({ iin }) => iin));
  const applicants = await of.read<{ iin: string; id: string; on: string }>('savings', `select distinct on (iin) iin, id::text, submitted_on::text as on from payout order by iin, submitted_on`);
  const [early, dead] = applicants.filter(({ iin }) => !supported.has(iin));
  expect(dead).toBeDefined();
  await of.change('savings', `update payout set submitted_on = '2020-01-15' where id = ${early?.id}`);
  note('Paid out before 18', of.pseudonym(early?.iin ?? ''));
  await of.change('registry', `insert into life_status (iin, status, valid_from, source, recorded_at) select '${dead?.iin}', 'DECEASED', date '${dead?.on}' - 32, 't', '2026-09-30'`);
  const payouts = await of.read('savings', `select 1 from payout where iin = '${dead?.iin}' and submitted_on >= '${dead?.on}'`);
  for (const _ of payouts) note('Savings asked for after a death', of.pseudonym(dead?.iin ?? ''));
}

async function spoilBirths(of: Together): Promise<void> {
  const [one, other] = await of.read<{ id: string; iin: string }>('benefits', `select c.id::text, c.iin from benefit_award_child c join benefit_award_amount x on x.award_id = c.award_id where c.programme = 'BIRTH' and x.tier = 'ORDER_1_TO_3' order by c.id limit 2`);
  expect(other).toBeDefined();
  await of.change('benefits', `drop index benefit_award_child_born_once; update benefit_award_child set iin = '${other?.iin}' where id = ${one?.id}`);
  note('Two birth grants for a child', of.pseudonym(other?.iin ?? ''));
}

async function spoilProjects(of: Together): Promise<void> {
  const [undelivered] = await of.read<{ id: string; school: string }>('schools', 'select id::text, public_id as school from school where programme is null order by id limit 1');
  const [unexamined] = await of.read<{ id: string; project: string }>('schools', `select p.id::text, p.public_id as project from project p join project_stage g on g.project_id = p.id and g.stage = 'MOBILISATION' order by p.id limit 1`);
  expect([undelivered, unexamined]).not.toContain(undefined);
  await of.change('schools', `update school set programme = 'COMFORTABLE_SCHOOL' where id = ${undelivered?.id}; delete from expertise_conclusion where project_id = ${unexamined?.id}`);
  note('Places delivered without a commissioning', undelivered?.school);
  note('Built before the State expertise had said yes', unexamined?.project);
}

/** Children of ten in small families, citizens, about whom nothing else is wrong. */
async function chosen(of: Together): Promise<string[]> {
  const known = new Set(of.truths.flatMap(({ child, others }) => [child, ...others]));
  const rows = await of.read<{ iin: string }>('registry', `select p.iin from person p join citizenship z on z.iin = p.iin and z.country = 'KZ' and z.valid_to is null
    where birth_date between '2015-10-01' and '2017-10-01' and not exists (select 1 from life_status d where d.iin = p.iin)
      and not exists (select 1 from parentage m join parentage o on o.parent_iin = m.parent_iin where m.iin = p.iin group by m.parent_iin having count(*) > 3) order by p.iin`);
  return rows.map(({ iin }) => iin).filter((iin) => !known.has(iin)).slice(0, 5);
}

describe.each(Object.entries(OTHER_RULES))('%s', (rule, sql) => {
  it('finds what was planted', async () => expect(await namesOf(spoiled, sql)).toEqual((wrong.get(rule) ?? ['nothing was written for it']).sort()));

  it('finds nothing where nothing was planted', async () => expect(await namesOf(clean, sql)).toEqual([]));
});
