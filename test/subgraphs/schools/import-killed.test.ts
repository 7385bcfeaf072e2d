import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../../subgraphs/shared/project.js';
import { rowsOf } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { iinOf } from '../../feeds/support/events.js';
import { card, FileDesk, place } from './support/files.js';

const ROWS = 5_000;

let schools: TestSubgraph;
let desk: FileDesk;
beforeAll(async () => {
  schools = await startTestSubgraph('schools');
  desk = new FileDesk(schools);
});
afterAll(async () => {
  await desk.close();
  await schools.close();
});

/** `npm run schools:import`, as somebody has started it. */
function command(token: string, ...args: string[]) {
  const { tokens } = schools.issuer;
  const env = { PATH: process.env['PATH'], DATABASE_URL: schools.database.appUrl, LEDGER_KEY: schools.ledgerKey, ACCESS_TOKEN: token, OIDC_ISSUER: tokens.issuer, OIDC_JWKS_URL: tokens.jwksUrl };
  return spawn(process.execPath, [path.join(projectRoot(), 'dist/local/schools-import.js'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

const read = async (): Promise<number> => Number((await rowsOf<{ n: string }>(schools, `select count(*) as n from enrolment e join school s on s.id = e.school_id where s.nobd_id = 'N-1'`))[0]?.n);

it('goes on where it was killed, and has every row once', async () => {
  const file = desk.write(Array.from({ length: ROWS }, (_, i) => place(iinOf(20_000 + i), 1, { classNumber: '3', validFrom: '2022-09-01', validTo: '2023-09-01', leaveReason: 'PROMOTED' })), 'many.csv');
  const token = await schools.issuer.token('ministry:schools', { claims: { sub: 'killed' } });
  const cards = command(token, 'schools', desk.write([card(1)], 'cards.csv'));
  // The process may have ended before its last words are read.
  const [said, [code]] = await Promise.all([text(cards.stdout), once(cards, 'exit')]);
  expect([said, code]).toEqual(['1 schools added or changed, 0 were there, 0 rejected\n', 0]);

  const killed = command(token, 'enrolments', file);
  while ((await read()) === 0) await delay(5);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const there = await read();
  expect([there > 0, there < ROWS, there % 1_000]).toEqual([true, true, 0]);

  const again = command(token, 'enrolments', file);
  expect(await text(again.stdout)).toBe(`${(ROWS - there).toLocaleString('en')} enrolments added or changed, ${there.toLocaleString('en')} were there, 0 rejected\n`);
  expect(await read()).toBe(ROWS);
  const [kept] = await rowsOf<{ pupils: number }>(schools, `select pupils from school_roll k join school s on s.id = k.school_id where s.nobd_id = 'N-1' and school_year = 2022`);
  expect(kept?.pupils).toBe(ROWS);
});
