import { Decimal } from 'decimal.js';
import { addMonths, dayNumber, earliest, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn } from '../../../shared/dated.js';
import { unless, type Problem } from '../../../shared/import/row.js';
import { identifierProblem } from '../../../shared/scalars/identifier.js';
import { isDay, REGION_PREFIXES } from '../../../shared/scalars/scalars.js';
import { AwardComponent, AwardEndReason, AwardStatus } from '../award/award-codes.type.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { scopeOf } from '../programme/scope-of.js';
import { LAW_BOOK } from '../rate/law.js';
import { termFromBirth } from '../../rules/care-term.js';
import { childOf, type Column, type RecordedChild } from './award-record.js';
import { amountsOf, type ImportedAmount } from './imported-amounts.js';
import { paidElsewhereThrough, paidThroughProblems } from './paid-through.js';

/** An award of a file that may be written. */
export interface ImportedAward extends Omit<Cells, 'children' | 'component' | 'withheld'> {
  readonly component: string;
  readonly children: readonly { readonly iin: string; readonly since: CivilDate; readonly until: CivilDate | null }[];
  readonly amounts: readonly ImportedAmount[];
}

/** Cells of a row by column; what is empty is null. */
export type Cells = Readonly<Record<Column, string | null>>;

/** What a row is checked against besides the law. */
export interface CheckContext {
  readonly today: CivilDate;
  readonly actsIn: (region: string) => boolean;
}

const problem = (field: Column, reason: string): Problem => ({ field, reason });

const DAYS: readonly Column[] = ['occurredOn', 'receivedOn', 'decidedOn', 'since', 'until', 'suspendedFrom', 'endOccurredOn', 'endReceivedOn', 'amountFrom', 'paidThrough'];
const NEEDED: readonly Column[] = ['programme', 'regionKato', 'decidingBody', 'occurredOn', 'receivedOn', 'decidedOn', 'since', 'status', 'tier', 'gross'];
const SUMS: readonly Column[] = ['gross', 'withheld'];
const CODES: Readonly<Partial<Record<Column, object>>> = { programme: BenefitProgrammeCode, component: AwardComponent, status: AwardStatus, endReason: AwardEndReason };

const numbered = (name: 'IIN' | 'BIN', value: string | null, field: Column): Problem[] => {
  const found = value === null ? null : identifierProblem(name, value);
  return found === null ? [] : [problem(field, found)];
};

/** Each cell by itself. */
function cellProblems(cells: Cells, children: readonly (RecordedChild | null)[]): Problem[] {
  return [
    ...NEEDED.flatMap((field) => unless(cells[field] !== null, field, 'must be there.')),
    ...DAYS.flatMap((field) => unless(cells[field] === null || isDay(cells[field]), field, 'must be an existing day, YYYY-MM-DD.')),
    ...SUMS.flatMap((field) => unless(cells[field] === null || /^\d{1,12}(\.\d{1,2})?$/.test(cells[field]), field, 'must be a sum in tenge with at most two decimals.')),
    ...Object.entries(CODES).flatMap(([field, codes]) => unless(cells[field as Column] === null || Object.hasOwn(codes, cells[field as Column] ?? ''), field as Column, `must be one of ${Object.keys(codes).join(', ')}.`)),
    ...numbered('IIN', cells.recipientIin, 'recipientIin'),
    ...numbered('BIN', cells.recipientBin, 'recipientBin'),
    ...numbered('BIN', cells.decidingBody, 'decidingBody'),
    ...unless(cells.regionKato === null || (/^\d{2}0{7}$/.test(cells.regionKato) && REGION_PREFIXES.some((prefix) => cells.regionKato?.startsWith(prefix))), 'regionKato', 'must be the KATO of one of the 20 regions.'),
    ...children.flatMap((child) => (child === null ? [problem('children', 'must be IINs, or IIN/since/until, with a space between.')] : childProblems(child))),
  ];
}

const childProblems = ({ iin, since, until }: RecordedChild): Problem[] => [
  ...numbered('IIN', iin, 'children'),
  ...[since, until].flatMap((day) => unless(day === null || isDay(day), 'children', 'the days of a child must be existing days, YYYY-MM-DD.')),
];

type Checked = Omit<ImportedAward, 'amounts'>;

/** Cells with what they must have, whose own checks have passed. */
function withDefaults(cells: Cells, children: readonly RecordedChild[]): Checked {
  const { since, until } = cells;
  return { ...cells, component: cells.component ?? 'BENEFIT', children: children.map((child) => ({ iin: child.iin, since: child.since ?? since ?? '', until: child.until ?? until })) };
}

/** Two cells that must fit each other. */
function orderProblems({ occurredOn, receivedOn, decidedOn, since, until, ...cells }: Cells, today: CivilDate): Problem[] {
  const before = (a: string | null, b: string | null): boolean => a === null || b === null || a <= b;
  const ended = cells.status === 'TERMINATED' || cells.status === 'COMPLETED';
  return [
    ...unless((cells.recipientIin === null) !== (cells.recipientBin === null), 'recipientIin', 'either recipientIin or recipientBin must be there, and not both.'),
    ...unless(before(occurredOn, receivedOn), 'receivedOn', 'must not lie before occurredOn.'),
    ...unless(before(receivedOn, decidedOn), 'decidedOn', 'must not lie before receivedOn.'),
    ...unless(before(decidedOn, today), 'decidedOn', 'must not lie ahead.'),
    ...unless(before(since, until), 'until', 'must not lie before since.'),
    ...unless(ended === (cells.endReason !== null), 'endReason', 'must be there for an award that is TERMINATED or COMPLETED, and for no other.'),
    ...unless(!ended || (until !== null && cells.endOccurredOn !== null && cells.endReceivedOn !== null), 'until', 'until, endOccurredOn and endReceivedOn must be there for an award that has ended.'),
    ...unless((cells.status === 'SUSPENDED') === (cells.suspendedFrom !== null), 'suspendedFrom', 'must be there for an award that is SUSPENDED, and for no other.'),
  ];
}

/** Days of leave (Labour Code, 99); up to 56 from an adoption. */
const LEAVE_DAYS = [126, 140, 170, 184, 56, 70, 79, 93];
const ADOPTION_LEAVE = 56;

/** Days for which a maternity payment is due. */
function leaveProblems({ programme, since, until }: Checked): Problem[] {
  if (programme !== 'MATERNITY') return [];
  const days = until === null || since === null ? 0 : dayNumber(until) - dayNumber(since) + 1;
  return unless(LEAVE_DAYS.includes(days) || (days > 0 && days <= ADOPTION_LEAVE), 'until', `since and until must enclose ${LEAVE_DAYS.join(', ')} days of leave, or up to ${ADOPTION_LEAVE} after an adoption (Labour Code, 99).`);
}

const CARE: ReadonlySet<string | null> = new Set(['CARE_STATE', 'CARE_GFSS']);

/** The terms of the law: how late one may apply, how far back it is due, how long it runs. */
function termProblems(award: Checked): Problem[] {
  const { receivedOn, occurredOn, since, until } = award;
  const programme = award.programme as BenefitProgrammeCode;
  if (receivedOn === null || occurredOn === null || since === null) return [];
  const months = (kind: 'APPLICATION' | 'BACKDATING'): number | undefined => LAW_BOOK.terms(programme, kind).find((term) => holdsOn(term, receivedOn))?.months;
  const [limit, back] = [months('APPLICATION'), months('BACKDATING')];
  const last = CARE.has(programme) ? termFromBirth(LAW_BOOK.terms(programme, 'FROM_BIRTH'), occurredOn) : null;
  return [
    ...unless(limit === undefined || receivedOn <= addMonths(occurredOn, limit), 'receivedOn', `must not lie more than ${limit} months after occurredOn.`),
    ...unless(back === undefined || since >= addMonths(receivedOn, -back), 'since', `must not lie more than ${back} months before receivedOn.`),
    ...unless(!CARE.has(programme) || (until !== null && last !== null && until <= last), 'until', 'must be there, and not lie after one and a half years from occurredOn (one year, until 2022).'),
  ];
}

type Member = Checked['children'][number];

const overlap = (a: Member, b: Member): boolean => a.iin === b.iin && (a.until === null || b.since <= a.until) && (b.until === null || a.since <= b.until);

/** Children whom a programme is for: one, several, or none. */
function countProblems({ programme, component, children, since, until, tier }: Checked, today: CivilDate): Problem[] {
  const scope = scopeOf(programme ?? '');
  const one = scope === 'CHILD' && component !== 'CARER_PAY';
  const inTime = children.every((child) => child.since >= (since ?? '') && (until === null || (child.until !== null && child.until <= until)));
  const last = until === null ? today : earliest(until, today);
  const members = children.filter((child) => child.since <= latest(last, since ?? last) && (child.until === null || child.until >= last)).length;
  const counted = /^CHILDREN_(\d)(_UP)?$/.exec(tier ?? '');
  const fits = counted === null || (counted[2] === undefined ? members === Number(counted[1]) : members >= Number(counted[1]));
  return [
    ...unless(scope === 'PERSON' ? children.length === 0 : children.length > 0, 'children', scope === 'PERSON' ? 'must be empty for this programme.' : 'must name a child.'),
    ...unless(!one || new Set(children.map(({ iin }) => iin)).size <= 1, 'children', 'must name one child: each child has an award of its own.'),
    ...unless(!children.some((child, i) => children.slice(i + 1).some((other) => overlap(child, other))), 'children', 'must name each child once for a time.'),
    ...unless(inTime, 'children', 'a child must be in the award within its time.'),
    ...unless(fits, 'tier', 'must be that of as many children as are in the award on its last day, or today.'),
  ];
}

/** Reads a row: the award, or everything that is wrong with it. Whether it fits what is on record is for the database to say. */
export function checkedAward(cells: Cells, { today, actsIn }: CheckContext): ImportedAward | Problem[] {
  const children = (cells.children ?? '').split(/[\s;]+/).filter((text) => text !== '').map(childOf);
  const wrong = cellProblems(cells, children);
  if (wrong.length > 0) return wrong;
  const award = withDefaults(cells, children.filter((child) => child !== null));
  const unfit = [
    ...unless(actsIn(cells.regionKato ?? ''), 'regionKato', 'must be a region in which you act.'),
    ...orderProblems(cells, today), ...termProblems(award), ...paidThroughProblems(cells, today), ...leaveProblems(award), ...countProblems(award, today),
  ];
  if (unfit.length > 0) return unfit;
  const amounts = amountsOf(LAW_BOOK, award, { gross: new Decimal(cells.gross ?? 0), withheld: new Decimal(cells.withheld ?? 0) }, today);
  return 'reason' in amounts ? [amounts] : { ...award, amounts, paidThrough: paidElsewhereThrough(cells, today) };
}
