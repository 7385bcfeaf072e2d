import type { AuditRule } from '../audit-rule.js';
import { TAKE_BACK } from '../pieces/remedies.js';
import { allOf } from '../pieces/rows.js';
import { ofPayout, ofYear } from '../pieces/savings.js';

export const S04: AuditRule = {
  id: 'S04',
  version: 2,
  title: {
    kk: 'Қайтыс болғаннан кейінгі жыл үшін есептелген, не одан кейін сұралған немесе төленген',
    ru: 'Начислено за год после смерти, либо запрошено или выплачено после неё',
    en: 'Credited for a year after the child\'s death, or asked for or paid after it',
  },
  remedy: TAKE_BACK,
  legalBasis: 'Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(ofYear('not y.alive'), ofPayout(`p.after_death and p.state <> 'REFUSED'`, 'AFTER_DEATH')),
};
