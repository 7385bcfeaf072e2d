import { afterAll, beforeAll, describe } from 'vitest';
import { startFederation, type RunningFederation } from './federation.js';
import { lifeEvents } from './life-events.js';
import { programmesFail } from './programmes-fail.js';
import { users } from './users.js';

// One federation for all who ask it in turn: a start takes ten seconds of a processor.
let federation: RunningFederation;
beforeAll(async () => {
  federation = await startFederation();
});
afterAll(() => federation.stop());

describe('users', () => {
  users(() => federation);
});
describe('programmes that fail', () => {
  programmesFail(() => federation);
});
describe('life events', () => {
  lifeEvents(() => federation);
});
