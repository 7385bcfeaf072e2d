import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { readDistricts, readRegions } from '../reference/places.js';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const values = (rows: readonly (readonly string[])[]): string => rows.map((row) => `(${row.map(quoted).join(', ')})`).join(', ');

/** Regions and districts: the classifier's first two levels as of 2024, with the 20 regions of 8 June 2022. */
export class Migration20261122100000 extends Migration {
  override up(): void {
    this.addSql(`create table region (
      kato text primary key check (kato ~ '^[0-9]{2}0{7}$'),
      iso text not null unique,
      kind text not null check (kind in ('REGION', 'CITY')),
      name_kk text not null, name_ru text not null, name_en text not null)`);
    this.addSql(`create table district (
      kato text primary key check (kato ~ '^[0-9]{9}$'),
      region_kato text not null references region,
      name_kk text not null, name_ru text not null, name_en text not null)`);
    this.addSql('create index on district (region_kato)');
    this.addSql(`insert into region values ${values(readRegions())}`);
    this.addSql(`insert into district values ${values(readDistricts())}`);
    for (const table of ['region', 'district']) referenceTable('registry', table).forEach((sql) => this.addSql(sql));
  }
}
