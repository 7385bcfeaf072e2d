import type { Client } from 'pg';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { importCsv, type FileKind, type ImportCount } from '../../../shared/import/csv-import.js';
import { unless, type Fate, type FileRow, type Problem } from '../../../shared/import/row.js';
import { isDay } from '../../../shared/scalars/scalars.js';

const COLUMNS = { day: 'required', kzt_per_usd: 'required', source: 'required', certainty: 'required', corrects: 'optional' } as const;

type Column = keyof typeof COLUMNS;

/** A file of official rates. */
const RATE_FILE: FileKind<Column> = { row: 'rate', columns: COLUMNS };

/** An official rate. */
export interface RateRow {
  readonly day: CivilDate;
  /** Tenge for one US dollar, as text. */
  readonly kzt: string;
  readonly source: string;
  readonly certainty: Certainty;
  /** The rate on record that was wrong, as text; null for a rate that corrects none. */
  readonly corrects: string | null;
}

/** As of which day a file is read, and for whom: corrections need a name. */
export interface RateReading {
  readonly today: CivilDate;
  readonly by: string | null;
}

const LONGEST_SOURCE = 200;

const isCertainty = (text: string | null): text is Certainty => ['A', 'B', 'C', 'D', 'M'].includes(text ?? '');

const isRate = (text: string | null): text is string => /^\d{1,6}(\.\d{1,4})?$/.test(text ?? '') && Number(text) > 0;

/** What is wrong with a row that takes the place of a rate on record. */
const wrongCorrection = ({ corrects, certainty }: FileRow<Column>['cells'], by: string | null): Problem<Column>[] =>
  corrects === null ? [] : [
    ...unless(isRate(corrects), 'corrects', 'must be the rate on record that was wrong, or be left empty.'),
    ...unless(certainty !== 'M', 'certainty', 'must not be M: a correction goes by what was published.'),
    ...unless(by !== null, 'corrects', 'must be left empty unless whoever corrects is named: --by NAME.'),
  ];

/** Reads a row: the rate, or everything that is wrong with it. */
export function rateRow(cells: FileRow<Column>['cells'], { today, by }: RateReading): RateRow | Problem<Column>[] {
  const { day, kzt_per_usd: kzt, source, certainty, corrects } = cells;
  const exists = day !== null && isDay(day);
  const known = isCertainty(certainty);
  const wrong = [
    ...unless(exists, 'day' as const, 'must be an existing day, YYYY-MM-DD.'),
    ...unless(!exists || day <= today, 'day' as const, 'must not lie ahead.'),
    ...unless(isRate(kzt), 'kzt_per_usd' as const, 'must be tenge for one dollar with a point before the rest, such as 518.39.'),
    ...unless(source !== null && source.length <= LONGEST_SOURCE, 'source' as const, `must say where the rate was published, in 1 to ${LONGEST_SOURCE} characters.`),
    ...unless(known, 'certainty' as const, 'must be one of A, B, C, D, M.'),
    ...wrongCorrection(cells, by),
  ];
  return wrong.length > 0 || !known || day === null ? wrong : { day, kzt: kzt ?? '', source: source ?? '', certainty, corrects };
}

/** A published rate takes the place of one from memory, and no other's. */
const ADD = `
  insert into exchange_rate (currency, day, kzt, source, certainty) values ('USD', $1, $2, $3, $4)
  on conflict (currency, day) do update set kzt = excluded.kzt, source = excluded.source, certainty = excluded.certainty, recorded_at = now()
    where exchange_rate.certainty = 'M' and excluded.certainty <> 'M'`;

/** Takes the place of the rate that it names, which is kept. */
const CORRECT = `update exchange_rate set kzt = $2, source = $3, certainty = $4, recorded_at = now() where currency = 'USD' and day = $1 and kzt = $5 and kzt <> $2`;

async function put(client: Client, { day, kzt, source, certainty, corrects }: RateRow): Promise<boolean> {
  const values = [day, kzt, source, certainty];
  const { rowCount } = await (corrects === null ? client.query(ADD, values) : client.query(CORRECT, [...values, corrects]));
  return rowCount === 1;
}

/** Puts one rate on record; the same again changes nothing, another one for its day is not taken unless it names the one that it corrects. */
async function addRate(client: Client, rate: RateRow): Promise<Fate> {
  if (await put(client, rate)) return 'ADDED';
  const { rowCount } = await client.query(`select 1 from exchange_rate where currency = 'USD' and day = $1 and kzt = $2`, [rate.day, rate.kzt]);
  if (rowCount === 1) return 'KNOWN';
  return rate.corrects === null
    ? [{ field: 'kzt_per_usd', reason: 'another rate is on record for this day; a correction of it names it in the column corrects.' }]
    : [{ field: 'corrects', reason: 'must be the rate on record for this day, which is another, or there is none.' }];
}

/** Puts the rates of a file on record, corrections under the name of `by`. Read again it changes nothing, be it that it broke off in the middle. */
export async function importRates(client: Client, file: string, rejectFile: string, reading: RateReading): Promise<ImportCount> {
  const take = async (rows: readonly FileRow<Column>[]): Promise<Fate[]> => {
    const fates: Fate[] = [];
    for (const { cells } of rows) {
      const rate = rateRow(cells, reading);
      fates.push(Array.isArray(rate) ? rate : await addRate(client, rate));
    }
    return fates;
  };
  await client.query(`select set_config('app.replaced_by', $1, false)`, [reading.by ?? '']);
  return importCsv(file, rejectFile, RATE_FILE, { take });
}
