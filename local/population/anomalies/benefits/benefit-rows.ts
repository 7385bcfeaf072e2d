import type { BenefitProgrammeCode } from '../../../../subgraphs/benefits/modules/programme/programme-code.type.js';
import { type AmountCase, amountOn } from '../../../../subgraphs/benefits/modules/rate/amount.js';
import { RateBook, type RateFigures } from '../../../../subgraphs/benefits/modules/rate/rate-book.js';
import type { AwardDraft, SeedScope } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { writeCase } from '../../../../subgraphs/benefits/seed/cases.js';
import { HouseholdView } from '../../../../subgraphs/benefits/seed/household-view.js';
import { recordOf, writeRecord } from '../../../../subgraphs/benefits/seed/records.js';
import type { Law } from '../../../../subgraphs/benefits/seed/seed.js';
import type { CivilDate } from '../../../../subgraphs/shared/clock.js';
import type { HouseholdRows } from '../../../seeding/household-rows.js';
import type { Plant, PlantContext } from '../kind.js';
import { AwardRows, type Expected } from './award-rows.js';

const CHILDCARE: readonly BenefitProgrammeCode[] = ['CARE_STATE', 'CARE_GFSS'];

const books = new WeakMap<RateFigures, RateBook>();

function bookOf(figures: RateFigures): RateBook {
  const book = books.get(figures) ?? new RateBook(figures);
  books.set(figures, book);
  return book;
}

/** What the seed of benefits made of a household: to read, to take back, and to write anew by the seed's own means. */
export class BenefitRows {
  private readonly scope: SeedScope;

  constructor(
    private readonly rows: HouseholdRows,
    { household, facts, reference }: PlantContext,
  ) {
    const { figures, programmes } = reference as Law;
    this.scope = { view: new HouseholdView(household), facts, book: bookOf(figures), programmes };
  }

  get book(): RateBook {
    return this.scope.book;
  }

  awards(programme: BenefitProgrammeCode): AwardRows[] {
    return this.rows.of('benefit_award').filter((row) => row.get('programme') === programme).map((row) => new AwardRows(this.rows, row, this.scope.facts.seed));
  }

  /** Takes the awards of a programme back, whoever they are paid to. */
  withdraw(programme: BenefitProgrammeCode): void {
    for (const award of this.awards(programme)) award.withdraw();
  }

  /** Writes an award with its amounts, payments and case, as the seed does. */
  write(draft: AwardDraft): AwardRows {
    const record = recordOf(this.scope, draft);
    const key = record && writeRecord(record, this.rows);
    if (record !== null && key !== null) writeCase(this.scope, record, key, this.rows);
    const written = this.awards(draft.programme).find(({ row }) => row.key === key);
    if (written === undefined) throw new RangeError(`${draft.programme}: an award of which nothing is kept.`);
    return written;
  }

  /** Writes an award in the place of all others of its programme; the two childcare benefits are one right. */
  replace(draft: AwardDraft): AwardRows {
    for (const programme of CHILDCARE.includes(draft.programme) ? CHILDCARE : [draft.programme]) this.withdraw(programme);
    return this.write(draft);
  }

  /** What a case comes to on a day by the figures of the law. */
  due(of: AmountCase): Expected {
    return (day) => amountOn(this.book, of, day)?.gross.toFixed(2) ?? null;
  }
}

/** An award that is written as it should not be: its payments of some months are wrong. */
export const paidWrongly = (draft: AwardDraft, wrong: (month: CivilDate) => boolean, due?: AmountCase): Plant => (rows, context) => {
  const benefits = new BenefitRows(rows, context);
  return benefits.replace(draft).wrongPayments(wrong, due && benefits.due(due));
};
