import type { AuditRule } from '../audit-rule.js';
import { monthOf, rows } from '../pieces/rows.js';

export const F18: AuditRule = {
  id: 'F18',
  version: 1,
  title: {
    kk: 'Баланың тұрғын үй кезегі немесе алименті шешілмеген',
    ru: 'Ребёнок не поставлен в очередь на жильё, или алименты не взысканы',
    en: 'A ward neither housed nor in the queue for it, or alimony not pursued',
  },
  remedy: {
    kk: 'Тұрғын үй кезегіне қою немесе алимент өндіру туралы талап беру',
    ru: 'Поставить в очередь на жильё или подать на алименты',
    en: 'Put the child into the queue, or claim the alimony',
  },
  legalBasis: 'Code on Marriage and Family, 124, 128; Law on Housing Relations, 68',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: rows({ about: 'w.subject', region: 'w.region', month: monthOf('w.due_on'), record: 'w.placement', facts: { asked: 'w.asked', standing: 'w.standing', due_on: 'w.due_on' } }, 'foster_families.care_ward_right w where w.missing'),
};
