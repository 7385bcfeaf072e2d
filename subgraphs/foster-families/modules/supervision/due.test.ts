import { expect, it } from 'vitest';
import { dueReports, nextVisitBy, reportDays } from './due.js';

const report = (dueOn: string, receivedOn: string) => ({ placement: '1', dueOn, receivedOn, healthPassport: true, source: 's' });
const visit = (visitedOn: string, childSeen = true) => ({ placement: '1', announced: true, visitedOn, childSeen, seenAlone: false, finding: 'WELL' as const, source: 's' });

it('reports fall due from the first day by the interval of the form, while the placement lasts', () => {
  expect(reportDays({ validFrom: '2025-08-31', since: '2025-08-31' }, 6, '2026-08-31')).toEqual(['2026-02-28', '2026-08-31', '2027-02-28']);
  expect(reportDays({ validFrom: '2026-01-10', since: '2026-01-10', validTo: '2026-07-10' }, 3, '2026-10-01')).toEqual(['2026-04-10']);
  // A contract a year with the same family, or one every five months, is no report less.
  expect(['2026-08-31', '2026-09-05'].map((validFrom) => reportDays({ validFrom, since: '2025-08-31' }, 6, '2027-03-01'))).toEqual([['2026-08-31', '2027-02-28', '2027-08-31'], ['2027-02-28', '2027-08-31']]);
});

it('each is in time, late, overdue or due; what came later is not known on a day before', () => {
  const reports = [report('2026-04-10', '2026-04-10'), report('2026-07-10', '2026-07-11')];
  const states = (on: string) => dueReports({ validFrom: '2026-01-10', since: '2026-01-10' }, 3, reports, on).map(({ state }) => state);
  expect([states('2026-07-10'), states('2026-07-11'), states('2026-10-11')]).toEqual([['MET', 'DUE', 'DUE'], ['MET', 'LATE', 'DUE'], ['MET', 'LATE', 'OVERDUE', 'DUE']]);
  expect(dueReports({ validFrom: '2026-01-10', since: '2026-01-10' }, null, [], '2026-10-01')).toEqual([]);
});

it('the next visit is counted from the last one on which the child was seen', () => {
  const placement = { form: 'PATRONAGE' as const, validFrom: '2026-01-10', unseenSince: '2026-01-10' };
  expect([nextVisitBy(placement, [], '2026-10-01'), nextVisitBy(placement, [visit('2026-03-01'), visit('2026-04-01', false)], '2026-10-01')]).toEqual(['2026-07-10', '2026-09-01']);
  expect([nextVisitBy({ ...placement, form: 'INSTITUTION' }, [], '2026-05-01'), ...['2026-05-01', '2026-07-10', '2026-07-11'].map((validTo) => nextVisitBy({ ...placement, validTo }, [], '2026-05-01'))]).toEqual([null, null, null, '2026-07-10']);
});
