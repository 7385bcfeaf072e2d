import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { CORRECT_RECORDS } from '../pieces/remedies.js';
import { allOf, monthOf, rows } from '../pieces/rows.js';

/** The day of the order: no act that was read sets these terms before it. */
const SET_ON = `date '2025-08-29'`;

export const F07: AuditRule = {
  id: 'F07',
  version: 2,
  title: {
    kk: 'Орналастыру немесе бастапқы жазба мерзімінен кеш енгізілген, не бала ауруханада үш күннен артық',
    ru: 'Устройство или первичная запись внесены позже срока, либо ребёнок в больнице дольше трёх дней',
    en: 'A placement or primary record later than one working day, or a child longer than three days in hospital',
  },
  remedy: CORRECT_RECORDS,
  legalBasis: 'Code on Marriage and Family, 118-1; order of 29 August 2025',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    ofPlacement(`l.recorded_working_days > 1 and l.since >= ${SET_ON}`, { recorded_working_days: 'l.recorded_working_days' }),
    rows({ about: 'n.subject', region: 'n.region', month: monthOf('n.identified_on'), record: 'n.need', facts: { primary_late: 'n.primary_late', hospital_late: 'n.hospital_late', hospital_days: 'n.hospital_days' } }, `foster_families.care_need n where (n.primary_late or n.hospital_late) and n.identified_on >= ${SET_ON}`),
  ),
};
