import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { CARER_FORMS } from '../../../subgraphs/foster-families/rules/candidate/condition.js';
import { eligibilityFor } from '../../../subgraphs/foster-families/rules/candidate/eligibility.js';
import type { Evidence } from '../../../subgraphs/foster-families/rules/candidate/evidence.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../../support/population.js';
import { seedDatabase } from '../../support/seed.js';

let database: FreshDatabase;
let population: SomeHouseholds;
beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('foster-families'), firstHouseholds(1200)]);
  await seedDatabase('foster-families', database.appUrl, population.households, population.facts);
});
afterAll(() => database.drop());

const rows = async <R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> => withClient(database.adminUrl, async (admin) => (await admin.query<R>(sql, [...parameters])).rows);

it('whoever lives in a family is in no need of one, whoever lives in an institution is, and everybody was before', async () => {
  const [found] = await rows<Record<string, number>>(`
    select count(*) filter (where p.form = 'INSTITUTION' and p.valid_to is null)::int as institutions,
           count(*) filter (where p.form = 'INSTITUTION' and p.valid_to is null and n.id is null)::int as "not in the databank",
           count(*) filter (where p.form not in ('INSTITUTION', 'GUEST') and p.valid_to is null)::int as families,
           count(*) filter (where p.form not in ('INSTITUTION', 'GUEST') and p.valid_to is null and n.id is not null)::int as "still in the databank",
           count(*) filter (where not exists (select 1 from care_need m where m.iin = p.iin))::int as "never in the databank"
      from placement p left join care_need n on n.iin = p.iin and n.closed_on is null`);
  expect(found).toMatchObject({ 'not in the databank': 0, 'still in the databank': 0, 'never in the databank': 0 });
  expect([(found?.['institutions'] ?? 0) > 3, (found?.['families'] ?? 0) > 20]).toEqual([true, true]);
});

it('terms were kept, and adoption seals', async () => {
  expect(await rows(`select 1 from care_need where primary_on > primary_by or regional_on > regional_by or central_on > central_by or closed_on < identified_on`)).toEqual([]);
  expect(await rows(`select 1 from placement p where p.sealed_on is not null and not exists (select 1 from care_need n where n.iin = p.iin and n.sealed_on is not null)`)).toEqual([]);
  expect(await rows(`select 1 from care_sibling s join placement p on p.iin in (s.iin, s.sibling_iin) where p.sealed_on is not null and s.sealed_on is null`)).toEqual([]);
  expect((await rows(`select 1 from care_sibling`)).length).toBeGreaterThan(10);
});

it('every carer has a record, and may by its papers take children in, in the forms in which they were found suitable', async () => {
  expect(await rows(`select 1 from carer c where c.valid_to is null and not exists (select 1 from carer_candidate k where k.iin = c.iin)`)).toEqual([]);
  const { asOf } = population.facts;
  const candidates = await rows<{ id: string; birthDate: string; sex: 'FEMALE' | 'MALE'; checked: Record<string, string>; forms: string[]; placed: number }>(`
    select id, to_char(birth_date, 'YYYY-MM-DD') as "birthDate", sex, forms,
           (select json_object_agg(form, last) from (select form, max(decided_on) as last from carer_decision d where d.candidate_id = k.id group by form)) as checked,
           (select count(*)::int from placement p where p.family_id = k.family_id and p.valid_to is null and p.form <> 'GUEST') as placed from carer_candidate k`);
  const evidence = Map.groupBy(await rows<Evidence & { candidate: string }>(`
    select candidate_id as candidate, kind, holds, amount::text, people, child_iin as child, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", null as "validTo", source from carer_evidence`), ({ candidate }) => candidate);
  const barred = candidates.flatMap(({ id, forms, checked, placed, ...facts }) => CARER_FORMS.filter((form) => forms.includes(form)).flatMap((form) => {
    const { allowed, conditions, missing } = eligibilityFor(form, {
      on: asOf, ...facts, child: null, children: placed + 1, living: new Map(), evidence: evidence.get(id) ?? [], checked: new Map(CARER_FORMS.flatMap((one) => (checked[one] === undefined ? [] : [[one, checked[one]]]))),
    });
    return allowed === true ? [] : [[form, missing, conditions.filter(({ met }) => met === false).map(({ condition }) => condition.code)]];
  }));
  expect([candidates.length > 10, barred]).toEqual([true, []]);
});

it('some placements are planned, some under review, and what happened and who left care is looked after: most of it in time', async () => {
  const { asOf } = population.facts;
  const [found] = await rows<Record<string, number>>(`
    select (select count(*)::int from placement_review) as reviews, (select count(*)::int from placement_review where decided_on is null) as "under review", (select count(*)::int from placement_review where decided_on > due_on) as late,
           (select count(*)::int from care_incident) as incidents, (select count(*)::int from care_incident where closed_on is null) as open, (select count(*)::int from after_care_contact) as contacts,
           (select count(*)::int from after_care_contact c join placement p on p.id = c.placement_id where p.end_reason <> 'MAJORITY' or c.contacted_on <= p.valid_to or c.contacted_on > $1) as "of nobody",
           (select count(*)::int from placement_plan n where exists (select 1 from placement p where p.iin = n.iin and p.family_id = n.family_id and p.valid_to is null)) as plans, (select count(*)::int from placement_plan) as "all plans"`, [asOf]);
  expect(found).toMatchObject({ late: 0, 'of nobody': 0, plans: found?.['all plans'] });
  expect(Object.entries(found ?? {}).filter(([key, count]) => !['late', 'of nobody'].includes(key) && count === 0)).toEqual([]);
  expect(found?.['under review']).toBeLessThan((found?.['reviews'] ?? 0) / 5);
});

it('of placements that last, reports and visits came in time', async () => {
  expect((await rows('select 1 from placement_report')).length).toBeGreaterThan(20);
  expect(await rows('select 1 from placement_report where received_on > due_on')).toEqual([]);
  expect(await rows(`select 1 from placement p where p.valid_to is null and p.form not in ('INSTITUTION', 'GUEST') and p.valid_from < $1::date - 200 and not exists (select 1 from placement_visit v where v.placement_id = p.id and v.visited_on > $1::date - 185)`, [population.facts.asOf])).toEqual([]);
});
