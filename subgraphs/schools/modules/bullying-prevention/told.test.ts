import { describe, expect, it } from 'vitest';
import { stagesAfter } from './prevention.enums.js';
import { toldCount, toldShare } from './told.js';

describe('what is told of a survey', () => {
  it('is no group of one to four, and not the rest of such a one', () => {
    const shares = [0, 1, 4, 5, 95, 96, 99, 100].map((group) => toldShare(group, 100, 5)?.toString() ?? null);
    expect(shares).toEqual(['0', null, null, '0.05', '0.95', null, null, '1']);
    expect([toldShare(0, 0, 5), toldShare(0, 4, 5), toldShare(4, 4, 5), toldShare(5, 5, 5)?.toString()]).toEqual([null, null, null, '1']);
    expect([0, 1, 4, 5].map((count) => toldCount(count, 5))).toEqual([0, null, null, 5]);
  });
});

describe('the stages of a programme', () => {
  it('go forward, may be left out, and begin anew after a withdrawal', () => {
    expect(stagesAfter(null)).toEqual(['SELECTED']);
    expect(stagesAfter('BASELINE_SURVEY')).toEqual(['DELIVERING', 'FOLLOWUP_SURVEY', 'SUSTAINED', 'WITHDRAWN']);
    expect(stagesAfter('SUSTAINED')).toEqual(['WITHDRAWN']);
    expect(stagesAfter('WITHDRAWN')).toEqual(['SELECTED']);
  });
});
