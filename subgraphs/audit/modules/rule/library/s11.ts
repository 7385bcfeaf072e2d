import type { AuditRule } from '../audit-rule.js';
import { rows } from '../pieces/rows.js';

export const S11: AuditRule = {
  id: 'S11',
  version: 1,
  title: {
    kk: '18 жастан кейін он жыл талап етілмеген қаражат зейнетақы шотына аударылмаған',
    ru: 'Не востребовано десять лет после 18 и не переведено на пенсионный счёт',
    en: 'Unclaimed for ten years after 18, and not moved to the pension account',
  },
  remedy: {
    kk: 'Қаражатты адамның ерікті зейнетақы жарналары шотына аудару',
    ru: 'Перевести средства на счёт добровольных пенсионных взносов',
    en: 'Move the money to the person\'s account of voluntary pension contributions',
  },
  legalBasis: 'Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'RISK',
  about: 'PERSON',
  sql: rows({ about: 'a.subject', region: 'a.region', month: 'cast(a.of_age + interval 10 year as date)', amount: 'a.balance - a.asked_for', record: 'a.holding', facts: { of_age: 'a.of_age', years_since_18: 'a.years_since_18' } },
    'savings.savings_account a where a.balance > a.asked_for and a.died is null and a.years_since_18 >= 10'),
};
