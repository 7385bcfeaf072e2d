import 'reflect-metadata';
import { expect, it } from 'vitest';
import { PROGRAMMES } from '../migrations/reference/programmes.js';
import { isRuled, RULES } from './rules.js';

it('there is a rule for every programme of the catalogue that no guardianship body decides, paid as the catalogue says', () => {
  const catalogue = PROGRAMMES.flatMap(([, code, unit, , , decidedBy]) => (decidedBy === 'GUARDIANSHIP_BODY' ? [] : [[code, unit]]));
  expect(Object.values(RULES).map(({ programme, unit }) => [programme, unit])).toEqual(catalogue);
  expect(Object.entries(RULES).every(([code, { programme }]) => code === programme)).toBe(true);
  expect(PROGRAMMES.filter(([, , , , , decidedBy]) => decidedBy === 'GUARDIANSHIP_BODY').some(([, code]) => isRuled(code))).toBe(false);
});
