import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { openDataFolder } from '../../local/data/data-folder.js';
import { embeddedUrl, startEmbedded, type EmbeddedOptions } from '../../local/postgres/embedded.js';
import { freePorts } from '../../local/processes/ports.js';
import { temporaryFolder } from '../../local/temporary-run.js';

it('a start waits for what is left of a server that was killed', async () => {
  const folder = temporaryFolder('test-remains');
  const [port = 0] = await freePorts([0], 0);
  const options: EmbeddedOptions = { data: openDataFolder(folder.path), port, password: 'secret', durability: 'throwaway' };
  const killed = await startEmbedded(options, new AbortController().signal);
  const client = new Client({ connectionString: embeddedUrl(options) });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const session = rows[0]?.pid ?? 0;
  // A session that hears of nothing, and so holds the server's memory.
  process.kill(session, 'SIGSTOP');
  process.kill(killed.pid, 'SIGKILL');
  await killed.ended;
  const starting = startEmbedded(options, new AbortController().signal);
  const early = await Promise.race([starting.then(() => 'started', () => 'failed'), delay(1_000).then(() => 'waits')]);
  process.kill(session, 'SIGCONT');
  const again = await starting;
  expect(early).toBe('waits');
  await again.stop();
  folder.remove();
});
