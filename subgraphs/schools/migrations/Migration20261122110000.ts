import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const FEATURES = ['stem_lab', 'robotics_lab', 'inclusive_room', 'lift', 'ramps', 'cctv', 'alarm_button', 'blocks_separated'];

/** Schools. Nothing in it is about a child, so everybody in the subgraph reads it. */
export class Migration20261122110000 extends Migration {
  override up(): void {
    this.addSql(`create table school (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      bin text not null unique check (bin ~ '^[0-9]{12}$'),
      nobd_id text unique,
      ${PLACE_COLUMNS},
      name_kk text not null, name_ru text not null, name_en text not null,
      type text not null check (type in ('PRIMARY', 'BASIC', 'SECONDARY', 'GYMNASIUM', 'LYCEUM', 'SPECIAL')),
      ownership text not null check (ownership in ('STATE', 'PRIVATE')),
      rural boolean not null,
      design_capacity int not null check (design_capacity > 0),
      shifts int not null check (shifts between 1 and 3),
      building_state text not null check (building_state in ('NORMAL', 'EMERGENCY')),
      languages text[] not null check (cardinality(languages) > 0 and languages <@ array['KK', 'RU', 'OTHER']),
      ${FEATURES.map((feature) => `${feature} boolean not null`).join(', ')},
      programme text check (programme in ('COMFORTABLE_SCHOOL', 'INFRASTRUCTURE_FUND')),
      opened_on date not null, closed_on date check (closed_on > opened_on),
      ${RECORD_COLUMNS})`);
    this.addSql('create index on school (region_kato, id)');
    this.addSql('create index on school (district_kato)');
    this.addSql(`grant select, insert, update on school to "${roleName('schools', 'app')}"`);
    this.addSql(`grant select on school to "${roleName('schools', 'export')}"`);
  }
}
