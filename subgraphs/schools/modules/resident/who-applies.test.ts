import { describe, expect, it } from 'vitest';
import { applicantRole, isMinor, type Representative } from './who-applies.js';

const DAY = '2026-05-12';
const one = (personIin: string, basis: Representative['basis'], validFrom = '2020-01-01', validTo: string | null = null): Representative => ({ personIin, basis, validFrom, validTo });

describe('whoever applies for a child', () => {
  it.each([
    ['a parent', [one('p', 'PARENTAGE')], false, 'PARENT'],
    ['nobody of the family', [one('q', 'PARENTAGE')], false, null],
    ['a parent no longer', [one('p', 'PARENTAGE', '2020-01-01', DAY)], false, null],
    ['a parent without rights', [one('p', 'PARENTAGE'), one('p', 'RIGHTS_REMOVED')], false, null],
    ['a parent with rights restored', [one('p', 'PARENTAGE'), one('p', 'RIGHTS_REMOVED', '2020-01-01', '2026-01-01')], false, 'PARENT'],
    ['a parent of a child whose whereabouts are withheld', [one('p', 'PARENTAGE')], true, null],
    ['its guardian', [one('p', 'GUARDIANSHIP')], true, 'REPRESENTATIVE'],
    ['a guardian of later', [one('p', 'GUARDIANSHIP', '2026-05-13')], false, null],
    ['a parent without rights who became the guardian', [one('p', 'PARENTAGE'), one('p', 'RIGHTS_REMOVED'), one('p', 'GUARDIANSHIP')], false, 'REPRESENTATIVE'],
  ] as const)('%s', (_who, known, restricted, role) => {
    expect(applicantRole('p', known, DAY, restricted)).toBe(role);
  });

  it('acts until the child is eighteen', () => {
    expect([isMinor('2008-05-13', DAY), isMinor('2008-05-12', DAY)]).toEqual([true, false]);
  });
});
