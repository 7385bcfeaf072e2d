import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { barBetween, barredWith, type RightOf } from './combinations.js';
import { RULES } from './rules.js';

const right = (programme: RightOf['programme'], occurredOn: string, firstOn = occurredOn): RightOf => ({ programme, occurredOn, firstOn });

describe('a survivor\'s and a disability benefit of one child', () => {
  it.each<[string, RightOf, RightOf, boolean]>([
    ['are a choice, where the disability came after the loss (175(6), 234(7))', right('SURVIVOR', '2024-05-01'), right('DIS_CHILD', '2025-02-01'), true],
    ['are both paid, where the loss came later (177(5))', right('SURVIVOR', '2025-05-01'), right('DIS_CHILD', '2025-02-01'), false],
    ['are both paid, where both came on one day', right('SURVIVOR', '2025-02-01'), right('DIS_CHILD', '2025-02-01'), false],
    ['are both paid, where the disability was first established before and is paid to somebody else by now', right('SURVIVOR', '2024-05-01'), right('DIS_CHILD', '2026-02-01', '2023-02-01'), false],
  ])('%s', (_what, survivor, disability, barred) => {
    expect([barBetween(survivor, disability), barBetween(disability, survivor)].map((bar) => bar !== null)).toEqual([barred, barred]);
  });
});

it('what is no choice is barred whatever happened first', () => {
  expect(['2024-01-01', '2026-01-01'].map((day) => barBetween(right('DIS_CARER', '2025-01-01'), right('ADULT_CARER', day))?.how)).toEqual(['EXCLUDES', 'EXCLUDES']);
  expect([barredWith('BIRTH'), barredWith('GUARDIAN'), barBetween(right('SURVIVOR', '2025-01-01'), right('SURVIVOR_GFSS', '2025-01-01'))]).toEqual([[], [], null]);
});

it('an exception of one rule is one of the other', () => {
  const all = Object.values(RULES).flatMap(({ programme, combinations }) => combinations.flatMap(({ with: other, addsWhereOther }) => (addsWhereOther === undefined ? [] : [`${programme} ${other} ${addsWhereOther}`])));
  expect(all).toEqual(['DIS_CHILD SURVIVOR LATER', 'SURVIVOR DIS_CHILD EARLIER']);
});
