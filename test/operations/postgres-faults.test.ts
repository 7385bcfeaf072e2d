import { expect, it } from 'vitest';
import { runQuickly } from '../../soak/postgres-faults.soak.js';

// The long version, with every fault and all subgraphs, is `npm run soak -- postgres-faults`. A server that other tests use meanwhile is not harmed.
it.skipIf(process.env['DATABASE_URL'] !== undefined)('connections cut, a restart and a server without connections lose no change, and nobody is told wrong', async () => {
  const { figures, failures } = await runQuickly(() => undefined);
  expect(failures).toEqual([]);
  expect(figures).toMatchObject({ faults: 3, failed: 0, lost: 0 });
  expect(figures['acknowledged']).toBeGreaterThan(10);
}, 180_000);
