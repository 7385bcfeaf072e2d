import { afterAll, beforeAll, describe } from 'vitest';
import { hygiene } from './hygiene.js';
import { traces } from './traces.js';
import { startWatched, stopWatched, type Watched } from './support/watched.js';

// One federation for both: a start takes ten seconds of a processor.
let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => stopWatched(watched));

describe('traces', () => {
  traces(() => watched);
});
describe('hygiene', () => {
  hygiene(() => watched);
});
