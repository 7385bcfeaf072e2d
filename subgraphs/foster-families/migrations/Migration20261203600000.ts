import { Migration } from '@mikro-orm/migrations';

/** A constraint's name, and the form that it leaves aside. */
const ONE = { placement_one_at_a_time: 'GUEST', placement_one_family: 'INSTITUTION' } as const;

/**
 * The same two constraints, said in words that no question uses. PostgreSQL took their GiST indexes for look-ups of a child's placements
 * wherever a question left guest stays aside, because they look small: 80 µs each, where the index of children takes 6.
 */
export class Migration20261203600000 extends Migration {
  static readonly allowed = Object.fromEntries(Object.keys(ONE).map((name) =>
    [`builds the index ${name} of placement with the table locked`, 'An exclusion constraint is not built otherwise. A second for the country\'s 30,000 placements; whoever writes then waits for it.']));

  override up(): void {
    for (const [name, aside] of Object.entries(ONE)) {
      this.addSql(`alter table placement drop constraint ${name}`);
      this.addSql(`alter table placement add constraint ${name} exclude using gist (iin with =, daterange(valid_from, valid_to) with &&) where (form is distinct from '${aside}')`);
    }
  }
}
