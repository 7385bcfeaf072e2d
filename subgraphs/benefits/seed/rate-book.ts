import type { Client } from 'pg';
import { RateBook, type RateFigures } from '../modules/rate/rate-book.js';

const PERIOD = 'valid_from::text as "validFrom", valid_to::text as "validTo"';

const QUERIES: Readonly<Record<keyof RateFigures, string>> = {
  rates: `select programme, tier, coefficient, base, per, ${PERIOD} from programme_rate`,
  parameters: `select parameter, amount, ${PERIOD} from index_parameter`,
  roundings: `select programme, policy, ${PERIOD} from rounding_policy`,
  terms: `select programme, kind, months, ${PERIOD} from programme_term order by valid_from`,
};

async function read(client: Client): Promise<RateBook> {
  const figures: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries(QUERIES)) figures[name] = (await client.query(sql)).rows;
  return new RateBook(figures as unknown as RateFigures);
}

const books = new WeakMap<Client, Promise<RateBook>>();

/** The figures of the law as the migrations left them; read once per connection. */
export function rateBook(client: Client): Promise<RateBook> {
  const known = books.get(client);
  if (known !== undefined) return known;
  const reading = read(client);
  books.set(client, reading);
  return reading;
}
