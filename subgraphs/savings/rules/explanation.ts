import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt } from '../../shared/dated.js';
import type { LocalizedText } from '../../shared/language.js';
import type { BookedClaim, BookedTransfer } from '../modules/accrual-run/credit-year.js';
import type { TransferKind } from '../modules/ledger/transfer.type.js';
import type { SavingsPhase } from '../modules/savings/phase.js';
import { type Participant } from './claims.js';
import { absenceFrom, MAJORITY } from './list.js';
import { SAYS } from './explanation-texts.js';
import { nextList, PUBLISHED_YEARS, type RunYear } from './years.js';

/** One line of an explanation. A note has neither expression nor value. */
export interface ProjectionStep {
  readonly text: LocalizedText;
  /** What was computed, e.g. `100.52 × 0.0301`. */
  readonly expression: string | null;
  /** USD. */
  readonly value: Decimal | null;
}

/** What there is to explain. */
interface Projected {
  readonly person: Participant;
  readonly asOf: CivilDate;
  readonly runs: readonly RunYear[];
  readonly claims: readonly BookedClaim[];
  readonly phase: SavingsPhase;
  readonly payableFrom: CivilDate | null;
}

const note = (text: LocalizedText): ProjectionStep => ({ text, expression: null, value: null });

const rateOf = (year: number | null, runs: readonly RunYear[]): string => runs.find((run) => run.year === year)?.yieldRate?.toFixed() ?? '';
const isDerived = (year: number | null): boolean => PUBLISHED_YEARS.find((one) => one.year === year)?.yieldCertainty === 'D';

/** How each kind of transfer that a run makes is told, with the balance before it. */
const TOLD: Readonly<Partial<Record<TransferKind, (transfer: BookedTransfer, before: Decimal, runs: readonly RunYear[]) => ProjectionStep>>> = {
  ACCRUAL: ({ amount, on, reportingYear }, before) => ({
    text: SAYS.accrual(String(reportingYear), on),
    expression: before.isZero() ? amount.toFixed(2) : `${before.toFixed(2)} + ${amount.toFixed(2)}`,
    value: before.plus(amount),
  }),
  YIELD: ({ amount, reportingYear }, before, runs) => ({
    text: SAYS.yield(String(reportingYear), isDerived(reportingYear)),
    expression: `${before.toFixed(2)} × ${rateOf(reportingYear, runs)}`,
    value: amount,
  }),
  VOID: ({ amount, on }, before) => ({ text: SAYS.lapsed(on), expression: `${before.toFixed(2)} − ${amount.toFixed(2)}`, value: before.minus(amount) }),
  OPENING: ({ amount, on }) => ({ text: SAYS.opened(on), expression: amount.toFixed(2), value: amount }),
};

function stepsOf({ transfers }: BookedClaim, runs: readonly RunYear[]): ProjectionStep[] {
  let balance = new Decimal(0);
  return transfers.flatMap((transfer) => {
    const step = TOLD[transfer.kind]?.(transfer, balance, runs);
    balance = transfer.to === 'CLAIM' ? balance.plus(transfer.amount) : balance.minus(transfer.amount);
    return step ?? [];
  });
}

/** Years of which it was published what they credit, and that the person has no share in. */
function leftOut({ person, runs }: Projected): ProjectionStep[] {
  return runs.filter(({ perChild }) => perChild !== null).flatMap((run) => {
    const why = absenceFrom(run, person);
    if (why !== null) return [note(SAYS.absent(String(run.year), why))];
    return person.registeredOn > run.creditedOn ? [note(SAYS.late(String(run.year), person.registeredOn))] : [];
  });
}

/** What is not known: years that were not published by the time this was written. */
function unknown({ person, runs }: Projected): ProjectionStep[] {
  const open = runs.filter((run) => run.perChild === null && absenceFrom(run, person) === null).map(({ year }) => year);
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [note(SAYS.unpublished(first === last ? String(first) : `${first}–${last}`))];
}

/** What comes next, and on what reading of the law. */
function outlook({ person, asOf, claims, phase, payableFrom }: Projected): ProjectionStep[] {
  const claim = claims.at(-1);
  const steps: ProjectionStep[] = [];
  const lostOn = person.citizenship.at(-1)?.to;
  if (phase === 'CLAIM' && lostOn != null && lostOn <= asOf && claim !== undefined) steps.push(note(SAYS.lapses(lostOn)));
  if (phase === 'NOT_PARTICIPANT' && absenceFrom(nextList(asOf), person) === null) steps.push(note(SAYS.firstAccrual(nextList(asOf).year)));
  if (phase === 'TRANSFERRED') steps.push(note(SAYS.transferred(claim?.transfers.at(-1)?.amount.toFixed(2) ?? '0.00')));
  if (person.diedOn !== null && claim !== undefined && phase !== 'VOID') steps.push(note(SAYS.heirs(payableFrom ?? birthdayAt(person.birthDate, MAJORITY))));
  else if (payableFrom !== null) steps.push(note(SAYS.payable(payableFrom, person.birthDate.endsWith('02-29'))));
  return steps;
}

/** How a projection came about, step by step: claims with every transfer, what was left out and why, what is not known, what follows. */
export function explain(projected: Projected): ProjectionStep[] {
  const { claims, runs, asOf } = projected;
  const start = PUBLISHED_YEARS[0];
  const before = start !== undefined && asOf < start.creditedOn ? [note(SAYS.notBegun(start.creditedOn))] : [];
  return [...before, ...leftOut(projected), ...claims.flatMap((claim) => stepsOf(claim, runs)), ...unknown(projected), ...outlook(projected)];
}
