import { Migration } from '@mikro-orm/migrations';
import { RATE_COLUMNS } from './reference/rates.js';
import { RATES_2026_11_29 } from './reference/rates-2026-11-29.js';
import { insertRows } from './sql.js';

/** The share of a benefit that is paid in a centre. */
export class Migration20261129600000 extends Migration {
  override up(): void {
    this.addSql(insertRows('programme_rate', RATE_COLUMNS, RATES_2026_11_29));
  }
}
