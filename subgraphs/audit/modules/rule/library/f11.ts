import type { AuditRule } from '../audit-rule.js';
import { ofPayee, PLACEMENT_MONEY, stands } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';

/** How many times the index each part is: since 2011 for guardians, since 1 July 2025 for professional foster families (the ministry's replies; the rest from memory). */
const RATES = `(values ('GUARDIAN', 'CHILD_MONEY', 10), ('PATRONAGE', 'CARER_PAY', 35), ('FOSTER_FAM', 'CHILD_MONEY', 10), ('PRO_FOSTER', 'CHILD_MONEY', 10), ('PRO_FOSTER', 'CARER_PAY', 75), ('ADOPTION_ONCE', 'BENEFIT', 75)) r (programme, component, rate)`;

/** A ward's own means lower a guardian's allowance. */
export const F11: AuditRule = {
  id: 'F11',
  version: 1,
  title: {
    kk: 'Орналастыру ақшасы коэффициент пен айдың көрсеткішіне сай емес',
    ru: 'Деньги за устройство не в размере «коэффициент × показатель месяца»',
    en: 'Placement money other than coefficient × index of the month',
  },
  remedy: RECALCULATE,
  legalBasis: 'Code on Marriage and Family, 125(2), 132-10; orders of the ministry',
  programmes: ['foster-families', 'benefits'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    ofPayee({ month: 'p.month', amount: 'abs(p.gross - p.by_rates)', facts: { programme: 'p.programme', tier: 'p.tier', gross: 'p.gross', by_rates: 'p.by_rates' } },
      `benefits.benefit_payment p where p.gross <> p.by_rates and p.programme in ${PLACEMENT_MONEY} and ${stands('p')}`),
    rows({ about: 'f.about', region: 'f.region', month: 'f.valid_from', record: 'f.entitlement', facts: { programme: 'f.programme', component: 'f.component', coefficient: 'f.coefficient', rate: 'f.rate' } },
      `(select coalesce(a.subject, min(c.subject)) as about, a.region, a.valid_from, a.entitlement, a.programme, a.component, a.coefficient, r.rate from foster_families.care_entitlement_amount a join ${RATES} on r.programme = a.programme and r.component = a.component
        left join foster_families.care_entitlement_child c on c.entitlement = a.entitlement
        where a.coefficient <> r.rate and not (a.programme = 'GUARDIAN' and a.coefficient < r.rate) group by a.subject, a.region, a.valid_from, a.entitlement, a.programme, a.component, a.coefficient, r.rate) f where f.about is not null`),
  ),
};
