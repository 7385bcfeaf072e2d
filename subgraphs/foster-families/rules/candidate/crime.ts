import { alsoGuests, barred, CODE, LAW_236, unless, withLaw236, type Condition } from './condition.js';
import type { EvidenceKind } from './evidence.js';

/** A bar before and after Law 236-VIII, which words it anew. */
const before = (code: Condition['code'], kind: EvidenceKind, adopter: number, guardian: number, text: Condition['text']): Condition[] => [
  { code, validFrom: CODE, validTo: LAW_236, certainty: 'A', guests: 'M', articles: alsoGuests(barred(adopter, guardian)), text, ...unless(kind) },
  { code, validFrom: LAW_236, validTo: null, certainty: 'B', guests: 'M', articles: withLaw236(alsoGuests(barred(9, 7))), text, ...unless(kind) },
];

/** Convictions and prosecutions. */
export const CRIME: readonly Condition[] = [
  ...before('NO_CONVICTION', 'UNEXPUNGED_CONVICTION', 9, 7, {
    kk: 'Қасақана қылмысы үшін жойылмаған немесе алынбаған соттылығы жоқ', ru: 'Нет непогашенной или неснятой судимости за умышленное преступление', en: 'No unexpunged conviction of an intentional crime' }),
  ...before('NO_LISTED_OFFENCE', 'LISTED_OFFENCE', 14, 12, {
    kk: 'Тізбедегі қылмыстық құқық бұзушылықтар үшін соттылығы және қылмыстық қудалауы болмаған',
    ru: 'Не имел судимости и не подвергался уголовному преследованию за правонарушения из перечня (убийство, вред здоровью, половая неприкосновенность, экстремизм, торговля людьми)',
    en: 'Never convicted of, nor prosecuted for, an offence of the list (murder, harm to health, against sexual integrity, extremism, human trafficking)' }),
  { code: 'NOT_PROSECUTED', validFrom: LAW_236, validTo: null, certainty: 'B', guests: 'M', articles: withLaw236(alsoGuests(barred(9, 7))), ...unless('UNDER_PROSECUTION'),
    text: { kk: 'Қылмыстық қудалауда емес', ru: 'Не находится под уголовным преследованием', en: 'Not under criminal prosecution' } },
];
