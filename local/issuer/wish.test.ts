import { expect, it } from 'vitest';
import { wishFrom } from './wish.js';

it('reads what a token is wanted for', () => {
  expect(wishFrom(['--role', 'citizen', '--iin', '880617900004', '--client', 'portal'])).toEqual({ role: 'citizen', iin: '880617900004', regions: undefined, client: 'portal' });
  expect(wishFrom(['--role', 'caseworker', '--region', '*'])).toEqual({ role: 'caseworker', iin: undefined, regions: ['*'], client: undefined });
});

it.each([
  [['--role', 'king'], '--role must be one of'],
  [['--role', 'citizen', '--client', 'king'], '--client must be one of portal, caseworker-desk'],
  [[], '--role must be one of'],
  [['--role', 'citizen', '--iin', '123'], '--iin: IIN must be a string of exactly 12 digits.'],
  [['--role', 'citizen', '--iin', '150514900003'], '--iin: IIN is mistyped: its check digit'],
  [['--role', 'caseworker', '--region', '75'], '--region: KATO must be a string of exactly 9 digits.'],
  [['--king'], '[--client <client>]'],
])('says what is wrong with %s', (args, message) => {
  expect(() => wishFrom(args)).toThrow(message);
});
