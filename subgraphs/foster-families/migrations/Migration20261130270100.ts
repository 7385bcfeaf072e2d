import { Migration } from '@mikro-orm/migrations';

/** What an earlier migration could not look at while others wrote. */
export class Migration20261130270100 extends Migration {
  override up(): void {
    this.addSql('alter table care_need validate constraint care_need_language_check');
    this.addSql('alter table care_need validate constraint care_need_needs_check');
    this.addSql('alter table carer_candidate validate constraint carer_candidate_languages_check');
    this.addSql('alter table carer_candidate validate constraint carer_candidate_prepared_for_check');
  }
}
