import { describe, expect, it } from 'vitest';
import { CARER_FORMS, FORM_SINCE, type CarerForm } from './condition.js';
import { CONDITIONS, eligibilityFor, requirementsOf } from './eligibility.js';
import type { CandidateFacts, Evidence, EvidenceKind } from './evidence.js';

const YES: readonly EvidenceKind[] = ['CITIZEN', 'PERMANENT_HOME', 'HOUSING', 'INCOME_SUFFICES', 'MARRIED', 'SPOUSE_CONSENT', 'TRAINING', 'PROFESSIONAL_CONCLUSION'];
const NO: readonly EvidenceKind[] = ['CAPACITY_LIMITED', 'SPOUSE_CAPACITY_LIMITED', 'RIGHTS_REMOVED_OR_LIMITED', 'REMOVED_AS_GUARDIAN', 'ADOPTION_CANCELLED', 'UNFIT_HEALTH',
  'DISPENSARY_REGISTER', 'UNEXPUNGED_CONVICTION', 'LISTED_OFFENCE', 'UNDER_PROSECUTION', 'STATELESS'];

const paper = (kind: EvidenceKind, holds: boolean, more: Partial<Evidence> = {}): Evidence => ({ kind, holds, amount: '75.0', people: 3, child: null, validFrom: '2012-01-01', validTo: null, source: 's', ...more });
const COMPLETE = [...YES.map((kind) => paper(kind, true)), ...NO.map((kind) => paper(kind, false))];

const facts = (more: Partial<CandidateFacts> = {}, ...papers: readonly Evidence[]): CandidateFacts =>
  ({ on: '2026-10-01', birthDate: '1980-10-01', sex: 'FEMALE', evidence: [...COMPLETE, ...papers], children: 1, living: new Map(), checked: new Map(), child: null, ...more });

const failed = (form: CarerForm, given: CandidateFacts): string[] => eligibilityFor(form, given).conditions.filter(({ met }) => met === false).map(({ condition, article }) => `${condition.code} ${article}`);

const without = (given: CandidateFacts, ...kinds: readonly EvidenceKind[]): CandidateFacts => ({ ...given, evidence: given.evidence.filter(({ kind }) => !kinds.includes(kind)) });

it('allows somebody with every paper in every form', () => {
  for (const form of CARER_FORMS) expect([form, eligibilityFor(form, facts())]).toMatchObject([form, { allowed: true, missing: [] }]);
});

it('cannot tell while any paper is missing, and names it', () => {
  for (const { condition } of CARER_FORMS.flatMap((form) => requirementsOf(form, '2026-10-01'))) expect(condition.text.kk !== '' && condition.text.ru !== '' && condition.text.en !== '').toBe(true);
  const { allowed, missing } = eligibilityFor('PROFESSIONAL_FOSTER', without(facts(), 'TRAINING', 'UNEXPUNGED_CONVICTION'));
  expect([allowed, missing.toSorted()]).toEqual([null, ['TRAINING', 'UNEXPUNGED_CONVICTION']]);
  expect(eligibilityFor('GUARDIANSHIP', { ...facts(), evidence: [] })).toMatchObject({ allowed: null });
});

it.each<[EvidenceKind, string, string]>([
  ['CAPACITY_LIMITED', 'CAPABLE', '91(2)1 122(1)1'],
  ['RIGHTS_REMOVED_OR_LIMITED', 'RIGHTS_INTACT', '91(2)3 122(1)2'],
  ['REMOVED_AS_GUARDIAN', 'NEVER_REMOVED', '91(2)4 122(1)3'],
  ['ADOPTION_CANCELLED', 'NO_ADOPTION_CANCELLED', '91(2)5 122(1)4'],
  ['UNFIT_HEALTH', 'HEALTHY', '91(2)6 122(1)5'],
  ['UNEXPUNGED_CONVICTION', 'NO_CONVICTION', '91(2)9 122(1)7'],
  ['STATELESS', 'NOT_STATELESS', '91(2)10 122(1)8'],
  ['DISPENSARY_REGISTER', 'NOT_ON_DISPENSARY_REGISTER', '91(2)13 122(1)11'],
  ['LISTED_OFFENCE', 'NO_LISTED_OFFENCE', '91(2)14 122(1)12'],
])('%s bars adopters and guardians, by its article', (kind, code, articles) => {
  const given = facts({ on: '2026-02-03' }, paper(kind, true, { validFrom: '2025-01-01' }));
  const [adopter, guardian] = articles.split(' ');
  expect([failed('ADOPTION', given), failed('GUARDIANSHIP', given)]).toEqual([[`${code} ${adopter}`], [`${code} ${guardian}`]]);
  for (const [form, by] of [['PATRONAGE', '135(1)'], ['FOSTER_FAMILY', '132-3(1)'], ['PROFESSIONAL_FOSTER', '132-8(1)']] as const) expect(failed(form, given)).toEqual([`${code} ${guardian}, ${by}`]);
});

it.each<[EvidenceKind, string]>([
  ['CAPACITY_LIMITED', 'CAPABLE'], ['RIGHTS_REMOVED_OR_LIMITED', 'RIGHTS_INTACT'], ['REMOVED_AS_GUARDIAN', 'NEVER_REMOVED'], ['ADOPTION_CANCELLED', 'NO_ADOPTION_CANCELLED'], ['UNFIT_HEALTH', 'HEALTHY'],
  ['DISPENSARY_REGISTER', 'NOT_ON_DISPENSARY_REGISTER'], ['UNEXPUNGED_CONVICTION', 'NO_CONVICTION'], ['LISTED_OFFENCE', 'NO_LISTED_OFFENCE'], ['UNDER_PROSECUTION', 'NOT_PROSECUTED'],
])('%s bars hosts of guests, too, and no child may live with them', (kind, code) => {
  const [barred] = eligibilityFor('GUEST', facts({}, paper(kind, true))).conditions.filter(({ met }) => met === false);
  expect([barred?.condition.code, barred?.condition.bars, barred?.article]).toEqual([code, true, 'Order No. 402 of 2016 on guest families']);
});

it('says how sure it is: what the press names of guest families B, what is configuration M, what Law 236-VIII words anew B', () => {
  const sure = (form: CarerForm, on: string) => Object.fromEntries(requirementsOf(form, on).map(({ condition, certainty }) => [condition.code, certainty]));
  expect(sure('GUEST', '2026-10-01')).toEqual({
    ADULT: 'M', CAPABLE: 'M', RIGHTS_INTACT: 'M', NEVER_REMOVED: 'M', NO_ADOPTION_CANCELLED: 'M', NO_CONVICTION: 'M', NO_LISTED_OFFENCE: 'M', NOT_PROSECUTED: 'M',
    HEALTHY: 'B', NOT_ON_DISPENSARY_REGISTER: 'B', PERMANENT_HOME: 'B', INCOME: 'B', SPOUSE_CONSENTS: 'B', TRAINED: 'B',
  });
  for (const code of ['NEVER_REMOVED', 'NOT_ON_DISPENSARY_REGISTER']) expect([code, sure('GUARDIANSHIP', '2026-02-03')[code], sure('GUARDIANSHIP', '2026-02-04')[code]]).toEqual([code, 'A', 'B']);
  const articles = Object.fromEntries(requirementsOf('GUARDIANSHIP', '2026-02-04').map(({ condition, article }) => [condition.code, article]));
  expect([articles['NEVER_REMOVED'], articles['NOT_ON_DISPENSARY_REGISTER']]).toEqual(['122(1)3, as changed by Law 236-VIII', '122(1)11, as changed by Law 236-VIII']);
});

it('asks for nothing before the law had the form, and allows it to nobody then', () => {
  expect(FORM_SINCE.PROFESSIONAL_FOSTER).toBe('2025-07-01');
  for (const form of CARER_FORMS) {
    expect([form, requirementsOf(form, '2011-12-25'), eligibilityFor(form, facts({ on: '2011-12-25' })).allowed]).toEqual([form, [], false]);
    for (const { validFrom } of requirementsOf(form, '2026-10-01')) expect([form, validFrom >= FORM_SINCE[form]]).toEqual([form, true]);
  }
  expect(requirementsOf('PROFESSIONAL_FOSTER', '2025-06-30')).toEqual([]);
});

describe('dated rules:', () => {
  const single = (on: string): CandidateFacts => facts({ on, sex: 'MALE' }, paper('MARRIED', false, { validFrom: '2013-01-01' }));

  it('an unmarried man may adopt since the Constitutional Court\'s decision, and be a guardian since 4 February 2026', () => {
    const allowed = (form: CarerForm, on: string) => eligibilityFor(form, single(on)).allowed;
    expect(['2024-07-22', '2024-07-23'].map((on) => allowed('ADOPTION', on))).toEqual([false, true]);
    expect(['2024-07-23', '2026-02-03', '2026-02-04'].map((on) => allowed('GUARDIANSHIP', on))).toEqual([false, false, true]);
    const raised = facts({ on: '2024-01-01', sex: 'MALE' }, paper('MARRIED', false, { validFrom: '2013-01-01' }), paper('RAISED_THREE_YEARS', true));
    expect(eligibilityFor('GUARDIANSHIP', raised).allowed).toBe(true);
  });

  it('whoever is prosecuted is barred from 4 February 2026, with a warning that the wording was not read', () => {
    const prosecuted = (on: string) => facts({ on }, paper('UNDER_PROSECUTION', true, { validFrom: '2025-01-01' }));
    expect(['2026-02-03', '2026-02-04'].map((on) => eligibilityFor('GUARDIANSHIP', prosecuted(on)).allowed)).toEqual([true, false]);
    expect(eligibilityFor('GUARDIANSHIP', prosecuted('2026-02-04')).conditions.find(({ met }) => met === false)?.condition.certainty).toBe('B');
  });

  it('suitability is confirmed yearly from 4 February 2026', () => {
    const checked = (on: string) => failed('PATRONAGE', facts({ on, checked: new Map([['PATRONAGE', '2025-01-10']]) }));
    expect([checked('2026-02-03'), checked('2026-02-04')]).toEqual([[], ['CHECKED_THIS_YEAR 122, as changed by Law 236-VIII']]);
    expect(failed('PATRONAGE', facts({ on: '2026-10-01', checked: new Map([['PATRONAGE', '2025-10-01']]) }))).toEqual([]);
    expect(failed('PATRONAGE', facts({ on: '2026-10-02', checked: new Map([['PATRONAGE', '2025-10-01'], ['GUEST', '2026-10-01']]) }))).toHaveLength(1);
  });

  it('no two rows of one condition hold for one form on one day', () => {
    for (const form of CARER_FORMS) {
      for (const on of ['2012-01-01', '2016-04-21', '2024-07-22', '2024-07-23', '2026-02-03', '2026-02-04', '2030-01-01']) {
        const codes = requirementsOf(form, on).map(({ condition }) => condition.code);
        expect(codes).toEqual([...new Set(codes)]);
      }
    }
    expect(CONDITIONS.length).toBeGreaterThan(25);
  });
});

describe('ages:', () => {
  it('a professional carer is 30 to 63, on the 64th birthday no longer', () => {
    const born = (birthDate: string) => failed('PROFESSIONAL_FOSTER', facts({ birthDate }));
    expect([born('1996-10-02'), born('1996-10-01'), born('1962-10-02'), born('1962-10-01')]).toEqual([['AGE_30_TO_63 132-8(1)'], [], [], ['AGE_30_TO_63 132-8(1)']]);
  });

  it('an adopter is sixteen years older than the child, but for step-parents and by a court, and not for any relative', () => {
    const child = (childBirthDate: string, ...papers: Evidence[]) => failed('ADOPTION', facts({ birthDate: '1995-05-05', child: { iin: 'A', birthDate: childBirthDate } }, ...papers));
    expect([child('2011-05-05'), child('2011-05-04'), child('2011-05-04', paper('AGE_GAP_EXCUSED', true, { child: 'A' })), child('2011-05-04', paper('AGE_GAP_EXCUSED', true, { child: 'B' }))]).toEqual([[], ['AGE_GAP 92'], [], ['AGE_GAP 92']]);
    for (const kind of ['RELATIVE_OF_CHILD', 'CLOSE_RELATIVE'] as const) expect(child('2011-05-04', paper(kind, true, { child: 'A' }))).toEqual(['AGE_GAP 92']);
  });
});

describe('papers:', () => {
  it('of several the one that began last is heard, and one that has run out is none', () => {
    expect(failed('GUARDIANSHIP', facts({}, paper('PERMANENT_HOME', false, { validFrom: '2024-01-01' }), paper('PERMANENT_HOME', true, { validFrom: '2025-01-01' })))).toEqual([]);
    expect(failed('GUARDIANSHIP', facts({}, paper('UNFIT_HEALTH', true, { validFrom: '2024-01-01', validTo: '2026-10-01' })))).toEqual([]);
    const expired = without(facts(), 'TRAINING');
    expect(failed('GUEST', { ...expired, evidence: [...expired.evidence, paper('TRAINING', true, { validTo: '2026-10-01' })] })).toEqual(['TRAINED Order No. 402 of 2016 on guest families']);
  });

  it('of a bar a yes is heard, however long before a clean certificate it began, until a later paper that began no earlier says no', () => {
    const [yes, no] = [(validFrom: string) => paper('UNEXPUNGED_CONVICTION', true, { validFrom }), (validFrom: string, more: Partial<Evidence> = {}) => paper('UNEXPUNGED_CONVICTION', false, { validFrom, ...more })];
    const convicted = (...papers: Evidence[]) => failed('PATRONAGE', facts({}, ...papers)).length;
    expect([convicted(no('2026-08-01'), yes('2026-05-01')), convicted(yes('2026-05-01'), no('2026-04-30')), convicted(yes('2026-05-01'), no('2026-08-01'))]).toEqual([1, 1, 0]);
    const ranOut = { ...without(facts(), 'UNEXPUNGED_CONVICTION') };
    expect(eligibilityFor('PATRONAGE', { ...ranOut, evidence: [...ranOut.evidence, yes('2026-05-01'), no('2026-08-01', { validTo: '2026-09-01' })] })).toMatchObject({ allowed: null, missing: ['UNEXPUNGED_CONVICTION'] });
  });

  it.each<EvidenceKind>(['LISTED_OFFENCE', 'REMOVED_AS_GUARDIAN', 'ADOPTION_CANCELLED'])('%s bars for good; a mistake is taken back by a no of the same day', (kind) => {
    const bars = (...papers: Evidence[]) => failed('GUARDIANSHIP', facts({}, paper(kind, true, { validFrom: '2020-05-01', validTo: '2021-05-01' }), ...papers)).length;
    expect([bars(), bars(paper(kind, false, { validFrom: '2026-08-01' })), bars(paper(kind, false, { validFrom: '2020-05-01' }))]).toEqual([1, 1, 0]);
  });

  it('a relative is appointed guardian untrained, of the child that the paper names, and trains within a year; by contract everybody trains', () => {
    const living = (...since: [string, string][]) => new Map(since);
    const relative = (more: Partial<CandidateFacts> = {}) => without(facts(more, paper('RELATIVE_OF_CHILD', true, { child: 'A' })), 'TRAINING');
    const guardian = (more: Partial<CandidateFacts>) => eligibilityFor('GUARDIANSHIP', relative(more)).allowed;
    const child = (iin: string) => ({ iin, birthDate: '2018-01-01' });
    expect([guardian({}), guardian({ child: child('A') }), guardian({ child: child('B') }), eligibilityFor('PATRONAGE', relative()).allowed]).toEqual([true, true, null, null]);
    expect([guardian({ living: living(['A', '2025-10-01']) }), guardian({ living: living(['A', '2025-09-30']) }), guardian({ living: living(['B', '2020-01-01']) })]).toEqual([true, false, true]);
    const close = (of: string) => without(facts({ child: child('A'), living: living(['A', '2020-01-01']) }, paper('CLOSE_RELATIVE', true, { child: of })), 'TRAINING');
    for (const form of CARER_FORMS) expect([form, eligibilityFor(form, close('A')).allowed, eligibilityFor(form, close('B')).allowed]).toEqual([form, true, null]);
    for (const form of ['ADOPTION', 'GUEST'] as const) expect([form, eligibilityFor(form, relative({ child: child('A') })).allowed]).toEqual([form, null]);
  });

  it('the home has fifteen square metres for everybody, children who live there or come included', () => {
    const room = (children: number) => eligibilityFor('PROFESSIONAL_FOSTER', facts({ children })).conditions.find(({ condition }) => condition.code === 'ENOUGH_ROOM');
    expect([room(1), room(2), room(3)].map((one) => [one?.met, one?.value])).toEqual([[true, '18.7'], [true, '15.0'], [false, '12.5']]);
    expect(requirementsOf('GUARDIANSHIP', '2026-10-01').some(({ condition }) => condition.code === 'ENOUGH_ROOM')).toBe(false);
  });

  it('a married candidate needs the spouse\'s consent', () => {
    expect(failed('GUARDIANSHIP', facts({}, paper('SPOUSE_CONSENT', false, { validFrom: '2020-01-01' })))).toEqual(['SPOUSE_CONSENTS 122(3)']);
    expect(eligibilityFor('GUARDIANSHIP', without(facts({}, paper('MARRIED', false, { validFrom: '2020-01-01' })), 'SPOUSE_CONSENT')).allowed).toBe(true);
    const apart = facts({}, paper('SPOUSE_CONSENT', false, { validFrom: '2020-01-01' }), paper('SPOUSES_APART', true));
    expect([failed('ADOPTION', apart), failed('GUARDIANSHIP', apart)]).toEqual([[], ['SPOUSE_CONSENTS 122(3)']]);
  });
});
