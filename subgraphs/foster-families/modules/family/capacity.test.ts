import { expect, it } from 'vitest';
import { countedAmong, mostFrom } from './capacity.js';

const pairs = (...found: string[]) => found.map((pair) => ({ iin: pair[0] ?? '', sibling: pair[1] ?? '' }));

it('brothers and sisters count as one, also where each knows only one of the others', () => {
  expect(countedAmong('ABCD'.split(''), [])).toBe(4);
  expect(countedAmong('ABCD'.split(''), pairs('AB', 'BA'))).toBe(3);
  expect(countedAmong('ABCDE'.split(''), pairs('AB', 'DC', 'BC'))).toBe(2);
  expect(countedAmong('AB'.split(''), pairs('AX', 'XB'))).toBe(2);
});

it('a limit is met on the fullest day to come, and not by children who are never there together', () => {
  const child = (iin: string, validFrom: string, validTo: string | null = null) => ({ iin, validFrom, validTo });
  const children = [child('A', '2026-01-01', '2026-06-01'), child('B', '2026-06-01'), child('C', '2026-07-01')];
  expect(mostFrom(children, [], '2026-05-01')).toBe(2);
  expect(mostFrom(children, pairs('BC'), '2026-05-01')).toBe(1);
  expect(mostFrom([...children, child('D', '2026-05-15')], [], '2026-05-01')).toBe(3);
});
