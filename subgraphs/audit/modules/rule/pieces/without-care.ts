import { rows } from './rows.js';
import { PLACEMENT_MONEY, stands, withAmount } from './payments.js';

/** Forms of the civil registry that a programme's money is for. */
const FORMS = `(values ('GUARDIAN', 'GUARDIANSHIP'), ('GUARDIAN', 'TRUSTEESHIP'), ('PATRONAGE', 'PATRONAGE'), ('FOSTER_FAM', 'FOSTER_FAMILY'), ('PRO_FOSTER', 'PROFESSIONAL_FOSTER')) form (programme, form)`;

/** Placement money of months in which the civil registry has no such form of care for any child of the award; a row for each child that was in it. */
export const withoutCare: string = rows(
  { about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { programme: 'f.programme', children: 'f.children' } },
  `(select min(subject) as subject, any_value(region order by region) as region, month, amount, award, programme, count(*) as children from ${withAmount(`
      with cared as (select distinct m.award, g.since, g.months_until from (select award, subject, programme from benefits.benefit_award_child) m join ${FORMS} on form.programme = m.programme join (select subject, form, since, months_until from registry.civil_guardianship) g on g.subject = m.subject and g.form = form.form)
      select c.subject, c.region, c.month, c.award, c.programme from (select subject, region, month, award, programme, state from benefits.benefit_payment_child) c
        where c.programme in ${PLACEMENT_MONEY} and ${stands('c')} and not exists (select 1 from cared where cared.award = c.award and cared.since <= c.month and (cared.months_until is null or cared.months_until > c.month))`)}
      group by month, amount, award, programme) f`,
);
