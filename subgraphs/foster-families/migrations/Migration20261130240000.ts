import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

const KINDS = ('CAPACITY_LIMITED SPOUSE_CAPACITY_LIMITED RIGHTS_REMOVED_OR_LIMITED REMOVED_AS_GUARDIAN ADOPTION_CANCELLED UNFIT_HEALTH DISPENSARY_REGISTER UNEXPUNGED_CONVICTION LISTED_OFFENCE UNDER_PROSECUTION '
  + 'CITIZEN STATELESS PERMANENT_HOME HOUSING INCOME_SUFFICES MARRIED SPOUSE_CONSENT SPOUSES_APART RAISED_THREE_YEARS RELATIVE_OF_CHILD CLOSE_RELATIVE AGE_GAP_EXCUSED TRAINING PROFESSIONAL_CONCLUSION')
  .split(' ').map((kind) => `'${kind}'`).join(', ');

/** What is true of a candidate and one child names the child: it counts for that one alone. Its IIN follows a replacement, and goes with an adoption. */
export class Migration20261130240000 extends Migration {
  override up(): void {
    this.addSql('alter table carer_evidence add column child_iin text');
    this.addSql(`grant update (child_iin) on carer_evidence to "${roleName('foster-families', 'app')}"`);
    this.addSql('alter table carer_evidence add constraint carer_evidence_child_iin_check check (length(child_iin) = 12) not valid');
    this.addSql('alter table carer_evidence drop constraint carer_evidence_kind_check');
    this.addSql(`alter table carer_evidence add constraint carer_evidence_kind_check check (kind in (${KINDS})) not valid`);
  }
}
