import 'reflect-metadata';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Period } from '../../../shared/periods.js';
import { RULES } from '../../rules/rules.js';
import type { ExternalFacts } from '../child/child-facts.type.js';
import { LAW_BOOK } from '../rate/law.js';
import type { ChildCase } from './child-case.js';
import { CONDITION_TEXTS } from './condition-texts.js';
import { judgeAll } from './judge.js';

const SEED = 20_261_127;
const RUNS = 700;

const day = (least: number, most: number): fc.Arbitrary<CivilDate> => fc.integer({ min: least, max: most }).map((since) => addDays('2010-01-01', since));
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null, freq: 2 });
const period: fc.Arbitrary<Period> = fc.tuple(day(0, 6_000), maybe(fc.integer({ min: 1, max: 3_000 }))).map(([from, days]) => ({ from, to: days === null ? null : addDays(from, days) }));
const periods = fc.array(period, { maxLength: 2 });
const form = fc.constantFrom('GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'INSTITUTION');
const person = fc.constantFrom('p1', 'p2', 'p3', 'p4');
const care = fc.array(fc.tuple(period, form).map(([one, kind]) => ({ ...one, form: kind })), { maxLength: 2 });
const born = day(-1_500, 6_500);

const sibling = fc.record({ number: fc.integer({ min: 1, max: 9 }), iin: maybe(person), birthDate: born, deathDate: maybe(born), parentage: period, rightsRemoved: periods, together: periods, care });
const parent = fc.record({
  iin: person, role: fc.constantFrom('MOTHER', 'FATHER'), basis: fc.constantFrom('BIRTH', 'ADOPTION'), deathDate: maybe(born), parentage: period, rightsRemoved: periods, together: periods,
  children: fc.array(sibling, { maxLength: 6 }),
});
const facts: fc.Arbitrary<ExternalFacts> = fc.record({
  birthDate: born,
  deathDate: maybe(born),
  birthOrder: maybe(fc.integer({ min: 1, max: 9 })),
  citizenships: fc.array(fc.tuple(period, fc.constantFrom('KZ', 'UZ')).map(([one, country]) => ({ ...one, country })), { maxLength: 2 }),
  inCountry: periods,
  representatives: fc.array(fc.tuple(period, form, maybe(person)).map(([one, kind, iin]) => ({ ...one, form: kind, iin })), { maxLength: 2 }),
  parents: fc.array(parent, { maxLength: 2 }),
});

const byPerson = <T>(rows: fc.Arbitrary<readonly T[]>): fc.Arbitrary<ReadonlyMap<string, readonly T[]>> =>
  fc.tuple(rows, rows, rows, rows, rows).map((all) => new Map(all.map((one, i) => [i === 4 ? 'child' : `p${i + 1}`, one])));
const month = fc.integer({ min: 0, max: 200 }).map((since) => `${2010 + Math.floor(since / 12)}-${String((since % 12) + 1).padStart(2, '0')}-01`);
const money = fc.integer({ min: 0, max: 900_000 }).map(String);

const cases: fc.Arbitrary<ChildCase> = fc.record({
  iin: fc.constant('child'),
  facts,
  evidence: fc.record({
    disabilities: byPerson(fc.array(fc.tuple(period, maybe(fc.constantFrom('I' as const, 'II' as const, 'III' as const))).map(([one, group]) => ({ ...one, group })), { maxLength: 2 })),
    contributions: byPerson(fc.array(fc.tuple(month, money).map(([firstMonth, monthlyIncome]) => ({ firstMonth, lastMonth: null, monthlyIncome })), { maxLength: 2 })),
    incomes: byPerson(fc.array(fc.record({ quarter: fc.constantFrom('2026-01-01', '2026-04-01'), income: money, members: fc.integer({ min: 1, max: 9 }), needFound: maybe(fc.boolean()) }), { maxLength: 1 })),
    studies: byPerson(periods),
    motherAwards: byPerson(fc.array(fc.tuple(period, fc.constantFrom('KUMIS_ALQA' as const, 'ALTYN_ALQA' as const)).map(([one, award]) => ({ ...one, award })), { maxLength: 1 })),
  }),
  awards: fc.array(fc.record({ programme: fc.constantFrom('CARE_STATE' as const, 'CARE_GFSS' as const, 'ASP' as const, 'LARGE_FAM' as const), occurredOn: born, receivedOn: born, recipientIin: maybe(person) }), { maxLength: 2 }),
  birthPaid: fc.boolean(),
  restricted: fc.boolean(),
});

const asked = fc.tuple(cases, day(-200, 7_000));
const holds = (property: (one: ChildCase, on: CivilDate) => void): void => fc.assert(fc.property(asked, ([one, on]) => property(one, on)), { seed: SEED, numRuns: RUNS });

describe('of whatever family there may be', () => {
  it('every programme is answered, in order, with texts for whatever its rule asks', () => {
    const seen = new Set<string>();
    holds((one, on) => {
      const judged = judgeAll(one, on, LAW_BOOK);
      expect([...new Set(judged.map(({ programme }) => programme))]).toEqual(Object.keys(RULES));
      judged.flatMap(({ conditions }) => conditions).forEach(({ code }) => seen.add(code));
    });
    // What guardianship bodies decide has no rule.
    expect(Object.keys(CONDITION_TEXTS).filter((code) => !seen.has(code))).toEqual(['DECIDED']);
  });

  it('a right that is refused has a condition that is not met, and one that is open lacks some evidence', () => {
    const found = { true: 0, false: 0, null: 0 };
    holds((one, on) => {
      for (const { eligible, conditions, missing, amount } of judgeAll(one, on, LAW_BOOK)) {
        found[`${eligible}`] += 1;
        expect(eligible === false).toBe(conditions.some(({ met }) => met === false));
        expect(eligible !== null || missing.length > 0).toBe(true);
        expect(eligible !== false || (amount === null && missing.length === 0)).toBe(true);
      }
    });
    expect(Math.min(...Object.values(found))).toBeGreaterThan(30);
  });

  it('CARE_STATE and CARE_GFSS exclude each other, and where it is known whether the carer is insured one of the two is left', () => {
    holds((one, on) => {
      const [state, fund] = ['CARE_STATE', 'CARE_GFSS'].map((code) => judgeAll(one, on, LAW_BOOK).find(({ programme }) => programme === code));
      expect([state?.eligible, fund?.eligible]).not.toEqual([true, true]);
      const [not, is] = [state, fund].map((right) => right?.conditions.find(({ code }) => code.startsWith('CARER_'))?.met);
      expect(not === null ? is === null : not === !is).toBe(true);
    });
  });

  it('of a shielded child nothing depends on who cares for it', () => {
    holds((one, on) => {
      const shielded = { ...one, restricted: true };
      const representatives = one.facts.representatives.map(({ form: kind, from, to }) => ({ form: kind, from, to, iin: 'p9' }));
      const elsewhere: ChildCase = { ...shielded, facts: Object.assign({}, one.facts, { representatives }), awards: one.awards.map((award) => ({ ...award, recipientIin: 'p9' })) };
      expect(judgeAll(elsewhere, on, LAW_BOOK)).toEqual(judgeAll(shielded, on, LAW_BOOK));
    });
  });
});
