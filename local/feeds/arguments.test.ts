import { describe, expect, it } from 'vitest';
import { StartFailure } from '../failure.js';
import { readCommand } from './arguments.js';

const EVENT = '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55';

describe('feeds', () => {
  it('reads its commands', () => {
    expect(readCommand(['status'])).toEqual({ command: 'status' });
    expect(readCommand(['parked', 'schools'])).toEqual({ command: 'parked', consumer: 'schools' });
    expect(readCommand(['retry', 'registry'])).toMatchObject({ consumer: 'registry', feeds: [{ name: 'guardianships' }, { name: 'restricted' }, { name: 'identifications' }] });
    expect(readCommand(['retry', 'registry', 'restricted'])).toMatchObject({ feeds: [{ name: 'restricted' }] });
    expect(readCommand(['replay', 'savings', 'life-events', '--after', '0'])).toMatchObject({ feed: { name: 'life-events' }, after: { position: 0, eventId: null } });
    expect(readCommand(['replay', 'savings', 'life-events', '--after', `7-${EVENT}`])).toMatchObject({ after: { position: 7, eventId: EVENT } });
  });

  it.each([
    [[], 'The command must be one of status, parked, retry, replay.'],
    [['look'], 'The command must be one of status, parked, retry, replay.'],
    [['status', 'now'], 'now is one argument too many.'],
    [['parked'], '<consumer> must be one of registry, benefits, savings, foster-families, schools, audit.'],
    [['parked', 'taxes'], '<consumer> must be one of registry, benefits, savings, foster-families, schools, audit.'],
    [['parked', 'schools', 'restricted'], 'restricted is one argument too many.'],
    [['retry', 'savings', 'restricted'], '<feed> must be one that savings consumes: life-events, list-counts.'],
    [['retry', 'savings', '--after', '0'], '--after is one argument too many.'],
    [['replay', 'schools'], '<feed> must be one that schools consumes: life-events, guardianships, restricted.'],
    [['replay', 'schools', 'restricted'], '--after must be 0, or a cursor <position>-<event id> of the feed.'],
    [['replay', 'schools', 'restricted', '--after', '7'], '--after must be 0, or a cursor <position>-<event id> of the feed.'],
    [['status', '--loud'], "Unknown option '--loud'."],
  ])('refuses %j and says what is allowed', (args, problem) => {
    expect(() => readCommand(args)).toThrow(StartFailure);
    expect(() => readCommand(args)).toThrow(problem);
    expect(() => readCommand(args)).toThrow('npm run -s feeds -- status');
  });
});
