import type { Client } from 'pg';
import { RateBook, type RateFigures } from '../modules/rate/rate-book.js';

const PERIOD = 'valid_from::text as "validFrom", valid_to::text as "validTo"';

const QUERIES: Readonly<Record<keyof RateFigures, string>> = {
  rates: `select programme, tier, coefficient, base, per, ${PERIOD} from programme_rate`,
  parameters: `select parameter, amount, ${PERIOD} from index_parameter`,
  roundings: `select programme, policy, ${PERIOD} from rounding_policy`,
  terms: `select programme, kind, months, ${PERIOD} from programme_term order by valid_from`,
};

/** The figures of the law as the migrations left them. */
export async function readFigures(client: Client): Promise<RateFigures> {
  const figures: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries(QUERIES)) figures[name] = (await client.query(sql)).rows;
  return figures as unknown as RateFigures;
}

/** The same as a book to look up in. */
export const rateBook = async (client: Client): Promise<RateBook> => new RateBook(await readFigures(client));
