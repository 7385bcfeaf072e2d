import { expect, it } from 'vitest';
import { dueFromAdopters, stateOfReport, type Reporting } from './adopter-reports.js';

const adoption = (more: Partial<Reporting> = {}): Reporting => ({ home: 'KAZAKHSTAN', decidedOn: '2022-05-20', birthDate: '2016-03-01', diedOn: null, endedOn: null, ...more });

it('reports are due up to the next one', () => {
  expect(dueFromAdopters(adoption(), '2024-05-19')).toEqual(['2023-05-20', '2024-05-20']);
  expect(dueFromAdopters(adoption(), '2024-05-20')).toEqual(['2023-05-20', '2024-05-20', '2025-05-20']);
  expect(dueFromAdopters(adoption({ home: 'ABROAD' }), '2025-06-01')).toEqual(['2022-11-20', '2023-05-20', '2023-11-20', '2024-05-20', '2024-11-20', '2025-05-20', '2026-05-20']);
});

it('none is due from majority, a death or the end on, the day itself included', () => {
  expect(dueFromAdopters(adoption({ birthDate: '2006-05-20' }), '2030-01-01')).toEqual(['2023-05-20']);
  expect(dueFromAdopters(adoption({ birthDate: '2006-05-21' }), '2030-01-01')).toEqual(['2023-05-20', '2024-05-20']);
  for (const ended of [{ diedOn: '2024-05-20' }, { endedOn: '2024-05-20' }]) expect(dueFromAdopters(adoption(ended), '2030-01-01')).toEqual(['2023-05-20']);
});

it('a report is due through its day, and late after it', () => {
  expect([stateOfReport('2024-05-20', null, '2024-05-20'), stateOfReport('2024-05-20', null, '2024-05-21')]).toEqual(['DUE', 'OVERDUE']);
  expect([stateOfReport('2024-05-20', '2024-05-20', '2025-01-01'), stateOfReport('2024-05-20', '2024-05-21', '2025-01-01')]).toEqual(['MET', 'LATE']);
});
