import { expect, it } from 'vitest';
import { PlacementStage } from './placement-stage.type.js';
import { requireStep, stageOf, stepsOfPlan, type PlacementStep } from './placement-stages.js';

const STEPS: readonly PlacementStep[] = ['SIGN', 'ACTIVATE', 'WITHDRAW', 'BEGIN_REVIEW', 'DECIDE_REVIEW', 'EXTEND', 'END', 'BREAK_DOWN'];

const refusalOf = (stage: PlacementStage, step: PlacementStep): unknown => {
  try {
    requireStep(stage, step, 'input.placement');
    return null;
  } catch (error) {
    return error;
  }
};

it('whatever is not for a stage is refused, and the message names the stage and what is done in it', () => {
  const stages = Object.keys(PlacementStage) as PlacementStage[];
  for (const [stage, step] of stages.flatMap((one) => STEPS.map((other) => [one, other] as const)).filter(([one, other]) => refusalOf(one, other) !== null)) {
    expect(refusalOf(stage, step)).toMatchObject({ code: 'NOT_IN_THIS_STATE', field: 'input.placement', message: expect.stringContaining(`is ${stage}: ${step} is not done then. Allowed: `) as unknown });
  }
  expect(Object.fromEntries(stages.map((stage) => [stage, STEPS.filter((step) => refusalOf(stage, step) === null).join(' ')]))).toEqual({
    PLANNED: 'SIGN WITHDRAW', CONTRACT: 'ACTIVATE WITHDRAW', ACTIVE: 'BEGIN_REVIEW EXTEND END BREAK_DOWN', REVIEW: 'DECIDE_REVIEW END BREAK_DOWN', EXTENDED: 'BEGIN_REVIEW EXTEND END BREAK_DOWN',
    ENDED: '', BROKEN_DOWN: '', WITHDRAWN: '', LAPSED: '',
  });
  expect(() => requireStep('ENDED', 'EXTEND', 'f')).toThrow('Allowed: nothing any more.');
});

it('what the body\'s act establishes is carried out without a contract; nothing else is', () => {
  expect([stepsOfPlan('PLANNED', true), stepsOfPlan('PLANNED', false), stepsOfPlan('LAPSED', false)]).toEqual([['SIGN', 'WITHDRAW'], ['ACTIVATE', 'WITHDRAW'], []]);
});

it('the stage follows from what is on record', () => {
  const row = { extensions: 0 };
  expect([stageOf(row, false), stageOf(row, true), stageOf({ extensions: 1 }, false), stageOf({ extensions: 1 }, true), stageOf({ ...row, awaitedEvent: 'x' }, false)]).toEqual(['ACTIVE', 'REVIEW', 'EXTENDED', 'REVIEW', 'CONTRACT']);
  expect([stageOf({ ...row, validTo: '2026-01-01' }, true), stageOf({ ...row, validTo: '2026-01-01', breakdown: 'CARER_UNABLE' }, true)]).toEqual(['ENDED', 'BROKEN_DOWN']);
});
