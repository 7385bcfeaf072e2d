import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { FACT_COLUMNS, KEY_COLUMN } from './columns.js';

/** Who belongs to whom: parentage, parents' rights, the register of guardianships, and the restricted flag. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    this.addSql(`create table parentage (${KEY_COLUMN},
      iin text not null references person, parent_iin text not null references person,
      role text not null check (role in ('MOTHER', 'FATHER')),
      basis text not null check (basis in ('BIRTH', 'ADOPTION')), ${FACT_COLUMNS})`);
    this.addSql('create index on parentage (iin)');
    this.addSql('create index on parentage (parent_iin)');
    this.addSql('create unique index on parentage (iin, role) where valid_to is null and superseded_at is null');

    this.addSql(`create table parental_right (${KEY_COLUMN},
      iin text not null references person, parent_iin text not null references person,
      status text not null check (status in ('DEPRIVED', 'LIMITED')), ${FACT_COLUMNS})`);
    this.addSql('create index on parental_right (iin)');
    this.addSql('create index on parental_right (parent_iin)');

    this.addSql(`create table guardianship (${KEY_COLUMN},
      iin text not null references person,
      representative_iin text references person, representative_bin text check (representative_bin ~ '^[0-9]{12}$'),
      form text not null, body_bin text not null check (body_bin ~ '^[0-9]{12}$'), ${FACT_COLUMNS},
      check (num_nonnulls(representative_iin, representative_bin) = 1))`);
    this.addSql('create index on guardianship (iin)');
    this.addSql('create index on guardianship (representative_iin)');

    this.addSql(`create table restriction (${KEY_COLUMN}, iin text not null references person, ${FACT_COLUMNS})`);
    this.addSql('create index on restriction (iin)');

    for (const table of ['parentage', 'parental_right', 'guardianship', 'restriction']) {
      const condition = visibleThrough('person', 'iin', `${table}.iin`);
      rowLevelSecurity('registry', table, { condition }).forEach((sql) => this.addSql(sql));
    }
  }
}
