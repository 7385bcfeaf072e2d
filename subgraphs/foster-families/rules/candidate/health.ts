import { alsoGuests, barred, CODE, LAW_236, unless, withLaw236, type Condition } from './condition.js';

const REGISTER_TEXT: Condition['text'] = {
  kk: 'Наркологиялық немесе психоневрологиялық диспансерде есепте тұрмайды', ru: 'Не состоит на учёте в наркологическом или психоневрологическом диспансере', en: 'On no register of a narcological or psychoneurological dispensary' };

const REGISTER = { code: 'NOT_ON_DISPENSARY_REGISTER', guests: 'B', text: REGISTER_TEXT, ...unless('DISPENSARY_REGISTER') } as const;

/** Health, by the list of diseases of Order No. 692 of 2015. */
export const HEALTH: readonly Condition[] = [
  { code: 'HEALTHY', validFrom: CODE, validTo: null, certainty: 'A', guests: 'B', articles: alsoGuests(barred(6, 5)), ...unless('UNFIT_HEALTH'),
    text: { kk: 'Денсаулық жағдайы бала тәрбиелеуге кедергі келтірмейді', ru: 'Состояние здоровья не препятствует воспитанию ребёнка', en: 'In health to raise a child' } },
  { ...REGISTER, validFrom: CODE, validTo: LAW_236, certainty: 'A', articles: alsoGuests(barred(13, 11)) },
  { ...REGISTER, validFrom: LAW_236, validTo: null, certainty: 'B', articles: withLaw236(alsoGuests(barred(13, 11))) },
];
