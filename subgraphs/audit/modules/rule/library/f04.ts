import type { AuditRule } from '../audit-rule.js';
import { ofCarer } from '../pieces/care.js';

/** A relative or step-parent may be appointed untrained, and has a year to train: over it is while the child is there and no paper says that it was done. */
const YEAR_OVER = `(t.subject is not null and (l.until is null or l.until > l.since + interval 1 year) and (select day from snapshot) > l.since + interval 1 year
      and not exists (select 1 from foster_families.care_evidence v where v.subject = t.subject and v.kind = 'TRAINING' and v.holds and v.valid_from <= (select day from snapshot)))`;

/** Training is asked for since 21 April 2016. */
export const F04: AuditRule = {
  id: 'F04',
  version: 2,
  title: {
    kk: 'Тәрбиешінің шартқа дейін, ал туысының бір жыл ішінде сертификаты болмаған',
    ru: 'У воспитателя не было сертификата до договора, а у родственника — в течение года',
    en: 'No certificate of training before the child came, or of a relative within a year',
  },
  remedy: {
    kk: 'Тәрбиешіні даярлыққа жіберу, сертификатты жазбаға енгізу',
    ru: 'Направить воспитателя на подготовку и внести сертификат в запись',
    en: 'Send the carer to be trained, and put the certificate on record',
  },
  legalBasis: 'Code on Marriage and Family, 122(1)13, 132-8(4), 135(1)',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofCarer(`l.since >= date '2016-04-21' and not t.certified and not t.close_relative and not (t.relative and t.form in ('GUARDIANSHIP', 'TRUSTEESHIP') and not ${YEAR_OVER})`, { certified: 't.certified', relative: 't.relative' }),
};
