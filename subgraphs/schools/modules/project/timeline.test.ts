import { expect, it } from 'vitest';
import type { ProjectStage } from './project-codes.type.js';
import { deliverySlippage, isLate, openingOf, slippageOf, timelineOf } from './timeline.js';

const statement = (stage: ProjectStage, plannedOn: string, statedOn: string) => ({ stage, plannedOn, statedOn, source: 'test' });
const reached = (stage: ProjectStage, occurredOn: string) => ({ stage, occurredOn });

const PLANS = [
  statement('CONSTRUCTION', '2025-01-10', '2024-06-01'), statement('COMMISSIONED', '2025-08-01', '2024-06-01'),
  statement('COMMISSIONED', '2025-12-01', '2025-07-01'), statement('OPENED', '2026-01-10', '2025-07-01'),
];
const BUILDING = [reached('PLANNED', '2024-06-01'), reached('CONSTRUCTION', '2025-01-05')];

const times = (stage: ProjectStage, more: typeof BUILDING, today: string) => timelineOf({ path: 'BUILD', stage, reached: [...BUILDING, ...more], plans: PLANS }, today);
const of = (timeline: ReturnType<typeof times>, stage: ProjectStage) => timeline.find((one) => one.stage === stage);

it('has every stage of the path, measured by the first plan, with all of them', () => {
  const timeline = times('CONSTRUCTION', [], '2025-08-11');
  expect(timeline).toHaveLength(10);
  expect(of(timeline, 'CONSTRUCTION')).toMatchObject({ firstPlannedOn: '2025-01-10', actualOn: '2025-01-05', slippageDays: -5 });
  expect(of(timeline, 'COMMISSIONED')).toMatchObject({ firstPlannedOn: '2025-08-01', plannedOn: '2025-12-01', actualOn: null, slippageDays: 10, statements: [PLANS[1], PLANS[2]] });
  expect(of(timeline, 'DESIGN')).toMatchObject({ firstPlannedOn: null, plannedOn: null, actualOn: null, slippageDays: null, statements: [] });
});

it('is late from the day after the first plan on, whatever was planned since', () => {
  expect(['2025-08-01', '2025-08-02'].map((today) => isLate(times('CONSTRUCTION', [], today)))).toEqual([false, true]);
  expect(deliverySlippage(times('CONSTRUCTION', [], '2025-08-01'))).toBe(0);
});

it('is behind by the stage that is furthest behind while it is late, and by its commissioning otherwise', () => {
  const timeline = (today: string) => timelineOf({ path: 'BUILD', stage: 'PLANNED', reached: [reached('PLANNED', '2024-06-01')], plans: PLANS }, today);
  expect([slippageOf(timeline('2025-01-10')), slippageOf(timeline('2025-02-09')), slippageOf(timeline('2025-08-11'))]).toEqual([0, 30, 213]);
  expect(deliverySlippage(timeline('2025-02-09'))).toBe(0);
  const built = [reached('COMMISSIONED', '2025-07-22')];
  expect([slippageOf(times('COMMISSIONED', built, '2026-01-01')), slippageOf(times('COMMISSIONED', built, '2026-01-12'))]).toEqual([-10, 2]);
});

it('slips no further once it is there, and is not late for what will not be built', () => {
  const built = times('COMMISSIONED', [reached('COMMISSIONED', '2025-11-20')], '2026-01-01');
  expect([deliverySlippage(built), isLate(built)]).toEqual([111, false]);
  const cancelled = times('CANCELLED', [reached('CANCELLED', '2025-09-01')], '2026-01-01');
  expect([deliverySlippage(cancelled), isLate(cancelled)]).toEqual([null, false]);
});

it('counts a stage that was left for a suspension from its first day', () => {
  const back = timelineOf({ path: 'BUILD', stage: 'CONSTRUCTION', reached: [...BUILDING, reached('SUSPENDED', '2025-03-01'), reached('CONSTRUCTION', '2025-05-01')], plans: PLANS }, '2025-06-01');
  expect(of(back, 'CONSTRUCTION')?.actualOn).toBe('2025-01-05');
});

it('opens by the act, else by the last plan', () => {
  expect(openingOf(times('CONSTRUCTION', [], '2025-08-01'))).toBe('2026-01-10');
  expect(openingOf(times('OPENED', [reached('COMMISSIONED', '2025-11-20'), reached('OPENED', '2025-12-01')], '2026-01-01'))).toBe('2025-12-01');
  expect(openingOf(timelineOf({ path: 'BUILD', stage: 'PLANNED', reached: [], plans: PLANS.slice(0, 3) }, '2025-01-01'))).toBe('2025-12-01');
  expect(openingOf(timelineOf({ path: 'BUILD', stage: 'PLANNED', reached: [], plans: [] }, '2025-01-01'))).toBeNull();
});
