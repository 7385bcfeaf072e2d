import type { AuditRule } from '../audit-rule.js';
import { ofCarer } from '../pieces/care.js';

export const F04: AuditRule = {
  id: 'F04',
  version: 1,
  title: {
    kk: 'Тәрбиешінің шартқа дейін сертификаты болмаған',
    ru: 'У воспитателя не было сертификата до договора',
    en: 'No certificate of training before the child came',
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
  sql: ofCarer(`not t.certified and not t.close_relative and not (t.relative and t.form in ('GUARDIANSHIP', 'TRUSTEESHIP'))`, { certified: 't.certified', relative: 't.relative' }),
};
