import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

const APP = `"${roleName('registry', 'app')}"`;
const NATION = `current_setting('app.path', true) = 'register' and current_setting('app.regions', true) = '*'`;

/**
 * Whom auditors asked for, and until when they may be told. Until it is answered there is a pseudonym with its sealed key and nobody's IIN;
 * then the IIN alone. No part of what is exported: by it a pseudonym would be a person's.
 */
export class Migration20261203400000 extends Migration {
  override up(): void {
    this.addSql(`create table identification (
      request uuid primary key,
      pseudonym uuid,
      sealed_key text,
      iin text,
      case_number text not null,
      requested_by_iin text not null,
      decided_by_iin text not null check (decided_by_iin <> requested_by_iin),
      ministry text,
      until date not null,
      asked_at timestamptz not null default clock_timestamp(),
      answered_at timestamptz,
      check ((answered_at is null) = (pseudonym is not null) and (answered_at is null) = (sealed_key is not null)),
      check (iin is null or answered_at is not null))`);
    this.addSql('create index identification_waiting on identification (asked_at) where answered_at is null');
    this.addSql('create index identification_iin on identification (iin) where iin is not null');
    this.addSql('create index identification_requested_by on identification (requested_by_iin)');
    this.addSql('create index identification_decided_by on identification (decided_by_iin)');
    this.addSql('alter table identification enable row level security');
    this.addSql('alter table identification force row level security');
    this.addSql(`create policy identification_relation on identification for select to ${APP} using (current_setting('app.path', true) = 'relation')`);
    this.addSql(`create policy identification_register on identification to ${APP} using (${NATION}) with check (${NATION})`);
    this.addSql(`grant select, insert, update on identification to ${APP}`);
  }
}
