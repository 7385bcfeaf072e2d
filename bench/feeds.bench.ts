import { setTimeout as delay } from 'node:timers/promises';
import { PROGRAMMES, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { LIFE_EVENTS } from '../subgraphs/shared/feeds/contracts/life-events.js';
import { readLocalEnvironment } from '../local/environment.js';
import { StartFailure } from '../local/failure.js';
import { runningDatabases, type OnDatabase } from '../local/feeds/databases.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import type { BenchmarkResult } from './benchmark.js';

const EVENTS = 100_000;
const PATIENCE_S = 300;

/** Seven births, then a death, a citizenship and a residence of one of those children, over and over. */
const FILL = `
  insert into outbox (feed, type, subjects, occurred_on, data)
  select 'life-events', type, array[iin], '2026-10-01',
         case type
           when 'BIRTH' then jsonb_build_object('iin', iin, 'birthDate', '2026-10-01', 'sex', 'FEMALE', 'registeredOn', '2026-10-02',
             'citizenships', jsonb_build_array(jsonb_build_object('country', 'KZ', 'from', '2026-10-01', 'to', null)),
             'residence', jsonb_build_object('regionKato', '750000000', 'districtKato', '751110000', 'from', '2026-10-01'), 'parents', '[]'::jsonb)
           when 'DEATH' then jsonb_build_object('iin', iin, 'diedOn', '2026-11-01', 'registeredOn', '2026-11-02')
           when 'CITIZENSHIP' then jsonb_build_object('iin', iin, 'citizenships', jsonb_build_array(jsonb_build_object('country', 'KZ', 'from', '2026-10-01', 'to', '2026-11-01')))
           else jsonb_build_object('iin', iin, 'residence', null)
         end
    from (select case n % 10 when 7 then 'DEATH' when 8 then 'CITIZENSHIP' when 9 then 'RESIDENCE' else 'BIRTH' end as type,
                 '2' || lpad((n / 10)::text, 5, '0') || '9' || lpad((case when n % 10 < 7 then n % 10 else n % 10 - 7 end)::text, 5, '0') as iin
            from generate_series(0, $1::int - 1) as n) as story`;

interface Point {
  readonly position: number;
  readonly parked: number;
}

const POINT = `select position::float8 as position, (select count(*)::int from inbox where state = 'PARKED') as parked from feed_cursor where feed = 'life-events'`;

/** Seconds until a consumer has applied everything. */
async function caughtUp(on: OnDatabase, consumer: SubgraphName): Promise<number> {
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  return on(consumer, async (client) => {
    while (seconds() < PATIENCE_S) {
      const { rows } = await client.query<Point>(POINT);
      if ((rows[0]?.parked ?? 0) > 0) throw new StartFailure(`${consumer} has parked events.`);
      if ((rows[0]?.position ?? 0) >= EVENTS) return seconds();
      await delay(50);
    }
    throw new StartFailure(`${consumer} has not caught up within ${PATIENCE_S} s.`);
  });
}

async function measure({ folder }: ThrowawayFederation, consumers: readonly SubgraphName[]): Promise<number> {
  const on = runningDatabases({ ...readLocalEnvironment(), data: folder });
  await on('registry', async (client) => {
    await client.query(FILL, [EVENTS]);
  });
  return Math.max(...(await Promise.all(consumers.map((consumer) => caughtUp(on, consumer)))));
}

async function timed(consumers: readonly SubgraphName[]): Promise<number> {
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const seconds = await withThrowawayFederation(report, (federation) => measure(federation, consumers), { subgraphs: ['registry', ...consumers] });
  if (seconds === undefined) throw new StartFailure('Stopped before it was ready.');
  return seconds;
}

const row = (who: string, seconds: number): string[] => [who, seconds.toFixed(1), (EVENTS / seconds).toFixed(0)];

/** How long consumers of registry's life events take for 100,000 of them, from the commit to the last effect. */
export async function run(): Promise<BenchmarkResult> {
  const one = await timed(['savings']);
  const all = PROGRAMMES.filter((name) => LIFE_EVENTS.consumers[name as keyof typeof LIFE_EVENTS.consumers] !== undefined);
  const four = await timed(all);
  return {
    table: formatTable([[`${EVENTS} life events`, 'seconds', 'events/s'], row('one consumer (savings)', one), row('all four at once, the slowest', four)]),
    figures: { events: EVENTS, oneConsumerSeconds: one, fourConsumersSeconds: four },
  };
}
