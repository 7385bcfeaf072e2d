import { addMonths, quarterStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { FileKind } from '../../../shared/import/csv-import.js';
import { unless, type FileRow, type Problem } from '../../../shared/import/row.js';
import { identifierProblem } from '../../../shared/scalars/identifier.js';
import { isDay } from '../../../shared/scalars/scalars.js';

type Cells = FileRow['cells'];
type Check = (cell: string, today: CivilDate) => string | null;

/** A column of a file: where it is kept, and what it may be. */
export interface EvidenceColumn {
  readonly need: 'required' | 'optional';
  readonly name: string;
  readonly type: 'text' | 'date' | 'numeric' | 'int' | 'boolean';
  /** Why a cell is not taken; null when it may be. */
  readonly check: Check;
  /** Cells that are empty may be filled by a later file: a period that ends, a finding that comes. Anything else stays as it was recorded. */
  readonly filledLater?: true;
}

/** A kind of evidence as a file has it: a row of it is told by the person and the day from which it holds. */
export interface EvidenceFile extends FileKind<string> {
  readonly table: string;
  readonly by: string;
  readonly parts: Readonly<Record<string, EvidenceColumn>>;
  /** The days of a row as a range, for rows of one person that must not overlap; of columns that stand behind `$`. */
  readonly days: string;
  /** What two cells must be to each other. */
  readonly together: (cells: Cells) => Problem[];
}

const unlessThat = (holds: boolean, reason: string): string | null => (holds ? null : reason);
const anything: Check = () => null;
const day: Check = (cell) => unlessThat(isDay(cell), 'must be an existing day, YYYY-MM-DD.');
const month: Check = (cell, today) => unlessThat(isDay(cell) && cell.endsWith('-01') && cell <= today, 'must be the first day of a month that has begun, YYYY-MM-01.');
const quarter: Check = (cell, today) =>
  unlessThat(isDay(cell) && quarterStart(cell) === cell && addMonths(cell, 3) <= today, 'must be the first day of a quarter that is over, YYYY-01-01, -04-01, -07-01 or -10-01.');
const tenge: Check = (cell) => unlessThat(/^\d{1,12}(\.\d{1,2})?$/.test(cell), 'must be a sum in tenge with at most two decimals.');
const members: Check = (cell) => unlessThat(/^\d{1,2}$/.test(cell) && Number(cell) >= 1 && Number(cell) <= 50, 'must be a number from 1 to 50.');
const oneOf = (...codes: readonly string[]): Check => (cell) => unlessThat(codes.includes(cell), `must be one of ${codes.join(', ')}.`);

const PERSON: Readonly<Record<string, EvidenceColumn>> = { iin: { need: 'required', name: 'iin', type: 'text', check: (cell) => identifierProblem('IIN', cell) } };
/** The document or the register that it is from. */
const SOURCE: Readonly<Record<string, EvidenceColumn>> = { source: { need: 'required', name: 'source', type: 'text', check: anything } };
const PERIOD: Readonly<Record<string, EvidenceColumn>> = {
  validFrom: { need: 'required', name: 'valid_from', type: 'date', check: day },
  validTo: { need: 'optional', name: 'valid_to', type: 'date', check: day, filledLater: true },
};

const inOrder = (from: string, to: string) => (cells: Cells): Problem[] => unless(cells[to] == null || (cells[from] ?? '') < (cells[to] ?? ''), to, `must lie after ${from}: it is the first day on which this does not hold any more.`);

type Given = Pick<EvidenceFile, 'table' | 'by' | 'days' | 'together'> & { readonly row: string; readonly parts: EvidenceFile['parts'] };

const file = ({ parts, ...given }: Given): EvidenceFile => {
  const all = { ...PERSON, ...parts, ...SOURCE };
  return { ...given, parts: all, columns: Object.fromEntries(Object.entries(all).map(([column, { need }]) => [column, need])) };
};

const DAYS = 'daterange($.valid_from, $.valid_to)';

/** The ministry's own evidence, as files bring it. */
export const EVIDENCE_FILES = {
  disability: file({ row: 'disability', table: 'disability_record', by: 'validFrom', days: DAYS, together: inOrder('validFrom', 'validTo'),
    parts: { group: { need: 'optional', name: 'disability_group', type: 'text', check: oneOf('I', 'II', 'III') }, ...PERIOD } }),
  contributions: file({ row: 'social contribution', table: 'insurance_contribution', by: 'firstMonth',
    days: `daterange($.first_month, ($.last_month + interval '1 month')::date)`,
    together: ({ firstMonth = null, lastMonth = null }) => unless(lastMonth === null || (firstMonth ?? '') <= lastMonth, 'lastMonth', 'must not lie before firstMonth.'),
    parts: {
      firstMonth: { need: 'required', name: 'first_month', type: 'date', check: month },
      lastMonth: { need: 'optional', name: 'last_month', type: 'date', check: month, filledLater: true },
      monthlyIncome: { need: 'required', name: 'monthly_income', type: 'numeric', check: tenge },
    } }),
  incomes: file({ row: 'statement of income', table: 'income_statement', by: 'quarter', days: `daterange($.quarter, ($.quarter + interval '3 months')::date)`, together: () => [],
    parts: {
      quarter: { need: 'required', name: 'quarter', type: 'date', check: quarter },
      income: { need: 'required', name: 'income', type: 'numeric', check: tenge },
      members: { need: 'required', name: 'members', type: 'int', check: members },
      needFound: { need: 'optional', name: 'need_found', type: 'boolean', check: oneOf('true', 'false'), filledLater: true },
    } }),
  study: file({ row: 'time of study', table: 'study_record', by: 'validFrom', days: DAYS, together: inOrder('validFrom', 'validTo'), parts: PERIOD }),
  'mother-awards': file({ row: 'title', table: 'mother_award', by: 'validFrom', days: DAYS, together: inOrder('validFrom', 'validTo'),
    parts: { award: { need: 'required', name: 'award', type: 'text', check: oneOf('KUMIS_ALQA', 'ALTYN_ALQA') }, ...PERIOD } }),
} as const satisfies Readonly<Record<string, EvidenceFile>>;

export type EvidenceKind = keyof typeof EVIDENCE_FILES;

/** What is wrong with a row by itself. */
export function evidenceProblems({ parts, together }: EvidenceFile, cells: Cells, today: CivilDate): Problem[] {
  const wrong = Object.entries(parts).flatMap(([field, { need, check }]) => {
    const cell = cells[field] ?? null;
    const reason = cell === null ? (need === 'required' ? 'must be there.' : null) : check(cell, today);
    return reason === null ? [] : [{ field, reason }];
  });
  return wrong.length > 0 ? wrong : together(cells);
}
