import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { FACT_COLUMNS, KEY_COLUMN } from './columns.js';

const IIN = `text not null check (length(iin) = 12)`;

/** Who a person is: identity, citizenship, residence, life status. */
export class Migration20261122110000 extends Migration {
  override up(): void {
    this.addSql(`create table person (
      iin text primary key check (iin ~ '^[0-9]{12}$'),
      id bigint generated always as identity unique,
      birth_date date not null,
      sex text not null check (sex in ('FEMALE', 'MALE')),
      surname_kk text not null, given_kk text not null, patronymic_kk text,
      surname_ru text not null, given_ru text not null, patronymic_ru text,
      surname_latin text not null, given_latin text not null, patronymic_latin text,
      is_child boolean not null,
      registered_on date not null,
      source text not null,
      recorded_at timestamptz not null default now())`);
    this.addSql('create index on person (id) where is_child');

    this.addSql(`create table citizenship (${KEY_COLUMN}, iin ${IIN}, country text not null check (country ~ '^[A-Z]{2}$'), ${FACT_COLUMNS})`);
    this.addSql('create index on citizenship (iin)');
    this.addSql(`create table residence (${KEY_COLUMN}, iin ${IIN},
      region_kato text not null references region, district_kato text not null references district, address text not null, ${FACT_COLUMNS})`);
    this.addSql('create index on residence (iin)');
    this.addSql('create index on residence (region_kato) where valid_to is null and superseded_at is null');
    this.addSql(`create table life_status (${KEY_COLUMN}, iin ${IIN}, status text not null check (status in ('DECEASED', 'MISSING')), ${FACT_COLUMNS})`);
    this.addSql('create index on life_status (iin)');

    // A region's officials work with the people who live there now; residence rows carry the region themselves.
    const here = visibleThrough('residence', 'iin', 'person.iin').replace(/\)$/, ' and residence.valid_to is null and residence.superseded_at is null)');
    this.secure('residence', { region: 'region_kato' });
    this.secure('person', { condition: here });
    this.secure('citizenship', { condition: visibleThrough('person', 'iin', 'citizenship.iin') });
    this.secure('life_status', { condition: visibleThrough('person', 'iin', 'life_status.iin') });
  }

  private secure(table: string, rule: Parameters<typeof rowLevelSecurity>[2]): void {
    rowLevelSecurity('registry', table, rule).forEach((sql) => this.addSql(sql));
  }
}
