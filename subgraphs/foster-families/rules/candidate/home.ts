import { Decimal } from 'decimal.js';
import { alsoGuests, barred, CODE, finding, lacking, provided, type Condition, type Finding } from './condition.js';
import { paperOf, type CandidateFacts } from './evidence.js';

/** Square metres for each person, children placed there among them (132-3(2), 132-8(2)). */
const ROOM = 15;

function enoughRoom(facts: CandidateFacts): Finding {
  const paper = paperOf(facts, 'HOUSING');
  if (paper === null || paper.amount === null || paper.people === null) return lacking('HOUSING');
  const each = new Decimal(paper.amount).div(paper.people + facts.children);
  return finding(paper.holds && each.gte(ROOM), each.toDecimalPlaces(1, Decimal.ROUND_DOWN).toFixed(1), paper);
}

/** Where the candidate lives, and from what. */
export const HOME: readonly Condition[] = [
  { code: 'PERMANENT_HOME', validFrom: CODE, validTo: null, certainty: 'A', guests: 'B', articles: alsoGuests(barred(7, 6)), test: provided('PERMANENT_HOME'),
    text: { kk: 'Тұрақты тұрғылықты жері бар', ru: 'Имеет постоянное место жительства', en: 'Has a permanent home' } },
  { code: 'ENOUGH_ROOM', validFrom: CODE, validTo: null, certainty: 'A', articles: { FOSTER_FAMILY: '132-3(2)', PROFESSIONAL_FOSTER: '132-8(2)' }, test: enoughRoom,
    text: { kk: 'Тұрғын үйде әр адамға кемінде он бес шаршы метрден келеді', ru: 'Жилище не менее пятнадцати квадратных метров на человека', en: 'A home of at least fifteen square metres for each person' } },
  { code: 'INCOME', validFrom: CODE, validTo: null, certainty: 'A', guests: 'B', articles: alsoGuests(barred(12, 10)), test: provided('INCOME_SUFFICES'),
    text: { kk: 'Табысы балаға ең төмен күнкөріс деңгейін қамтамасыз етеді', ru: 'Доход обеспечивает ребёнку прожиточный минимум', en: 'An income that secures the subsistence minimum for the child' } },
];
