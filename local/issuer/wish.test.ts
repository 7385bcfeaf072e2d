import { expect, it } from 'vitest';
import { wishFrom } from './wish.js';

it('reads what a token is wanted for', () => {
  expect(wishFrom(['--role', 'citizen', '--iin', '880617900004', '--client', 'portal'])).toEqual({ role: 'citizen', iin: '880617900004', regions: undefined, client: 'portal' });
  expect(wishFrom(['--role', 'caseworker', '--region', '*'])).toEqual({ role: 'caseworker', iin: undefined, regions: ['*'], client: undefined });
});

it.each([
  [['--role', 'king'], '--role must be one of'],
  [['--role', 'citizen', '--client', 'king'], '--client must be one of portal, caseworker-desk'],
  [['--role', 'citizen', '--iin', '1'], '--iin: '],
  [['--king'], '[--client <client>]'],
])('says what is wrong with %s', (args, message) => {
  expect(() => wishFrom(args)).toThrow(message);
});
