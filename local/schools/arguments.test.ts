import 'reflect-metadata';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StartFailure } from '../failure.js';
import { exportWish, importWish } from './arguments.js';

const at = (file: string): string => path.resolve(file);

describe('schools:import', () => {
  it('reads what the file is of, where bad rows go, and whether anything is to stay', () => {
    expect(importWish(['schools', 'cards.csv'])).toEqual({ kind: 'schools', file: at('cards.csv'), rejects: at('cards.rejects.csv'), dryRun: false });
    expect(importWish(['enrolments', 'a.csv', '--rejects', 'b.csv', '--dry-run'])).toEqual({ kind: 'enrolments', file: at('a.csv'), rejects: at('b.csv'), dryRun: true });
  });

  it.each([[[]], [['schools']], [['pupils', 'a.csv']], [['schools', 'a.csv', 'b.csv']], [['schools', 'a.csv', '--dry']]])('refuses %j and says how it is used', (args) => {
    expect(() => importWish(args)).toThrow(StartFailure);
    expect(() => importWish(args)).toThrow('schools:import -- schools|enrolments');
  });
});

describe('schools:export', () => {
  it('reads what is written, where, and by which filter of the lists', () => {
    expect(exportWish(['schools', '--out', 'a.csv', '--filter', '{ "language": "KK", "deficit": true }'])).toEqual({ kind: 'schools', file: at('a.csv'), filter: { language: 'KK', deficit: true } });
    expect(exportWish(['enrolments', '--out', 'a.csv'])).toEqual({ kind: 'enrolments', file: at('a.csv'), filter: undefined });
  });

  it.each([[[]], [['schools']], [['pupils', '--out', 'a.csv']], [['schools', '--out', 'a.csv', '--filter', '{']]])('refuses %j and says how it is used', (args) => {
    expect(() => exportWish(args)).toThrow('schools:export -- schools|enrolments');
  });

  it('refuses a filter of the other list, and one that is none, by field and without what was given', () => {
    expect(() => exportWish(['schools', '--out', 'a.csv', '--filter', '{ "classNumber": 1 }'])).toThrow('classNumber');
    expect(() => exportWish(['enrolments', '--out', 'a.csv', '--filter', '{ "regionKato": "150601900015" }'])).toThrow(/regionKato(?!.*150601900015)/);
  });
});
