import { Migration } from '@mikro-orm/migrations';

const basis = (kind: string, last: number): string => `'${kind} education ends with class ${last}', 'Custom; the act was not read', 'M'`;

/** The last classes of schools that do not teach all of them: who is in one does not stay. */
export class Migration20261202200100 extends Migration {
  override up(): void {
    this.addSql(`insert into school_norm (code, valid_from, valid_to, value, unit, legal_basis, source, certainty) values
      ('LAST_PRIMARY_CLASS', '2012-01-01', null, 4, 'class', ${basis('Primary', 4)}), ('LAST_BASIC_CLASS', '2012-01-01', null, 9, 'class', ${basis('Basic secondary', 9)})`);
  }
}
