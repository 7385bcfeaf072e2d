import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { FACT_TABLES } from './history.js';

const APP = `"${roleName('registry', 'app')}"`;

const REGISTER = `current_setting('app.path', true) = 'register' and current_setting('app.regions', true) <> ''`;

/** Where nobody is told apart by the region they live in. */
const ANYWHERE = `current_setting('app.path', true) = 'relation' or current_setting('app.regions', true) = '*'`;

const TODAY = `(now() at time zone 'Asia/Almaty')::date`;

/**
 * On the register path of a region a child whose placement is shielded is not there: that they are would tell where they live.
 * Restrictive policies, so that no other one opens the rows; what hangs on a person is closed with them.
 */
export class Migration20261127100000 extends Migration {
  override up(): void {
    // A fact that a new birth date made is told as recorded when it would have been without one.
    for (const table of FACT_TABLES) this.addSql(`alter table ${table} add column told_at timestamptz`);
    // No place stands in it; open to whoever sees the person, it could not hide one, and the two policies would ask each other for ever.
    this.addSql('drop policy restriction_register on restriction');
    this.addSql(`create policy restriction_register on restriction to ${APP} using (${REGISTER}) with check (${REGISTER})`);
    for (const table of ['residence', 'person']) {
      this.addSql(`create policy ${table}_shielded on ${table} as restrictive for select to ${APP} using (${ANYWHERE}
        or not exists (select 1 from restriction r where r.iin = ${table}.iin and r.superseded_at is null and (r.valid_to is null or r.valid_to > ${TODAY})))`);
    }
  }
}
