import type { AuditRule } from '../audit-rule.js';
import { TAKE_BACK } from '../pieces/remedies.js';
import { ofYear } from '../pieces/savings.js';

export const S03: AuditRule = {
  id: 'S03',
  version: 1,
  title: {
    kk: '31 желтоқсанда әлі тумаған немесе 18 жасқа толған адамға сол жыл есептелген',
    ru: 'Год начислен тому, кто на 31 декабря ещё не родился или уже достиг 18 лет',
    en: 'Credited for a year on whose last day the child was not yet born, or already 18',
  },
  remedy: TAKE_BACK,
  legalBasis: 'Rights of the Child Act, 7-4; Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofYear('not y.born_by_list or not y.under_18'),
};
