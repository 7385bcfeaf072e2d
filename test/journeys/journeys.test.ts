import { afterAll, beforeAll, describe } from 'vitest';
import { end } from '../local/launcher.js';
import { preparedFolder } from '../support/prepared-folder.js';
import { runFederation, type RunningFederation } from './federation.js';
import { lifeEvents } from './life-events.js';
import { programmesFail } from './programmes-fail.js';
import { firstStart, ledgersVerified, nextStart, stopped } from './starts.js';
import { users } from './users.js';

// One folder and one story: each start takes ten seconds of a processor, and what one start leaves to the next is part of it.
let folder: Awaited<ReturnType<typeof preparedFolder>>;
let federation: RunningFederation;
const start = async (): Promise<void> => {
  federation = await runFederation(folder.path);
};
beforeAll(async () => {
  folder = await preparedFolder();
  await start();
});
afterAll(() => end(federation.launcher, () => folder.remove()));

describe('npm start', () => {
  firstStart(() => federation);
});
describe('from start to start', () => {
  nextStart(() => federation, start);
});
describe('users', () => {
  users(() => federation);
});
describe('programmes that fail', () => {
  programmesFail(() => federation);
});
describe('life events', () => {
  lifeEvents(() => federation);
});
describe('npm run ledger:verify', () => {
  ledgersVerified(() => federation);
});
describe('the end', () => {
  stopped(() => federation);
});
