import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { ComputedAmount } from '../../../shared/rules/amount-periods.js';
import type { BenefitFacts } from '../../rules/facts.js';
import type { RuledProgramme } from '../../rules/rule.js';
import { isRuled } from '../../rules/rules.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { amountOn, type AmountCase } from '../rate/amount.js';
import type { RateBook } from '../rate/rate-book.js';

/** An amount as it stands on record. */
export interface RecordedAmount {
  readonly programme: BenefitProgrammeCode;
  readonly tier: string;
  /** The value before rounding, tenge. */
  readonly exact: string;
  readonly validFrom: CivilDate;
}

/** Places to which an exact value is kept that has no end. */
export const PLACES = 6;

const MOST_MEMBERS = 12;

const upTo = (most: number, least = 1): number[] => Array.from({ length: most - least + 1 }, (_, i) => least + i);

const lastNumber = (tier: string): number => Number(/\d+/.exec(tier)?.[0] ?? 1);

/** Families after the loss of a breadwinner: one parent lost, or both. */
const FAMILIES: readonly BenefitFacts[] = [
  ...upTo(6).map((survivorsCount) => ({ survivorsCount })),
  ...upTo(MOST_MEMBERS).flatMap((survivorsCount) => upTo(6, 0).map((otherDependants) => ({ survivorsCount, otherDependants, fullOrphan: true }))),
];

/** Of whoever is paid in a centre the group is not told by the tier, and mostly makes no difference (178(5)). */
const IN_CENTRE = 'IN_CENTRE';

function disabled(tier: string): BenefitFacts[] {
  if (tier === IN_CENTRE) return ['UNDER_7', 'GROUP_I', 'GROUP_II', 'CHILDHOOD_I', 'CHILDHOOD_II', 'ADULT_I'].flatMap(disabled).map((own) => ({ ...own, centre: true }));
  const group = tier.split('_').at(-1) as 'I' | 'II' | 'III';
  if (tier === 'UNDER_7') return [{ childAgeYears: 0 }];
  const own = tier.startsWith('GROUP_') ? { childAgeYears: 10, disabilityGroup: group } : { childAgeYears: 20, disabilityGroup: group, disabledSinceChildhood: tier.startsWith('CHILDHOOD_') };
  return [own];
}

const raised = (own: BenefitFacts): BenefitFacts[] => [own, ...FAMILIES.map((family) => ({ ...own, ...family }))];

/** The share of the income that CARE_GFSS replaces (85(1)); what is above the floor tells the income. */
function carePayments(book: RateBook, { exact, validFrom }: RecordedAmount): BenefitFacts[] {
  const share = book.rate('CARE_GFSS', 'REPLACEMENT', validFrom)?.coefficient;
  const incomes = [new Decimal(0), ...(share === undefined ? [] : [new Decimal(exact).div(share)])];
  return upTo(4).flatMap((birthOrder) => incomes.map((averageMonthlyIncome) => ({ birthOrder, averageMonthlyIncome })));
}

const FACTS: Readonly<Partial<Record<RuledProgramme, (of: RecordedAmount, book: RateBook) => readonly BenefitFacts[]>>> = {
  BIRTH: ({ tier }) => [{ birthOrder: tier === 'ORDER_4_UP' ? 4 : 1 }],
  CARE_STATE: ({ tier }) => [{ birthOrder: lastNumber(tier) }],
  CARE_GFSS: (of, book) => carePayments(book, of),
  LARGE_FAM: ({ tier }) => (tier === 'CHILDREN_8_UP' ? upTo(30, 8) : [lastNumber(tier)]).map((childrenCount) => ({ childrenCount })),
  AWARD_MOTHER: ({ tier }) => [{ motherAward: tier as 'KUMIS_ALQA' | 'ALTYN_ALQA' }],
  DIS_CHILD: ({ tier }) => disabled(tier).flatMap(raised),
  DIS_CARER: () => [{}],
  SURVIVOR: ({ tier }) => {
    if (tier === IN_CENTRE) return [{ survivorsCount: 1, fullOrphan: true, centre: true }];
    return tier.startsWith('MEMBERS_') ? [{ survivorsCount: lastNumber(tier) }] : FAMILIES;
  },
  ASP_CHILD: () => [{ childAgeYears: 3 }],
  ADULT_CARER: () => [{ disabilityGroup: 'I' }],
};

/** The cases that an amount may be of, by its tier; what a guardianship body set is of one. */
function casesOf(book: RateBook, of: RecordedAmount): AmountCase[] {
  const { programme, tier } = of;
  return isRuled(programme) ? (FACTS[programme]?.(of, book) ?? []).map((facts) => ({ programme, facts })) : [{ programme, tier }];
}

const isSame = (computed: ComputedAmount | null, { tier, exact }: Pick<RecordedAmount, 'tier' | 'exact'>): boolean =>
  computed !== null && computed.tier === tier && computed.exact.toDecimalPlaces(PLACES).equals(exact);

const alike = (a: ComputedAmount | null, b: ComputedAmount | null): boolean =>
  a !== null && b !== null && a.exact.equals(b.exact) && a.gross.equals(b.gross) && a.withheld.equals(b.withheld);

/**
 * What an amount comes to on a day by the figures of another book. The facts of a decision do not stand with its amount, but which case
 * of the rates it was: so every case is tried that the tier may be of, and counts when the rule makes the amount of it to the last
 * place by the figures that it was computed with. Null where none does, or where those that do come to different amounts:
 * that is for an official to decide, not to be guessed.
 */
export function recomputed(of: RecordedAmount, before: RateBook, after: RateBook, on: CivilDate): ComputedAmount | null {
  const cases = casesOf(before, of).filter((one) => isSame(amountOn(before, one, of.validFrom), of));
  const [first, ...others] = cases.map((one) => amountOn(after, one, on));
  return first !== undefined && others.every((other) => alike(first, other)) ? first : null;
}
