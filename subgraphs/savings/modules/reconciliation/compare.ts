import { Decimal } from 'decimal.js';
import type { RegionPart } from '../region-count/by-region.js';
import { turns18After, type Cohort } from './cohort.repository.js';
import type { SavingsFigureCode } from './figure-code.type.js';
import type { FigureRow, PaidOut } from './figure.repository.js';
import type { Batch, YearProof } from './proof.repository.js';

/** What there is on the books to hold figures of a year against. */
export interface Booked {
  readonly year: number;
  readonly perChild: Decimal;
  readonly proof: YearProof;
  readonly cohorts: readonly Cohort[];
  readonly regions: readonly RegionPart[];
  readonly batches: readonly Batch[];
  /** Paid out before a day. */
  readonly paidBefore: (day: string) => readonly PaidOut[];
}

/** A published figure beside what the books have. */
export interface Compared extends FigureRow {
  /** Null where the books cannot tell it: a region of which nothing, or no such number, is told. */
  readonly booked: Decimal | null;
  /** What the books have more. */
  readonly difference: Decimal | null;
  /** Whether that is less than the last place that was published. */
  readonly agrees: boolean | null;
}

const sum = <T>(rows: readonly T[], of: (row: T) => Decimal.Value): Decimal => rows.reduce((total, row) => total.plus(of(row)), new Decimal(0));

const paid = (booked: Booked, { asOf }: FigureRow, only: (one: PaidOut) => boolean, of: (one: PaidOut) => Decimal.Value): Decimal => sum(booked.paidBefore(asOf).filter(only), of);

const EVERYTHING = (): boolean => true;
const housing = ({ isHousing }: PaidOut): boolean => isHousing;
const education = ({ isHousing }: PaidOut): boolean => !isHousing;
const payouts = (one: PaidOut): number => one.payouts;
const amount = (one: PaidOut): string => one.amount;

/** The country's figures, each from the books. */
const OF_COUNTRY: Readonly<Record<SavingsFigureCode, (booked: Booked, figure: FigureRow) => Decimal | null>> = {
  PER_CHILD: ({ proof }) => (proof.highest === null ? null : new Decimal(proof.highest)),
  PARTICIPANTS: ({ proof }) => new Decimal(proof.children),
  ACCRUED: ({ proof }) => new Decimal(proof.amount),
  TURNING_18: ({ cohorts, year }) => sum(cohorts.filter(({ birthYear }) => turns18After(birthYear, year)), ({ children }) => children),
  TURNING_18_ACCRUED: ({ cohorts, year }) => sum(cohorts.filter(({ birthYear }) => turns18After(birthYear, year)), ({ accrued }) => accrued),
  SENT_TO_ENPF: ({ batches }) => sum(batches, (batch) => batch.amount),
  PAYOUTS: (booked, figure) => paid(booked, figure, EVERYTHING, payouts),
  PAYOUTS_AMOUNT: (booked, figure) => paid(booked, figure, EVERYTHING, amount),
  HOUSING_PAYOUTS: (booked, figure) => paid(booked, figure, housing, payouts),
  HOUSING_PAYOUTS_AMOUNT: (booked, figure) => paid(booked, figure, housing, amount),
  EDUCATION_PAYOUTS: (booked, figure) => paid(booked, figure, education, payouts),
  EDUCATION_PAYOUTS_AMOUNT: (booked, figure) => paid(booked, figure, education, amount),
};

/** Of a region the civil registry's count is all there is. */
function ofRegion({ regions, perChild }: Booked, { figure, region }: FigureRow): Decimal | null {
  const part = regions.find((one) => one.region === region);
  if (part === undefined) return null;
  if (figure === 'PARTICIPANTS') return new Decimal(part.children);
  if (figure === 'ACCRUED') return part.amount;
  if (part.turning18 === null) return null;
  if (figure === 'TURNING_18') return new Decimal(part.turning18);
  return figure === 'TURNING_18_ACCRUED' ? perChild.times(part.turning18) : null;
}

/** Every published figure beside the books, whether it agrees or not. */
export function compare(figures: readonly FigureRow[], booked: Booked): Compared[] {
  return figures.map((figure) => {
    const found = figure.region === null ? OF_COUNTRY[figure.figure](booked, figure) : ofRegion(booked, figure);
    const difference = found?.minus(figure.value) ?? null;
    return { ...figure, booked: found, difference, agrees: difference === null ? null : difference.abs().lt(figure.precision) };
  });
}
