import type { Client } from 'pg';
import { inject } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { seedOf } from '../../local/bootstrap/subgraph-modules.js';
import { databaseUrl } from '../../local/bootstrap/urls.js';
import { copyRows } from '../../local/seeding/copy.js';
import { firstKey } from '../../local/seeding/keys.js';
import { asOwner } from '../../local/seeding/owner-transaction.js';
import { setSequences } from '../../local/seeding/row-counts.js';
import { RowMaker, type Portion } from '../../local/seeding/row-maker.js';
import { readShapes, type TableShape } from '../../local/seeding/table-shape.js';
import { isProgramme, type ProgrammeName, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { Household } from '../../subgraphs/shared/synthetic/household.js';
import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';

/** The same database as its owner. */
function ownerOf(subgraph: SubgraphName, appUrl: string): string {
  const { adminUrl, credentials } = inject('server');
  return databaseUrl(adminUrl, credentials, subgraph, 'owner', new URL(appUrl).pathname.slice(1));
}

/** The key after the last one of each table. */
async function nextKeys(client: Client, shapes: readonly TableShape[]): Promise<ReadonlyMap<string, number>> {
  const keys = new Map<string, number>();
  for (const { name, keyed } of shapes) {
    if (!keyed) continue;
    const { rows } = await client.query<{ id: string | null }>(`select max(id) as id from ${name}`);
    keys.set(name, Math.max(firstKey(0), Number(rows[0]?.id ?? 0) + 1));
  }
  return keys;
}

async function copyAll(client: Client, subgraph: ProgrammeName, shapes: readonly TableShape[], parts: Portion['parts']): Promise<void> {
  for (const table of parts[subgraph]?.tables ?? []) {
    const shape = shapes.find(({ name }) => name === table.table);
    if (shape !== undefined) await copyRows(client, shape, table);
  }
}

/** Loads households into a database as its subgraph's seed does; after others, if it has some already. */
export async function seedDatabase(subgraph: SubgraphName, appUrl: string, households: readonly Household[], facts: PopulationFacts): Promise<void> {
  if (!isProgramme(subgraph)) return;
  const seed = await seedOf(subgraph);
  await withClient(ownerOf(subgraph, appUrl), async (client) => {
    const shapes = await readShapes(client, seed.tables);
    const maker = await RowMaker.of(facts, [{ name: subgraph, shapes, reference: await seed.readReference(client) }]);
    await asOwner(client, shapes.map(({ name }) => name), async () => {
      const keys = await nextKeys(client, shapes);
      await copyAll(client, subgraph, shapes, maker.first().parts);
      maker.startAt((table) => keys.get(table) ?? 0);
      await copyAll(client, subgraph, shapes, maker.portion(households).parts);
      await setSequences(client, [...keys.keys()]);
    });
  });
}
