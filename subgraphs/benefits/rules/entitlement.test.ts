import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/calendar.js';
import { LAW_BOOK } from '../modules/rate/law.js';
import type { ClaimFacts, CountedChild, Entitlement } from './entitlement.js';
import { isCounted } from './large-fam.js';
import type { RuledProgramme } from './rule.js';
import { RULES } from './rules.js';

const of = (programme: RuledProgramme, facts: ClaimFacts, on = '2026-06-15'): Entitlement => RULES[programme].entitlement(facts, on, LAW_BOOK);
const term = ({ from, until, applyBy }: Entitlement): (string | null)[] => [from, until, applyBy];
/** Whether there is a right on each of some days. */
const onDays = (programme: RuledProgramme, facts: ClaimFacts, ...days: readonly string[]): (boolean | null)[] => days.map((day) => of(programme, facts, day).eligible);
const failed = ({ conditions }: Entitlement): string[] => conditions.filter(({ met }) => met === false).map(({ code, article }) => `${code} ${article}`);

describe('BIRTH', () => {
  it('may be applied for from the birth for eighteen months, the last day included', () => {
    const facts = { resident: true, birthDate: '2025-02-28' };
    expect(term(of('BIRTH', facts))).toEqual(['2025-02-28', '2026-08-28', '2026-08-28']);
    expect(onDays('BIRTH', facts, '2025-02-27', '2025-02-28', '2026-08-28', '2026-08-29')).toEqual([false, true, true, false]);
  });

  it('of an adopted child counts from the birth, too', () => {
    const facts = { resident: true, birthDate: '2025-02-28', rightArisesOn: '2026-06-01' };
    expect(term(of('BIRTH', facts))).toEqual(['2026-06-01', '2026-08-28', '2026-08-28']);
    expect(onDays('BIRTH', facts, '2026-05-31', '2026-06-01')).toEqual([false, true]);
  });

  it('does not lapse while an application that came in time is decided', () => {
    const asked = (appliedOn: string): boolean | null => of('BIRTH', { resident: true, birthDate: '2025-02-28', appliedOn }, '2026-09-04').eligible;
    expect([asked('2026-08-28'), asked('2026-08-29')]).toEqual([true, false]);
  });

  it('is not decided while evidence is missing, and says of what', () => {
    const open = of('BIRTH', { birthDate: '2026-01-01' });
    expect([open.eligible, open.conditions.find(({ met }) => met === null)?.code]).toEqual([null, 'RESIDENT']);
    expect(of('BIRTH', { resident: false }).eligible).toBe(false);
  });
});

describe('CARE_STATE and CARE_GFSS', () => {
  const state: ClaimFacts = { resident: true, insured: false, rightsRemoved: false, fullStateSupport: false, birthDate: '2025-08-31' };

  it('last to one and a half years, the day included', () => {
    expect(term(of('CARE_STATE', state))).toEqual(['2025-08-31', '2027-02-28', '2027-02-28']);
    expect(onDays('CARE_STATE', state, '2025-08-30', '2025-08-31', '2027-02-28', '2027-03-01')).toEqual([false, true, true, false]);
  });

  it('lasted one year for whoever turned one before 2023', () => {
    expect(['2021-12-31', '2022-01-01'].map((birthDate) => of('CARE_STATE', { ...state, birthDate }).until)).toEqual(['2022-12-31', '2023-07-01']);
  });

  it('begin with the adoption, and last through the month of a death', () => {
    expect(term(of('CARE_STATE', { ...state, rightArisesOn: '2026-02-03', deathDate: '2026-06-02' })).slice(0, 2)).toEqual(['2026-02-03', '2026-06-30']);
    expect(onDays('CARE_STATE', { ...state, deathDate: '2026-06-02' }, '2026-06-30', '2026-07-01')).toEqual([true, false]);
  });

  it('are one or the other, by insurance', () => {
    expect(failed(of('CARE_STATE', { ...state, insured: true }))).toEqual(['CARER_NOT_INSURED 81(2)']);
    expect(failed(of('CARE_GFSS', { ...state, insured: false }))).toEqual(['CARER_INSURED 84(1)']);
    expect(of('CARE_GFSS', { ...state, insured: true }).eligible).toBe(true);
  });

  it('may be applied for for eighteen months: from birth, and of the insured from the day the right arose', () => {
    const adopted = { ...state, birthDate: '2025-01-10', rightArisesOn: '2025-12-20' };
    expect([of('CARE_STATE', adopted).applyBy, of('CARE_GFSS', adopted).applyBy]).toEqual(['2026-07-10', '2027-06-20']);
    const late = (appliedOn: string): string[] => failed(of('CARE_STATE', { ...adopted, appliedOn }));
    expect([late('2026-07-10'), late('2026-07-11')]).toEqual([[], ['APPLIED_IN_TIME 81(8)']]);
  });

  it('are not for a child on full state support, nor for whoever\'s rights are removed', () => {
    expect(failed(of('CARE_STATE', { ...state, fullStateSupport: true, rightsRemoved: true }))).toEqual(['RIGHTS_NOT_REMOVED 81(3)', 'NOT_ON_FULL_STATE_SUPPORT 81(3)']);
  });
});

it('MATERNITY may be applied for for twelve months from the leave, also when that is over, and does not lapse while it is decided', () => {
  const facts: ClaimFacts = { insured: true, rightArisesOn: '2026-01-31', leaveDays: 126 };
  expect(term(of('MATERNITY', facts))).toEqual(['2026-01-31', '2027-01-31', '2027-01-31']);
  expect(onDays('MATERNITY', facts, '2026-01-30', '2026-01-31', '2026-09-01', '2027-01-31', '2027-02-01')).toEqual([false, true, true, true, false]);
  expect(['2027-01-31', '2027-02-01'].map((appliedOn) => of('MATERNITY', { ...facts, appliedOn }, '2027-02-08').eligible)).toEqual([true, false]);
  expect(failed(of('MATERNITY', { ...facts, leaveDays: 100 }))).toEqual(['LEAVE_SHEET 77(2), (3)']);
});

it('OPV_SUBSIDY ends the day before one and a half years or pension age, and not with a contribution, which suspends it', () => {
  const facts: ClaimFacts = { receivesCarePayment: true, contributionsArrive: false, declinedContributions: false, birthDate: '2025-05-20' };
  expect(of('OPV_SUBSIDY', facts).until).toBe('2026-11-19');
  expect(of('OPV_SUBSIDY', { ...facts, pensionAgeOn: '2026-03-01' }).until).toBe('2026-02-28');
  expect(failed(of('OPV_SUBSIDY', { ...facts, contributionsArrive: true }))).toEqual(['NO_CONTRIBUTIONS_ARRIVE 89']);
});

describe('LARGE_FAM', () => {
  const minor: CountedChild = { birthDate: '2015-01-01', livesHere: true };
  const counts = (child: Partial<CountedChild>, on = '2026-06-15'): boolean => isCounted({ ...minor, ...child }, on);
  const family = (...children: readonly CountedChild[]): ClaimFacts => ({ resident: true, appliedOn: '2026-01-01', children });

  it('counts three minors and a student of 18 who lives elsewhere', () => {
    const student: CountedChild = { birthDate: '2007-01-01', livesHere: false, fullTimeStudent: true };
    expect(of('LARGE_FAM', family(minor, minor, minor, student)).eligible).toBe(true);
    expect(failed(of('LARGE_FAM', family(minor, minor, minor, { ...student, fullTimeStudent: false })))).toEqual(['FOUR_CHILDREN 90(2)–(4), (8)']);
    expect(of('LARGE_FAM', family(minor, minor, minor)).eligible).toBe(false);
  });

  it('counts to the day before 18, and students to the day before 23', () => {
    expect([counts({ birthDate: '2008-06-16' }), counts({ birthDate: '2008-06-15' })]).toEqual([true, false]);
    const student = { livesHere: false, fullTimeStudent: true };
    expect([counts({ birthDate: '2003-06-16', ...student }), counts({ birthDate: '2003-06-15', ...student })]).toEqual([true, false]);
  });

  it('counts nobody who lives elsewhere, is on full state support, counted elsewhere, or whose parent lost the rights', () => {
    expect([{ livesHere: false }, { fullStateSupport: true }, { countedElsewhere: true }, { rightsRemoved: true }].map((other) => counts(other))).toEqual([false, false, false, false]);
  });

  it('counts through the month of a death', () => {
    expect(['2026-06-30', '2026-07-01'].map((day) => counts({ deathDate: '2026-06-03' }, day))).toEqual([true, false]);
  });

  it('is due from the application', () => {
    expect(onDays('LARGE_FAM', family(minor, minor, minor, minor), '2025-12-31', '2026-01-01')).toEqual([false, true]);
  });
});

it('AWARD_MOTHER is for life from the application, through the month of death', () => {
  const facts: ClaimFacts = { resident: true, hasAward: true, appliedOn: '2026-01-10', recipientDiedOn: '2026-05-02' };
  expect(onDays('AWARD_MOTHER', facts, '2026-01-09', '2026-01-10', '2026-05-31', '2026-06-01')).toEqual([false, true, true, false]);
});

describe('DIS_CHILD and DIS_CARER', () => {
  it('go back three months from the application at most', () => {
    const facts: ClaimFacts = { resident: true, disability: { from: '2026-01-01', to: null } };
    expect([of('DIS_CHILD', { ...facts, appliedOn: '2026-04-01' }).from, of('DIS_CHILD', { ...facts, appliedOn: '2026-05-31' }).from]).toEqual(['2026-01-01', '2026-02-28']);
  });

  it('DIS_CHILD is due through the month in which disability ended', () => {
    expect(of('DIS_CHILD', { resident: true, disability: { from: '2025-01-01', to: '2026-06-10' } }).until).toBe('2026-06-30');
  });

  it('DIS_CARER lasts to the day before 18, and is not for a child on full state support', () => {
    const facts: ClaimFacts = { resident: true, raises: true, fullStateSupport: false, birthDate: '2008-06-15', disability: { from: '2020-01-01' } };
    expect(onDays('DIS_CARER', facts, '2026-06-14', '2026-06-15')).toEqual([true, false]);
    expect(failed(of('DIS_CARER', { ...facts, fullStateSupport: true }, '2026-01-01'))).toEqual(['NOT_ON_FULL_STATE_SUPPORT 185(3)2']);
  });

  it('ADULT_CARER needs group I, one carer, one settlement', () => {
    const facts: ClaimFacts = { resident: true, disability: { from: '2026-01-01', group: 'I' }, onlyCarer: true, sameSettlement: true, appliedOn: '2026-02-01' };
    expect([of('ADULT_CARER', facts).eligible, of('ADULT_CARER', facts).from]).toEqual([true, '2026-02-01']);
    expect(failed(of('ADULT_CARER', { ...facts, disability: { from: '2026-01-01', group: 'II' }, onlyCarer: false, sameSettlement: false }))).toHaveLength(3);
  });
});

describe('SURVIVOR and SURVIVOR_GFSS', () => {
  const facts: ClaimFacts = { resident: true, insured: true, dependent: true, birthDate: '2008-06-15', rightArisesOn: '2024-01-10' };

  it('last to the day before 18, as a student 23, without an end if disabled before', () => {
    for (const programme of ['SURVIVOR', 'SURVIVOR_GFSS'] as const) {
      expect(onDays(programme, facts, '2026-06-14', '2026-06-15')).toEqual([true, false]);
      expect(onDays(programme, { ...facts, fullTimeStudent: true }, '2031-06-14', '2031-06-15')).toEqual([true, false]);
      expect(onDays(programme, { ...facts, disabledBefore18: true, disability: { from: '2015-01-01', group: 'II' } }, '2060-01-01')).toEqual([true]);
      const disability = { from: '2015-01-01', to: '2030-03-02', group: 'I' } as const;
      expect(onDays(programme, { ...facts, disabledBefore18: true, disability }, '2030-03-01', '2030-03-02')).toEqual([true, false]);
      expect(of(programme, { ...facts, disabledBefore18: true, disability: { ...disability, to: '2020-01-01' } }).until).toBe('2026-06-14');
    }
  });

  it('SURVIVOR_GFSS counts groups I and II of an adult, and any of a minor or a student', () => {
    const third: ClaimFacts = { ...facts, disabledBefore18: true, disability: { from: '2015-01-01', group: 'III' } };
    expect(onDays('SURVIVOR_GFSS', third, '2026-06-14', '2026-06-15')).toEqual([true, false]);
    expect([failed(of('SURVIVOR_GFSS', third, '2026-06-15')), failed(of('SURVIVOR_GFSS', { ...third, fullTimeStudent: true }, '2026-06-15'))]).toEqual([['GROUP_I_OR_II 239(2)1'], []]);
    expect(onDays('SURVIVOR', third, '2026-06-15')).toEqual([true]);
  });

  it('SURVIVOR goes back twelve months from the application, SURVIVOR_GFSS to the death, if asked for before 23', () => {
    expect([of('SURVIVOR', { ...facts, appliedOn: '2026-05-31' }).from, of('SURVIVOR_GFSS', { ...facts, appliedOn: '2026-05-31' }).from]).toEqual(['2025-05-31', '2024-01-10']);
    expect([of('SURVIVOR', facts).applyBy, of('SURVIVOR_GFSS', facts).applyBy]).toEqual([null, '2031-06-14']);
  });

  it('a carer who does not work is a member until the youngest is eight, for the Fund three; an elder for life, for the Fund never', () => {
    const carer: ClaimFacts = { ...facts, member: 'CARER', youngestBirthDate: '2023-12-20', works: false };
    expect(onDays('SURVIVOR', carer, '2031-12-19', '2031-12-20')).toEqual([true, false]);
    expect(onDays('SURVIVOR_GFSS', carer, '2026-12-19', '2026-12-20')).toEqual([true, false]);
    expect([of('SURVIVOR_GFSS', carer).applyBy, failed(of('SURVIVOR', { ...carer, works: true }))]).toEqual(['2026-12-19', ['DOES_NOT_WORK 234(2)3']]);
    const elder: ClaimFacts = { ...facts, member: 'ELDER', pensionAgeOn: '2025-03-01' };
    expect(onDays('SURVIVOR', elder, '2025-02-28', '2025-03-01', '2060-01-01')).toEqual([false, true, true]);
    expect(failed(of('SURVIVOR_GFSS', elder))).toEqual(['CHILD_OR_CARER 239(2)1, 2']);
    expect(failed(of('SURVIVOR', { ...elder, dependent: false }))).toEqual(['DEPENDENT 234(1), (4)']);
    expect(of('SURVIVOR', { ...facts, dependent: false }, '2026-06-14').eligible).toBe(true);
  });

  it('a child born after the loss has the right from its birth', () => {
    expect(of('SURVIVOR', { ...facts, birthDate: '2024-05-01' }).from).toBe('2024-05-01');
  });
});

describe('ASP and ASP_CHILD', () => {
  it('are for the quarter, from the month of the application', () => {
    const facts: ClaimFacts = { resident: true, poor: true, barred: false, appliedOn: '2026-05-20' };
    expect(term(of('ASP', facts))).toEqual(['2026-05-01', '2026-06-30', null]);
    expect(onDays('ASP', facts, '2026-04-30', '2026-05-01', '2026-06-30', '2026-07-01')).toEqual([false, true, true, false]);
    expect(['2026-01-31', '2026-12-01'].map((appliedOn) => of('ASP', { ...facts, appliedOn }).until)).toEqual(['2026-03-31', '2026-12-31']);
  });

  it('a child has the addition from the first birthday to the day before the seventh', () => {
    const child: ClaimFacts = { receivesAsp: true, appliedOn: '2026-04-01' };
    expect(onDays('ASP_CHILD', { ...child, birthDate: '2025-05-15' }, '2026-05-14', '2026-05-15')).toEqual([false, true]);
    expect(onDays('ASP_CHILD', { ...child, birthDate: '2019-05-15' }, '2026-05-14', '2026-05-15')).toEqual([true, false]);
  });

  it('a child that dies has it until the day before', () => {
    const child: ClaimFacts = { receivesAsp: true, appliedOn: '2026-04-01', birthDate: '2023-05-15', deathDate: '2026-05-20' };
    expect(onDays('ASP_CHILD', child, '2026-05-19', '2026-05-20')).toEqual([true, false]);
  });
});

it('one that has no right has none later by itself: the day after the last one is never one of the right', () => {
  const facts: ClaimFacts = { resident: true, insured: false, rightsRemoved: false, fullStateSupport: false, birthDate: '2025-03-31', disability: { from: '2025-04-01', to: '2026-04-01' }, raises: true };
  for (const programme of ['BIRTH', 'CARE_STATE', 'DIS_CHILD', 'DIS_CARER'] as const) {
    const { until } = of(programme, facts);
    expect(until).not.toBeNull();
    expect(onDays(programme, facts, until ?? '', addDays(until ?? '', 1))).toEqual([true, false]);
  }
});
