import { afterAll, beforeAll, describe } from 'vitest';
import { end } from '../local/launcher.js';
import { hygiene } from '../operations/hygiene.js';
import { readme } from '../operations/readme.js';
import { tellingAll } from '../operations/support/telling-all.js';
import { startTraceReceiver, type TraceReceiver } from '../operations/support/trace-receiver.js';
import { traces } from '../operations/traces.js';
import { preparedFolder } from '../support/prepared-folder.js';
import { runFederation, type RunningFederation } from './federation.js';
import { lifeEvents } from './life-events.js';
import { programmesFail } from './programmes-fail.js';
import { firstStart, ledgersVerified, nextStart, stopped } from './starts.js';
import { users } from './users.js';

/** Until the second start nobody waits for what one programme hears of another; to look for it every second is a fifth of what everything takes. */
const UNHURRIED_FEEDS = { FEED_INTERVAL_MS: '10000' };

// One folder and one story: each start takes ten seconds of a processor, and what one start leaves to the next is part of it.
let folder: Awaited<ReturnType<typeof preparedFolder>>;
let receiver: TraceReceiver;
let federation: RunningFederation;
beforeAll(async () => {
  [folder, receiver] = await Promise.all([preparedFolder(), startTraceReceiver()]);
  federation = await runFederation(folder.path, { ...tellingAll(receiver), ...UNHURRIED_FEEDS });
});
afterAll(() => Promise.all([receiver.close(), end(federation.launcher, () => folder.remove())]));

const startAgain = async (): Promise<void> => {
  federation = await runFederation(folder.path);
};

// The first start tells as much of itself as it can; what looks for anybody in that comes after whatever makes it tell.
describe('npm start', () => {
  firstStart(() => federation);
});
describe('traces', () => {
  traces(() => ({ receiver, federation }));
});
describe('the texts', () => {
  readme(() => federation);
});
describe('hygiene', () => {
  hygiene(() => ({ receiver, federation }));
});

describe('from start to start', () => {
  nextStart(() => federation, startAgain);
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
