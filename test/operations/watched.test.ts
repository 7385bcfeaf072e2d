import { afterAll, beforeAll, describe } from 'vitest';
import { hygiene } from './hygiene.js';
import { readme } from './readme.js';
import { startWatched, stopWatched, type Watched } from './support/watched.js';
import { traces } from './traces.js';

// One federation for all of them, so that the last looks at what the others did, too: a start takes ten seconds of a processor.
let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => stopWatched(watched));

describe('traces', () => {
  traces(() => watched);
});
describe('the texts', () => {
  readme(() => watched.federation);
});
describe('hygiene', () => {
  hygiene(() => watched);
});
