import type { Client } from 'pg';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { importCsv, type FileKind, type ImportCount } from '../../../shared/import/csv-import.js';
import { unless, type Fate, type FileRow, type Problem } from '../../../shared/import/row.js';
import { isDay } from '../../../shared/scalars/scalars.js';

const COLUMNS = { day: 'required', kzt_per_usd: 'required', source: 'required', certainty: 'required' } as const;

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
}

const LONGEST_SOURCE = 200;

const isCertainty = (text: string | null): text is Certainty => ['A', 'B', 'C', 'D', 'M'].includes(text ?? '');

/** Reads a row: the rate, or everything that is wrong with it. */
export function rateRow({ day, kzt_per_usd: kzt, source, certainty }: FileRow<Column>['cells'], today: CivilDate): RateRow | Problem<Column>[] {
  const exists = day !== null && isDay(day);
  const known = isCertainty(certainty);
  const wrong = [
    ...unless(exists, 'day' as const, 'must be an existing day, YYYY-MM-DD.'),
    ...unless(!exists || day <= today, 'day' as const, 'must not lie ahead.'),
    ...unless(/^\d{1,6}(\.\d{1,4})?$/.test(kzt ?? '') && Number(kzt) > 0, 'kzt_per_usd' as const, 'must be tenge for one dollar with a point before the rest, such as 518.39.'),
    ...unless(source !== null && source.length <= LONGEST_SOURCE, 'source' as const, `must say where the rate was published, in 1 to ${LONGEST_SOURCE} characters.`),
    ...unless(known, 'certainty' as const, 'must be one of A, B, C, D, M.'),
  ];
  return wrong.length > 0 || !known || day === null ? wrong : { day, kzt: kzt ?? '', source: source ?? '', certainty };
}

/** A published rate takes the place of one from memory, and no other's. */
const ADD = `
  insert into exchange_rate (currency, day, kzt, source, certainty) values ('USD', $1, $2, $3, $4)
  on conflict (currency, day) do update set kzt = excluded.kzt, source = excluded.source, certainty = excluded.certainty, recorded_at = now()
    where exchange_rate.certainty = 'M' and excluded.certainty <> 'M'`;

/** Puts one rate on record; the same again changes nothing, another one for its day is not taken. */
async function addRate(client: Client, { day, kzt, source, certainty }: RateRow): Promise<Fate> {
  if ((await client.query(ADD, [day, kzt, source, certainty])).rowCount === 1) return 'ADDED';
  const { rowCount } = await client.query(`select 1 from exchange_rate where currency = 'USD' and day = $1 and kzt = $2`, [day, kzt]);
  return rowCount === 1 ? 'KNOWN' : [{ field: 'kzt_per_usd', reason: 'another rate is on record for this day.' }];
}

/** Puts the rates of a file on record. Read again it changes nothing, be it that it broke off in the middle. */
export function importRates(client: Client, file: string, rejectFile: string, today: CivilDate): Promise<ImportCount> {
  const take = async (rows: readonly FileRow<Column>[]): Promise<Fate[]> => {
    const fates: Fate[] = [];
    for (const { cells } of rows) {
      const rate = rateRow(cells, today);
      fates.push(Array.isArray(rate) ? rate : await addRate(client, rate));
    }
    return fates;
  };
  return importCsv(file, rejectFile, RATE_FILE, { take });
}
