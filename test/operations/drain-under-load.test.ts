import { expect, it } from 'vitest';
import { run } from '../../soak/drain.soak.js';

// The long version is `npm run soak -- drain`.
it('one process of each kind is exchanged under load, and no request fails', async () => {
  const { figures, failures } = await run(0, () => undefined);
  expect(failures).toEqual([]);
  expect(figures['exchanges']).toBe(3);
  expect(figures['requests']).toBeGreaterThan(12);
}, 180_000);
