import { Migration } from '@mikro-orm/migrations';

const oneOf = (values: string): string => values.split(' ').map((value) => `'${value}'`).join(', ');
const LANGUAGES = oneOf('KK RU UZ UG TR DE KO EN OTHER');
const NEEDS = oneOf('MOBILITY SIGHT HEARING SPEECH INTELLECTUAL BEHAVIOUR CHRONIC_ILLNESS');

/** What a family should be looked for by: the child's language and special needs, and what a candidate speaks and is prepared for. */
export class Migration20261130270000 extends Migration {
  override up(): void {
    this.addSql(`alter table care_need add column language text, add column needs text[] not null default '{}'`);
    this.addSql(`alter table carer_candidate add column languages text[] not null default '{}', add column prepared_for text[] not null default '{}'`);
    this.addSql(`alter table care_need add constraint care_need_language_check check (language in (${LANGUAGES})) not valid`);
    this.addSql(`alter table care_need add constraint care_need_needs_check check (needs <@ array[${NEEDS}]) not valid`);
    this.addSql(`alter table carer_candidate add constraint carer_candidate_languages_check check (languages <@ array[${LANGUAGES}]) not valid`);
    this.addSql(`alter table carer_candidate add constraint carer_candidate_prepared_for_check check (prepared_for <@ array[${NEEDS}]) not valid`);
  }
}
