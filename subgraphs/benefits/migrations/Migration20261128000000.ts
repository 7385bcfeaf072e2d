import { Migration } from '@mikro-orm/migrations';
import { RATE_COLUMNS } from './reference/rates.js';
import { RATES_2026_11_27 } from './reference/rates-2026-11-27.js';
import { insertRows } from './sql.js';

/** Rates of the programmes that were in the catalogue without any. */
export class Migration20261128000000 extends Migration {
  override up(): void {
    this.addSql(insertRows('programme_rate', RATE_COLUMNS, RATES_2026_11_27));
  }
}
