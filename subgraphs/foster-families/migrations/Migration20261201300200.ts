import { Migration } from '@mikro-orm/migrations';

const BREAKDOWNS = 'RELATIONSHIP CARERS_ILL CARERS_CHANGED_LIVES CARERS_OVERBURDENED CHILD_WISHED CHILD_RAN_AWAY VIOLENCE_OR_NEGLECT CARERS_UNSUITABLE HARM_TO_OTHERS OTHER'
  .split(' ').map((reason) => `'${reason}'`).join(', ');

/** Why a placement broke down, beside the reason of the Code. */
export class Migration20261201300200 extends Migration {
  override up(): void {
    this.addSql('alter table placement add column breakdown text');
    this.addSql(`alter table placement add constraint placement_breakdown_check check (breakdown is null or (breakdown in (${BREAKDOWNS}) and valid_to is not null)) not valid`);
  }
}
