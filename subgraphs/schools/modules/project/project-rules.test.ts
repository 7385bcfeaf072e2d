import { describe, expect, it } from 'vitest';
import { Refused } from '../../../shared/mutation/refusal.js';
import { PATHS, type ProjectPath } from '../../reference/project-steps.js';
import type { ProjectStage } from './project-codes.type.js';
import { following, isLookedAt, plannedTooEarly, requireFollowing, requirePositive, verdictOn, type Standing } from './project-rules.js';

const standing = (stage: ProjectStage, path: ProjectPath = 'BUILD', resumesAt: ProjectStage | null = null): Standing => ({ path, stage, since: '2025-03-10', resumesAt });

const refused = (work: () => void): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refused) return `${error.code} ${error.field}`;
    throw error;
  }
};

describe('what follows', () => {
  it.each(['BUILD', 'PURCHASE'] as const)('is the next stage of %s, or a stop until it is commissioned', (path) => {
    PATHS[path].forEach((stage, i) => {
      const next = PATHS[path][i + 1];
      const stops = ['COMMISSIONED', 'OPENED'].includes(stage) ? [] : ['SUSPENDED', 'CANCELLED'];
      expect(new Set(following(standing(stage, path)))).toEqual(new Set([...(next === undefined ? [] : [next]), ...stops]));
    });
  });

  it('is nothing after the ends, and after a suspension what was left', () => {
    expect([following(standing('OPENED')), following(standing('CANCELLED'))]).toEqual([[], []]);
    expect(new Set(following(standing('SUSPENDED', 'BUILD', 'CONSTRUCTION')))).toEqual(new Set(['CONSTRUCTION', 'CANCELLED']));
  });

  it('is refused out of its turn, and before the day of the stage', () => {
    expect(refused(() => requireFollowing(standing('DESIGN'), 'TENDER', '2025-04-01', 'input.stage'))).toBe('NOT_IN_THIS_STATE input.stage');
    expect(refused(() => requireFollowing(standing('PLANNED', 'PURCHASE'), 'LAND_ALLOCATED', '2025-04-01', 'input.stage'))).toBe('NOT_IN_THIS_STATE input.stage');
    expect(refused(() => requireFollowing(standing('DESIGN'), 'STATE_EXPERTISE', '2025-03-09', 'input.stage'))).toBe('OUT_OF_ORDER input.occurredOn');
    expect(refused(() => requireFollowing(standing('DESIGN'), 'STATE_EXPERTISE', '2025-03-10', 'input.stage'))).toBeNull();
  });
});

describe('the State expertise', () => {
  const conclusions = [
    { verdict: 'NEGATIVE', concludedOn: '2025-01-10' },
    { verdict: 'POSITIVE', concludedOn: '2025-02-10' },
    { verdict: 'NEGATIVE', concludedOn: '2025-03-10' },
    { verdict: 'POSITIVE', concludedOn: '2025-03-10' },
  ] as const;

  it('says by a day what it said last, and of one day what was recorded last', () => {
    expect(['2025-01-09', '2025-01-10', '2025-02-09', '2025-02-10', '2025-03-10'].map((day) => verdictOn(conclusions, day))).toEqual([null, 'NEGATIVE', 'NEGATIVE', 'POSITIVE', 'POSITIVE']);
    expect(verdictOn(conclusions.slice(0, 3), '2025-04-01')).toBe('NEGATIVE');
  });

  it('must have said yes before anything is tendered, built, equipped or commissioned', () => {
    const wanted = ['TENDER', 'MOBILISATION', 'CONSTRUCTION', 'EQUIPPING', 'COMMISSIONED'] as const;
    for (const stage of wanted) expect([stage, refused(() => requirePositive(conclusions, stage, '2025-02-09')), refused(() => requirePositive(conclusions, stage, '2025-02-10'))]).toEqual([stage, 'EXPERTISE_MISSING input.occurredOn', null]);
    for (const stage of ['LAND_ALLOCATED', 'DESIGN', 'STATE_EXPERTISE', 'SUSPENDED', 'CANCELLED'] as const) expect(refused(() => requirePositive([], stage, '2025-02-09'))).toBeNull();
  });

  it('looks at a project from its stage on until it is commissioned, suspended ones too', () => {
    const looked = (stage: ProjectStage, resumesAt: ProjectStage | null = null) => isLookedAt(standing(stage, 'BUILD', resumesAt));
    expect(PATHS.BUILD.filter((stage) => looked(stage))).toEqual(['STATE_EXPERTISE', 'TENDER', 'MOBILISATION', 'CONSTRUCTION', 'EQUIPPING']);
    expect([looked('SUSPENDED', 'DESIGN'), looked('SUSPENDED', 'EQUIPPING'), looked('CANCELLED')]).toEqual([false, true, false]);
  });
});

describe('plans', () => {
  it('are in the order of the stages', () => {
    const days = (commissioned: string, opened: string) => new Map<ProjectStage, string>([['OPENED', opened], ['COMMISSIONED', commissioned], ['DESIGN', '2024-01-01']]);
    expect(plannedTooEarly('BUILD', days('2025-08-01', '2025-09-01'))).toBeNull();
    expect(plannedTooEarly('BUILD', days('2025-09-01', '2025-09-01'))).toBeNull();
    expect(plannedTooEarly('BUILD', days('2025-09-02', '2025-09-01'))).toBe('OPENED');
  });
});
