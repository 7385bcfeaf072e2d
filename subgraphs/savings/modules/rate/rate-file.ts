import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { BadLine, dayOf, fieldsOf } from '../../../shared/csv/line.js';

/** The columns of a file of rates, as its first line names them. */
export const RATE_FILE_HEADER = 'day,kzt_per_usd,source,certainty';

/** An official rate. */
export interface RateRow {
  readonly day: CivilDate;
  /** Tenge for one US dollar, as text. */
  readonly kzt: string;
  readonly source: string;
  readonly certainty: Certainty;
}

const isCertainty = (text: string): text is Certainty => ['A', 'B', 'C', 'D', 'M'].includes(text);

/** Reads a line; throws `BadLine`. */
export function readRateLine(line: string, today: CivilDate): RateRow {
  const [day = '', kzt = '', source = '', certainty = ''] = fieldsOf(line, RATE_FILE_HEADER);
  if (!/^\d{1,6}(\.\d{1,4})?$/.test(kzt) || Number(kzt) === 0) throw new BadLine('kzt_per_usd must be tenge for one dollar with a point before the rest, such as 518.39');
  if (source === '' || source.length > 200) throw new BadLine('source must say where the rate was published, in 1 to 200 characters');
  if (!isCertainty(certainty)) throw new BadLine('certainty must be one of A, B, C, D, M');
  return { day: dayOf('day', day, today), kzt, source, certainty };
}
