import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { CONDITION_TEXTS } from '../../../subgraphs/benefits/modules/entitlement/condition-texts.js';
import { institution } from '../../../subgraphs/shared/synthetic/organisations.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import type { SyntheticPerson } from '../../../subgraphs/shared/synthetic/household.js';
import { viewerAs } from '../../support/gateway-call.js';
import { type Entitled, EntitlementLab, OPEN } from './entitlement-lab.js';
import { Story } from './households.js';

const ASOF = '2026-10-01';

/* One family for each case. */

const uninsured = new Story(1);
const newborn = uninsured.child('2026-08-20');

const insured = new Story(2);
insured.child('2019-03-03');
const ofInsured = insured.child('2026-06-10');
insured.insurances.push({ person: insured.mother.iin, from: '2025-03-01', to: null, averageMonthlyIncome: '312000.00' });

const many = new Story(3);
const [eldest, , , fourth] = ['2007-04-04', '2014-05-05', '2018-06-06', '2025-12-12'].map((born) => many.child(born));
const fiveWithStudent = new Story(4);
const withStudent = ['2007-04-04', '2014-05-05', '2018-06-06', '2021-12-12'].map((born) => fiveWithStudent.child(born));

const disabled = new Story(5);
const disabledChild = disabled.child('2015-05-14');
disabled.disabilities.push({ person: disabledChild.iin, from: '2019-10-02', to: '2022-05-14', group: null }, { person: disabledChild.iin, from: '2022-05-14', to: null, group: 'II' });
const ungrouped = disabled.child('2016-01-01');
disabled.disabilities.push({ person: ungrouped.iin, from: '2021-01-01', to: null, group: null });

const orphans = new Story(6);
const [orphan] = [orphans.child('2013-01-10'), orphans.child('2016-02-20')];
orphans.insurances.push({ person: orphans.father.iin, from: '2019-01-01', to: '2024-01-10', averageMonthlyIncome: '240000.00' });
orphans.dies(orphans.mother, '2025-05-05');
orphans.dies(orphans.father, '2024-01-10');

const care = new Story(7);
const carer = care.person('1976-01-01');
const [kept, fostered, guarded, atHome] = [care.child('2026-03-03'), care.child('2018-04-04'), care.child('2026-02-02'), care.child('2012-12-12')];
care.care(kept, 'INSTITUTION', '2026-04-01', null, { institution: institution('751410000') });
care.care(fostered, 'PROFESSIONAL_FOSTER', '2026-03-01', null, { carers: [carer.iin], reason: 'NEGLECT' });
care.care(guarded, 'GUARDIANSHIP', '2026-05-05', null, { carers: [carer.iin] });
care.insurances.push({ person: carer.iin, from: '2020-01-01', to: null, averageMonthlyIncome: '200000.00' });

const others = new Story(8);
const adult = others.child('2007-01-01');
const foreigner = others.child('2026-05-05', { citizenships: [{ country: 'UZ', from: '2026-05-05', to: null }] });
const gone = others.child('2026-01-20');
others.dies(gone, '2026-09-12');

/** Adopted away from its mother; a brother stayed. */
const adoption = new Story(9);
const adopters = adoption.person('1985-05-05', { sex: 'FEMALE' });
const [adopted, brother] = [adoption.child('2020-02-02'), adoption.child('2016-06-06')];

const stories = [uninsured, insured, many, fiveWithStudent, disabled, orphans, care, others, adoption];

let lab: EntitlementLab;
beforeAll(async () => {
  lab = await EntitlementLab.open({ facts: { seed: 7, asOf: ASOF, children: 0 }, households: stories.map(({ household }) => household) });
  await withClient(lab.benefits.database.adminUrl, async (admin) => {
    await admin.query(`insert into study_record (iin, valid_from, valid_to, source) values ($1, '2025-09-01', '2029-07-01', 'test')`, [withStudent[0]?.iin]);
    await admin.query(`insert into income_statement (iin, quarter, income, members, need_found, source) values ($1, '2026-07-01', 180000, 3, true, 'test'), ($2, '2026-07-01', 900000, 4, null, 'test')`, [uninsured.mother.iin, insured.mother.iin]);
  });
});
afterAll(() => lab.close());

const iinOf = (person: SyntheticPerson | undefined): string => person?.iin ?? '';
const unmet = ({ conditions }: Entitled): string[] => conditions.filter(({ met }) => met === false).map(({ code }) => code);
const open = ({ conditions }: Entitled): string[] => conditions.filter(({ met }) => met === null).map(({ code }) => code);
const said = (rights: Readonly<Record<string, Entitled>>, ...programmes: readonly string[]): unknown[] =>
  programmes.map((code) => rights[code]).map((one) => [one?.eligible, one?.since ?? null, one?.until ?? null, one?.applyBy ?? null, one?.amount?.amount ?? null, one?.net?.amount ?? null]);

/** Those of the rights for which something holds. */
const which = (rights: Readonly<Record<string, Entitled>>, eligible: boolean | null): string[] => Object.values(rights).filter((one) => one.eligible === eligible).map(({ programme }) => programme.code);

describe('what there is a right to', () => {
  it('a newborn first child of a mother who is not insured', async () => {
    const rights = await lab.of(newborn.iin);
    expect(Object.keys(rights).toReversed()).toEqual(['BIRTH', 'CARE_STATE', 'MATERNITY', 'CARE_GFSS', 'OPV_SUBSIDY', 'LARGE_FAM', 'AWARD_MOTHER', 'DIS_CHILD', 'DIS_CARER', 'SURVIVOR', 'SURVIVOR_GFSS', 'ASP', 'ASP_CHILD', 'ADULT_CARER']);
    expect(which(rights, true)).toEqual(expect.arrayContaining(['ASP', 'CARE_STATE']));
    const [birth, state] = said(rights, 'BIRTH', 'CARE_STATE');
    // The grant has been paid where the seed says so.
    expect([birth, rights['BIRTH']?.eligible === false ? unmet(rights['BIRTH']) : 'open']).toEqual(rights['BIRTH']?.eligible === true
      ? [[true, '2026-08-20', '2028-02-20', '2028-02-20', '164350', '164350'], 'open'] : [[false, null, null, null, null, null], ['NOT_PAID_BEFORE']]);
    expect(state).toEqual([true, '2026-08-20', '2028-02-20', '2028-02-20', '24912', '24912']);
    expect(rights['CARE_GFSS']).toMatchObject({ eligible: false, since: null, amount: null, wouldChange: [{ code: 'CARER_INSURED', text: 'Social contributions for the month in which the right arose.' }] });
    // (35,595.70 − 20,000) × 3
    expect(rights['ASP']).toMatchObject({ eligible: true, amount: { amount: '46788' }, since: '2026-10-01', until: '2026-12-31' });
    expect(rights['LARGE_FAM']?.conditions.find(({ code }) => code === 'FOUR_CHILDREN')).toMatchObject({ met: false, value: '1', source: 'CIVIL_REGISTRY', article: '90(2)–(4), (8)' });
  });

  it('a child of an insured mother: by the income of the twenty-four months before, those without contributions too', async () => {
    const rights = await lab.of(ofInsured.iin);
    // 15 of 24 months: 195,000 × 0.40
    expect(said(rights, 'CARE_GFSS')).toEqual([[true, '2026-06-10', '2027-12-10', '2027-12-10', '78000', '70200']]);
    expect(unmet(rights['CARE_STATE'] as Entitled)).toEqual(['CARER_NOT_INSURED']);
    expect(rights['CARE_GFSS']?.steps.length).toBeGreaterThan(3);
    expect([open(rights['MATERNITY'] as Entitled), rights['MATERNITY']?.eligible, rights['MATERNITY']?.missingEvidence[0]?.whereToGet]).toEqual([['LEAVE_SHEET', 'WITHIN_TERM'], null, 'the clinic in charge']);
    expect([rights['ASP']?.eligible, unmet(rights['ASP'] as Entitled)]).toEqual([false, ['NOT_ABOVE_POVERTY_LINE']]);
    expect(unmet(rights['OPV_SUBSIDY'] as Entitled)).toContain('NO_CONTRIBUTIONS_ARRIVE');
  });

  it('a fourth child: the higher rates; and the family by studies that nobody knows of', async () => {
    const rights = await lab.of(iinOf(fourth));
    expect(said(rights, 'CARE_STATE')).toEqual([[true, '2025-12-12', '2027-06-12', '2027-06-12', '38493', '38493']]);
    const large = rights['LARGE_FAM'] as Entitled;
    expect([large.eligible, open(large), large.missingEvidence[0]?.what]).toEqual([null, ['FOUR_CHILDREN'], 'Proof of full-time study of a child of 18 to 22; of a guardian who belongs to the family.']);
    expect((await lab.of(iinOf(fourth), { on: '2025-04-03' }))['LARGE_FAM']).toMatchObject({ eligible: false });
    expect(await lab.of(iinOf(withStudent[3]))).toMatchObject({ LARGE_FAM: { eligible: true, amount: { amount: '69330' } } });
    expect(await lab.of(iinOf(eldest), { on: '2025-12-31' })).toMatchObject({ LARGE_FAM: { eligible: null } });
  });

  it('a child with a disability, and whoever raises it', async () => {
    const rights = await lab.of(disabledChild.iin);
    expect(said(rights, 'DIS_CHILD', 'DIS_CARER').map((one) => (one as unknown[])[4])).toEqual(['93058', '81871']);
    expect([rights['DIS_CHILD']?.since, rights['DIS_CARER']?.until]).toEqual(['2019-10-02', '2033-05-13']);
    expect(rights['ADULT_CARER']).toMatchObject({ eligible: false });
    const without = (await lab.of(ungrouped.iin))['DIS_CHILD'];
    expect(without).toMatchObject({ eligible: true, amount: null, missingEvidence: [{ what: 'From seven years on: the group of the disability.' }] });
    expect(unmet((await lab.of(newborn.iin))['DIS_CHILD'] as Entitled)).toEqual(['DISABLED']);
  });

  it('an orphan: for each child of both lost parents, and of the Fund for the one who was insured', async () => {
    const [own = []] = await lab.entitlements([iinOf(orphan)]);
    const [survivor] = own.filter(({ programme }) => programme.code === 'SURVIVOR');
    // min(2 × 1.54; 2.92) × 50,851
    expect([survivor?.eligible, survivor?.amount?.amount]).toEqual([true, '148485']);
    const fund = own.filter(({ programme }) => programme.code === 'SURVIVOR_GFSS');
    // (240,000 − 42,500) × 0.6 × 0.65 × 1.0 for sixty months
    expect(fund.map(({ eligible, amount }) => [eligible, amount?.amount])).toEqual([[true, '77025'], [false, undefined]]);
    expect(fund.map((one) => one.conditions.find(({ code }) => code === 'BREADWINNER_INSURED')?.value)).toEqual(['60', '0']);
    expect(await lab.of(iinOf(orphan), { on: '2024-01-09' })).toMatchObject({ SURVIVOR: { eligible: false, wouldChange: [{ code: 'BREADWINNER_LOST' }] } });
    const before = await lab.of(iinOf(orphan), { on: '2025-05-04' });
    expect(before['SURVIVOR']?.amount?.amount).toBe('78588'); // 1.70 × 46,228 of 2025
  });

  it('a child in care: nothing for care where the state keeps it, what a guardianship body decided, and a guardian as a parent', async () => {
    const institutional = await lab.of(kept.iin);
    expect(unmet(institutional['CARE_STATE'] as Entitled)).toContain('NOT_ON_FULL_STATE_SUPPORT');
    expect(institutional['CARE_STATE']?.conditions.find(({ code }) => code === 'NOT_ON_FULL_STATE_SUPPORT')?.value).toBe('INSTITUTION');
    expect((await lab.of(fostered.iin))['PRO_FOSTER']).toMatchObject({ eligible: true, unit: 'MONTHLY', conditions: [{ code: 'DECIDED', met: true, source: 'GUARDIANSHIP_REGISTER' }] });
    expect((await lab.of(guarded.iin))['CARE_GFSS']).toMatchObject({ eligible: true, since: '2026-05-05', amount: { amount: '80000' } });
    // Of the brothers and sisters in care none is counted at home, wherever they are registered.
    expect((await lab.of(atHome.iin))['LARGE_FAM']?.conditions.find(({ code }) => code === 'FOUR_CHILDREN')?.value).toBe('1');
  });

  it('a child over age, a foreigner, a child that died, and one that nobody knows', async () => {
    expect(which(await lab.of(adult.iin), true)).toEqual([]);
    expect((await lab.of(adult.iin))['CARE_STATE']).toMatchObject({ eligible: false, until: '2008-01-01' });
    expect((await lab.of(adult.iin, { on: '2008-02-02' }))['CARE_STATE']).toMatchObject({ until: '2008-01-01', wouldChange: expect.arrayContaining([expect.objectContaining({ code: 'WITHIN_TERM' })]) as unknown });
    const foreign = (await lab.of(foreigner.iin))['CARE_STATE'];
    expect([foreign?.eligible, foreign?.missingEvidence.map(({ what }) => what)]).toEqual([null, ['For a foreigner: a permit of permanent residence, or a right by treaty.']]);
    expect((await lab.of(gone.iin, { on: '2026-09-30' }))['CARE_STATE']).toMatchObject({ eligible: true, until: '2026-09-30' });
    expect((await lab.of(gone.iin, { on: '2026-10-01' }))['CARE_STATE']).toMatchObject({ eligible: false });
    expect(await lab.entitlements([withCheckDigit('19123190001') ?? withCheckDigit('19123190002') ?? ''])).toEqual([[]]);
  });
});

describe('the answer', () => {
  it('is in three languages, for every condition that a rule has', async () => {
    for (const { text, change, missing, where } of Object.values(CONDITION_TEXTS)) {
      for (const { kk, ru, en } of [text, change, missing, where]) expect([kk, ru, en].map((one) => one.length > 4)).toEqual([true, true, true]);
      expect(text.kk).toMatch(/[ӘІҢҒҮҰҚӨҺәіңғүұқөһ]/);
    }
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ChildBenefits { entitlements { conditions { text(lang: KK) } wouldChange { text(lang: RU) } missingEvidence { what(lang: KK) whereToGet(lang: RU) } } } } }`;
    const [facts] = await lab.facts([newborn.iin]);
    const { data, errors } = await lab.benefits.call({ query, variables: { r: [{ __typename: 'ChildBenefits', iin: newborn.iin, child: { iin: newborn.iin, grant: OPEN, facts } }] }, viewer: viewerAs('caseworker'), purpose: 'CHILD_PROFILE' });
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toContain('Қазақстанда тұрақты тұратын азамат немесе қандас.');
    expect(JSON.stringify(data)).toContain('Если за месяц возникновения права поступали социальные отчисления.');
  });

  it('takes one statement for each register, of however many children', async () => {
    const iins = stories.flatMap(({ household }) => household.persons.filter(({ isChild }) => isChild).map(({ iin }) => iin));
    lab.registry.takeSql();
    await lab.facts(iins);
    const asked = lab.registry.takeSql().length;
    expect(asked).toBeLessThanOrEqual(10);
    lab.benefits.takeSql();
    await lab.entitlements(iins);
    const tables = lab.benefits.takeSql().map((sql) => /\b(?:from "?|join )(\w+)/.exec(sql)?.[1]);
    expect(tables.toSorted()).toEqual(['benefit_award_amount', 'benefit_award_child', 'benefit_programme', 'disability_record', 'income_statement', 'insurance_contribution', 'mother_award', 'study_record']);
  });

  it('is not to be had at the ministry\'s own door, nor by the section\'s key alone', async () => {
    const token = await lab.benefits.issuer.token('ministry:benefits', { claims: { regions: ['*'] } });
    const { data, errors } = await lab.benefits.own(`{ benefitsOf(iin: "${newborn.iin}") { entitlements { eligible } } }`, token, { 'x-purpose': 'BENEFIT_ASSESSMENT' });
    expect([data, errors.map(({ extensions }) => extensions['code'])]).toEqual([{ benefitsOf: { entitlements: null } }, ['UNAVAILABLE']]);
    const key = await lab.benefits.call({ query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ChildBenefits { entitlements { eligible } } } }', variables: { r: [{ __typename: 'ChildBenefits', iin: newborn.iin }] }, viewer: viewerAs('caseworker'), purpose: 'CHILD_PROFILE' });
    expect(key.errors.map(({ extensions }) => extensions['code'])).toEqual(['WITHHELD']);
  });
});

describe('what others may not know', () => {
  const citizen = (iin: string) => viewerAs('citizen', { iin, regions: [] });
  const parent = { ...OPEN, relation: 'PARENT' as const };

  it('whose income it is sees how it was computed; the other parent does not, nor what it comes to before it is awarded', async () => {
    const on = '2026-06-10'; // before the application
    const [own, other] = [await lab.of(ofInsured.iin, { on, grant: parent, viewer: citizen(insured.mother.iin) }), await lab.of(ofInsured.iin, { on, grant: parent, viewer: citizen(insured.father.iin) })];
    expect([own['CARE_GFSS']?.amount?.amount, own['CARE_GFSS']?.steps.length === 0]).toEqual(['78000', false]);
    expect([other['CARE_GFSS']?.eligible, other['CARE_GFSS']?.steps, other['CARE_GFSS']?.conditions.find(({ code }) => code === 'CARER_INSURED')]).toMatchObject([true, [], { met: true, value: null }]);
    const [mothers, fathers] = [await lab.of(ofInsured.iin, { grant: parent, viewer: citizen(insured.mother.iin) }), await lab.of(ofInsured.iin, { grant: parent, viewer: citizen(insured.father.iin) })];
    expect([mothers, fathers].map((rights) => rights['ASP']?.conditions.find(({ code }) => code === 'NOT_ABOVE_POVERTY_LINE')?.value)).toEqual(['75000', null]);
  });

  it('without the class of the family no value about it', async () => {
    const closed = await lab.of(iinOf(orphan), { grant: { ...OPEN, classes: ['identity', 'benefits'] } });
    const values = Object.values(closed).flatMap(({ conditions }) => conditions).filter(({ code }) => ['BREADWINNER_LOST', 'FOUR_CHILDREN', 'AWARDED', 'BREADWINNER_INSURED'].includes(code)).map(({ value }) => value);
    expect(new Set(values)).toEqual(new Set([null]));
  });

  it('while a placement is shielded nothing tells who the carers are, and what only a child in care has is not there', async () => {
    const restricted = { ...OPEN, restricted: true };
    const rights = await lab.of(guarded.iin, { grant: restricted });
    expect(Object.keys(rights)).not.toContain('GUARDIAN');
    expect([open(rights['CARE_GFSS'] as Entitled), rights['CARE_GFSS']?.amount, rights['CARE_GFSS']?.missingEvidence[0]?.what]).toEqual([['CARER_INSURED', 'RIGHTS_NOT_REMOVED'], null, 'Not told while the child\'s place is shielded.']);
    expect(['OPV_SUBSIDY', 'ASP_CHILD'].map((code) => rights[code]?.conditions.filter(({ code: one }) => one.startsWith('RECEIVES_')).map(({ met, value }) => [met, value]))).toEqual([[[null, null]], [[null, null]]]);
    expect(Object.keys(await lab.of(fostered.iin, { grant: restricted }))).not.toContain('PRO_FOSTER');
    // The same with other carers: insured or not, alone or two.
    const [facts] = (await lab.facts([guarded.iin])) as { representatives: object[] }[];
    const stranger = uninsured.father.iin;
    const ask = async (representatives: readonly object[]): Promise<unknown> => {
      const r = [{ __typename: 'ChildBenefits', iin: guarded.iin, child: { iin: guarded.iin, grant: restricted, facts: { ...facts, representatives } } }];
      const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ChildBenefits { entitlements { programme { code } eligible since until applyBy amount { amount } conditions { code met value } wouldChange { code } missingEvidence { what article } steps { text } } } } }';
      return (await lab.benefits.call({ query, variables: { r }, viewer: viewerAs('caseworker'), purpose: 'CHILD_PROFILE' })).data;
    };
    const told = facts?.representatives ?? [];
    expect(await ask(told.map((one) => ({ ...one, iin: stranger })))).toEqual(await ask(told));
    expect(await ask([...told, ...told.map((one) => ({ ...one, iin: stranger }))])).toEqual(await ask(told));
  });

  it('who were parents and children before an adoption is in nobody\'s facts', async () => {
    await withClient(lab.registry.database.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ id: string }>(`insert into registration (iin, kind, occurred_on, received_on, source, version) values ($1, 'ADOPTION', '2023-03-03', '2023-03-03', 'court', 2) returning id`, [adopted.iin]);
      await admin.query(`update parentage set valid_to = '2023-03-03', ended_by = $2 where iin = $1`, [adopted.iin, rows[0]?.id]);
      await admin.query(`insert into parentage (iin, parent_iin, role, basis, valid_from, source) values ($1, $2, 'MOTHER', 'ADOPTION', '2023-03-03', 'court')`, [adopted.iin, adopters.iin]);
    });
    type Facts = { inCountry: object[]; parents: { iin: string; together: object[]; children: { birthDate: string }[] }[] };
    const [own, brothers] = (await lab.facts([adopted.iin, brother.iin])) as Facts[];
    expect(own?.parents.map(({ iin, children }) => [iin, children])).toEqual([[adopters.iin, []]]);
    expect(brothers?.parents.flatMap(({ children }) => children)).toEqual([]);
    expect(own?.inCountry).toEqual([{ from: '2023-03-03', to: null }]);
    expect(own?.parents.map(({ together }) => together)).toEqual([[{ from: '2023-03-03', to: null }]]);
    expect(await lab.entitlements([adopted.iin], { on: '2023-03-02' })).toEqual([[]]);
    expect(await lab.of(adopted.iin, { on: '2023-03-03' })).toMatchObject({ BIRTH: { eligible: false }, DIS_CARER: { conditions: expect.arrayContaining([expect.objectContaining({ code: 'RESIDENT', met: true })]) as unknown } });
  });

  it('registry says of brothers and sisters no key while they are minors, and of a shielded child no place', async () => {
    const [facts] = (await lab.facts([iinOf(fourth)])) as { parents: { children: { iin: string | null; birthDate: string }[] }[] }[];
    expect(facts?.parents[0]?.children.map(({ iin, birthDate }) => [birthDate, iin])).toEqual([['2007-04-04', eldest?.iin], ['2014-05-05', null], ['2018-06-06', null]]);
    expect(JSON.stringify(await lab.facts([guarded.iin]))).not.toContain('751410000');
  });
});
