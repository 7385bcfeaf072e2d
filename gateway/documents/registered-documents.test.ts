import { expect, it } from 'vitest';
import { RegisteredDocuments } from './registered-documents.js';

const KIB = 1024;
const textOf = (number: number, length = 20): string => `{ ${'a'.repeat(number % 26)} }`.padEnd(length, '#');

it('finds what the same client has registered', () => {
  const registered = new RegisteredDocuments();
  registered.register('desk', 'h', '{ a }');
  expect([registered.find('desk', 'h'), registered.find('portal', 'h'), registered.find('desk', 'i')]).toEqual(['{ a }', undefined, undefined]);
});

it('forgets what was used least recently: of too many, and of too long ones', () => {
  const registered = new RegisteredDocuments();
  for (let number = 0; number < 1_000; number += 1) registered.register('desk', String(number), textOf(number));
  expect(registered.find('desk', '0')).toBeDefined();
  registered.register('desk', 'new', '{ a }');
  expect([registered.find('desk', '0'), registered.find('desk', '1'), registered.find('desk', '2')]).toEqual([textOf(0), undefined, textOf(2)]);
  for (let number = 0; number < 200; number += 1) registered.register('other', String(number), textOf(number, 64 * KIB));
  expect([registered.find('other', '199'), registered.find('other', '73'), registered.find('other', '71'), registered.find('desk', '2')]).toEqual([textOf(199, 64 * KIB), textOf(73, 64 * KIB), undefined, undefined]);
});

it('counts a text once, however often it is registered', () => {
  const registered = new RegisteredDocuments();
  for (let number = 0; number < 500; number += 1) registered.register('desk', 'same', textOf(1, 64 * KIB));
  for (let number = 0; number < 100; number += 1) registered.register('desk', String(number), textOf(2, 64 * KIB));
  expect(registered.find('desk', 'same')).toBeDefined();
});

it.each([
  ['longer than any that is known without parsing', textOf(1, 64 * KIB + 1)],
  ['with a number that may be somebody\'s', '{ child(iin: "150514900002") { name } }'],
])('keeps no text %s', (_name, text) => {
  const registered = new RegisteredDocuments();
  registered.register('desk', 'h', text);
  expect(registered.find('desk', 'h')).toBeUndefined();
});
