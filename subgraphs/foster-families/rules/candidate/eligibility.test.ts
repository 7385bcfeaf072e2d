import { describe, expect, it } from 'vitest';
import { CARER_FORMS, type CarerForm } from './condition.js';
import { CONDITIONS, conditionsOf, eligibilityFor } from './eligibility.js';
import type { CandidateFacts, Evidence, EvidenceKind } from './evidence.js';

const YES: readonly EvidenceKind[] = ['CITIZEN', 'PERMANENT_HOME', 'HOUSING', 'INCOME_SUFFICES', 'MARRIED', 'SPOUSE_CONSENT', 'TRAINING', 'PROFESSIONAL_CONCLUSION'];
const NO: readonly EvidenceKind[] = ['CAPACITY_LIMITED', 'SPOUSE_CAPACITY_LIMITED', 'RIGHTS_REMOVED_OR_LIMITED', 'REMOVED_AS_GUARDIAN', 'ADOPTION_CANCELLED', 'UNFIT_HEALTH',
  'DISPENSARY_REGISTER', 'UNEXPUNGED_CONVICTION', 'LISTED_OFFENCE', 'UNDER_PROSECUTION', 'STATELESS'];

const paper = (kind: EvidenceKind, holds: boolean, more: Partial<Evidence> = {}): Evidence => ({ kind, holds, amount: '75.0', people: 3, validFrom: '2012-01-01', validTo: null, source: 's', ...more });
const COMPLETE = [...YES.map((kind) => paper(kind, true)), ...NO.map((kind) => paper(kind, false))];

const facts = (more: Partial<CandidateFacts> = {}, ...papers: readonly Evidence[]): CandidateFacts =>
  ({ on: '2026-10-01', birthDate: '1980-10-01', sex: 'FEMALE', evidence: [...COMPLETE, ...papers], placed: 0, checkedOn: null, childBirthDate: null, ...more });

const failed = (form: CarerForm, given: CandidateFacts): string[] => eligibilityFor(form, given).conditions.filter(({ met }) => met === false).map(({ condition, article }) => `${condition.code} ${article}`);

const without = (given: CandidateFacts, ...kinds: readonly EvidenceKind[]): CandidateFacts => ({ ...given, evidence: given.evidence.filter(({ kind }) => !kinds.includes(kind)) });

it('allows somebody with every paper in every form', () => {
  for (const form of CARER_FORMS) expect([form, eligibilityFor(form, facts())]).toMatchObject([form, { allowed: true, missing: [] }]);
});

it('cannot tell while any paper is missing, and names it', () => {
  for (const { condition } of CARER_FORMS.flatMap((form) => conditionsOf(form, '2026-10-01'))) expect(condition.text.kk !== '' && condition.text.ru !== '' && condition.text.en !== '').toBe(true);
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
    const checked = (on: string) => failed('PATRONAGE', facts({ on, checkedOn: '2025-01-10' }));
    expect([checked('2026-02-03'), checked('2026-02-04')]).toEqual([[], ['CHECKED_THIS_YEAR 122, as changed by Law 236-VIII']]);
    expect(failed('PATRONAGE', facts({ on: '2026-10-01', checkedOn: '2025-10-01' }))).toEqual([]);
    expect(failed('PATRONAGE', facts({ on: '2026-10-02', checkedOn: '2025-10-01' }))).toHaveLength(1);
  });

  it('no two rows of one condition hold for one form on one day', () => {
    for (const form of CARER_FORMS) {
      for (const on of ['2012-01-01', '2016-04-21', '2024-07-22', '2024-07-23', '2026-02-03', '2026-02-04', '2030-01-01']) {
        const codes = conditionsOf(form, on).map(({ condition }) => condition.code);
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

  it('an adopter is sixteen years older than the child, but for step-parents and by a court', () => {
    const child = (childBirthDate: string, ...papers: Evidence[]) => failed('ADOPTION', facts({ birthDate: '1995-05-05', childBirthDate }, ...papers));
    expect([child('2011-05-05'), child('2011-05-04'), child('2011-05-04', paper('AGE_GAP_EXCUSED', true))]).toEqual([[], ['AGE_GAP 92'], []]);
  });
});

describe('papers:', () => {
  it('of several the one that began last is heard, and one that has run out is none', () => {
    expect(failed('GUARDIANSHIP', facts({}, paper('UNFIT_HEALTH', true, { validFrom: '2024-01-01' }), paper('UNFIT_HEALTH', false, { validFrom: '2025-01-01' })))).toEqual([]);
    expect(failed('GUARDIANSHIP', facts({}, paper('UNFIT_HEALTH', true, { validFrom: '2024-01-01', validTo: '2026-10-01' })))).toEqual([]);
    const expired = without(facts(), 'TRAINING');
    expect(failed('GUEST', { ...expired, evidence: [...expired.evidence, paper('TRAINING', true, { validTo: '2026-10-01' })] })).toEqual(['TRAINED Order No. 402 of 2016 on guest families']);
  });

  it('a relative is appointed untrained, and takes no child in by contract', () => {
    const relative = without(facts({}, paper('RELATIVE_OF_CHILD', true)), 'TRAINING');
    expect([eligibilityFor('GUARDIANSHIP', relative).allowed, eligibilityFor('PATRONAGE', relative).allowed]).toEqual([true, null]);
  });

  it('the home has fifteen square metres for everybody, the child included', () => {
    const room = (placed: number) => eligibilityFor('PROFESSIONAL_FOSTER', facts({ placed })).conditions.find(({ condition }) => condition.code === 'ENOUGH_ROOM');
    expect([room(0), room(1), room(2)].map((one) => [one?.met, one?.value])).toEqual([[true, '18.7'], [true, '15.0'], [false, '12.5']]);
    expect(conditionsOf('GUARDIANSHIP', '2026-10-01').some(({ condition }) => condition.code === 'ENOUGH_ROOM')).toBe(false);
  });

  it('a married candidate needs the spouse\'s consent', () => {
    expect(failed('GUARDIANSHIP', facts({}, paper('SPOUSE_CONSENT', false, { validFrom: '2020-01-01' })))).toEqual(['SPOUSE_CONSENTS 122(3)']);
    expect(eligibilityFor('GUARDIANSHIP', without(facts({}, paper('MARRIED', false, { validFrom: '2020-01-01' })), 'SPOUSE_CONSENT')).allowed).toBe(true);
  });
});
