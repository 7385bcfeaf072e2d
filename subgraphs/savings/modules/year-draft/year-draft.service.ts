import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { ROUNDING_POLICIES } from '../../../shared/money.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { holdRuns } from '../accrual-run/accrual-run.repository.js';
import { isSame, type Official } from '../access/official.js';
import type { PrepareReportingYearInput } from './year-draft.type.js';
import { insertDraft, lastYear, lockDraft, releaseDraft, type YearDraftRow, type YearFigures } from './year-draft.repository.js';

const LONGEST = 500;

const contradictory = (field: string, message: string): Refused => new Refused('CONTRADICTORY', `input.${field}`, message);

function decimal(field: string, value: Decimal, places: number): Decimal {
  if (value.lt(0) || value.decimalPlaces() > places) throw badInput(`input.${field}`, `must not be below zero, with at most ${places} decimals.`);
  return value;
}

function sumOf(field: string, value: Decimal): Decimal {
  if (value.lte(0)) throw badInput(`input.${field}`, 'must be above zero.');
  return decimal(field, value, 2);
}

/** What is from memory, or nobody's, is not credited to a nation. */
function requireSure(field: string, certainty: Certainty): Certainty {
  if (certainty === 'M') throw new Refused('NOT_PUBLISHED', `input.${field}`, 'Figures from memory are not credited: they must have been published, or follow from what was.');
  return certainty;
}

/** Participants and total give the sum, to the cent; a total that was published in round numbers is left out. */
function requireSum(perChild: Decimal, participants: number | null, total: Decimal | null): void {
  if (participants !== null && participants <= 0) throw badInput('input.participants', 'must be above zero.');
  if (participants === null || total === null || ROUNDING_POLICIES.HALF_UP_TO_CENT(total.div(participants)).eq(perChild)) return;
  throw contradictory('total', 'Total and participants give another sum for each child. A total that was published in round numbers is left out.');
}

function figuresOf(input: PrepareReportingYearInput): YearFigures {
  const [perChild, yieldRate] = [sumOf('perChild', input.perChild), decimal('yieldRate', input.yieldRate, 6)];
  if (yieldRate.gte(1)) throw badInput('input.yieldRate', 'must be a fraction: 0.0297 is 2.97 %.');
  const [participants, total] = [input.participants ?? null, input.total == null ? null : sumOf('total', input.total)];
  requireSum(perChild, participants, total);
  return {
    year: input.year, listDate: input.listDate, creditedOn: input.creditedOn, perChild: perChild.toFixed(2), participants, total: total?.toFixed(2) ?? null, yieldRate: yieldRate.toString(),
    yieldCertainty: requireSure('yieldCertainty', input.yieldCertainty), certainty: requireSure('certainty', input.certainty),
    legalBasis: inputText('input.legalBasis', input.legalBasis, LONGEST), source: inputText('input.source', input.source, LONGEST),
  };
}

/** Years follow each other without a gap, and their days with them. */
async function requireNext(em: EntityManager, { year, listDate, creditedOn }: YearFigures, today: CivilDate): Promise<void> {
  const last = await lastYear(em);
  if (last !== null && year <= last.year) throw new Refused('ALREADY_RECORDED', 'input.year', `The years up to ${last.year} are on record, and a year that is on record is not changed.`);
  if (last !== null && year !== last.year + 1) throw new Refused('OUT_OF_ORDER', 'input.year', `The next year is ${last.year + 1}.`);
  if (listDate !== `${year}-12-31` || listDate > today) throw contradictory('listDate', 'The list is of 31 December of the year, and that day has come.');
  if (creditedOn.slice(0, 4) !== String(year + 1) || creditedOn <= listDate || (last !== null && creditedOn <= last.creditedOn)) throw contradictory('creditedOn', 'Sums are credited in the year after the list.');
}

/** Puts a year down for a second official; the internal key. */
export async function prepareYear(em: EntityManager, input: PrepareReportingYearInput, today: CivilDate, by: Official): Promise<string> {
  await holdRuns(em);
  const figures = figuresOf(input);
  await requireNext(em, figures, today);
  return insertDraft(em, figures, by);
}

/** Makes a year that a colleague has put down one that is credited. */
export async function releaseYear(em: EntityManager, publicId: string, today: CivilDate, by: Official): Promise<YearDraftRow> {
  await holdRuns(em);
  const draft = await lockDraft(em, publicId);
  if (isSame(by, draft)) throw new Refused('SAME_PERSON', 'input.id', 'Somebody else than the official who prepared the year must release it.');
  await requireNext(em, draft, today);
  await releaseDraft(em, draft, by);
  return draft;
}
