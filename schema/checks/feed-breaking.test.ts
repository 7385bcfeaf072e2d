import { Type, type TObject } from 'typebox';
import { describe, expect, it } from 'vitest';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import type { FeedContract } from '../../subgraphs/shared/feeds/contract.js';
import { feedFiles, type FeedFile } from '../feed-files.js';
import { feedLosses } from './feed-breaking.js';

const Day = Type.String({ pattern: '^[0-9-]{10}$', description: 'A day.' });
const PERIODS = Type.Array(Type.Object({ from: Day, to: Type.Union([Day, Type.Null()]) }));

const contract = (events: Record<string, TObject>, consumers: FeedContract['consumers']): FeedContract => ({ name: 'tides', owner: 'registry', description: 'Tides.', events, consumers });
const fileOf = (one: FeedContract): FeedFile => JSON.parse(feedFiles([one]).get('feeds/tides.json') ?? '') as FeedFile;

const HIGH = { iin: Day, periods: PERIODS, hidden: Day };
const EVENTS = { HIGH: Type.Object(HIGH), LOW: Type.Object({ iin: Day }) };
const TO = { savings: { HIGH: ['iin', 'periods'], LOW: ['iin'] }, schools: { LOW: ['iin'] } };
const before = fileOf(contract(EVENTS, TO));
const losses = (events: Record<string, TObject>, consumers: FeedContract['consumers'] = TO): string[] => feedLosses(before, fileOf(contract(events, consumers)));
const withPeriods = (periods: Parameters<typeof Type.Object>[0][string]): Record<string, TObject> => ({ ...EVENTS, HIGH: Type.Object({ ...HIGH, periods }) });

describe('what consumers of a feed would lose', () => {
  it.each<[string, string[]]>([
    ['nothing', losses(EVENTS)],
    ['other words', losses({ ...EVENTS, LOW: Type.Object({ iin: Type.String({ ...Day, description: 'Another day.' }) }, { description: 'Ebb.' }) })],
    ['a field more, also within another', losses({ ...withPeriods(Type.Array(Type.Object({ from: Day, to: Type.Union([Day, Type.Null()]), by: Day }))), LOW: Type.Object({ iin: Day, by: Type.Optional(Day) }) })],
    ['an event more, and a consumer', losses({ ...EVENTS, SPRING: Type.Object({ iin: Day }) }, { ...TO, benefits: { SPRING: ['iin'] } })],
    ['a field that nobody gets', losses({ ...EVENTS, HIGH: Type.Object({ iin: Day, periods: PERIODS }) })],
  ])('is nothing: %s', (_what, found) => {
    expect(found).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['an event', losses({ LOW: EVENTS.LOW }, { savings: { LOW: ['iin'] }, schools: { LOW: ['iin'] } }), 'feed tides: for savings, HIGH is gone'],
    ['a field of the selection', losses(EVENTS, { ...TO, savings: { HIGH: ['iin'], LOW: ['iin'] } }), 'feed tides: for savings, HIGH/periods is gone'],
    ['a field of the event', losses({ ...EVENTS, HIGH: Type.Object({ iin: Day, hidden: Day }) }), 'feed tides: for savings, HIGH/periods is gone'],
    ['a field that need not be there any more', losses({ ...EVENTS, HIGH: Type.Object({ ...HIGH, iin: Type.Optional(Day) }) }), 'feed tides: for savings, HIGH/iin is no longer always there'],
    ['a field that may be null now', losses({ ...EVENTS, HIGH: Type.Object({ ...HIGH, iin: Type.Union([Day, Type.Null()]) }) }), 'feed tides: for savings, HIGH/iin has changed'],
    ['another type', losses({ ...EVENTS, HIGH: Type.Object({ ...HIGH, iin: Type.Integer() }) }), 'feed tides: for savings, HIGH/iin has changed'],
    ['another pattern', losses({ ...EVENTS, HIGH: Type.Object({ ...HIGH, iin: Type.String() }) }), 'feed tides: for savings, HIGH/iin has changed'],
    ['a member within a list', losses(withPeriods(Type.Array(Type.Object({ from: Day })))), 'feed tides: for savings, HIGH/periods/to is gone'],
    ['a narrower choice', losses(withPeriods(Type.Array(Type.Object({ from: Day, to: Day })))), 'feed tides: for savings, HIGH/periods/to has changed'],
    ['a consumer', losses(EVENTS, { savings: TO.savings }), 'feed tides: schools gets nothing any more'],
    ['the feed', feedLosses(before, null), 'feed tides is gone'],
  ])('is told: %s', (_what, found, loss) => {
    expect(found).toContain(loss);
  });
});

it('is told of a real contract that somebody broke', () => {
  const [text = ''] = feedFiles([LIFE_EVENTS]).values();
  const broken = { ...LIFE_EVENTS, consumers: { ...LIFE_EVENTS.consumers, savings: { ...LIFE_EVENTS.consumers.savings, DEATH: ['iin'] } } } as unknown as FeedContract;
  const [now = ''] = feedFiles([broken]).values();
  expect(feedLosses(JSON.parse(text) as FeedFile, JSON.parse(now) as FeedFile)).toEqual(['feed life-events: for savings, DEATH/diedOn is gone']);
});
