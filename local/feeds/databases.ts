import path from 'node:path';
import type { Client } from 'pg';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { withClient } from '../bootstrap/connection.js';
import { databaseUrl } from '../bootstrap/urls.js';
import { keepCredentials } from '../data/credentials.js';
import { runningOn } from '../data/run-state.js';
import type { LocalEnvironment } from '../environment.js';

/** Works in a subgraph's database as its process does, with the tables of the feeds open. */
export type OnDatabase = <T>(name: SubgraphName, work: (client: Client) => Promise<T>) => Promise<T>;

/** The databases of the launcher that runs on the data folder. */
export function runningDatabases({ data, databaseUrl: given }: LocalEnvironment): OnDatabase {
  const { database } = runningOn(data);
  const credentials = keepCredentials(path.join(data, 'credentials.json'));
  const server = given ?? `postgresql://${database}/`;
  return (name, work) =>
    withClient(databaseUrl(server, credentials, name, 'app'), async (client) => {
      await client.query(`set app.feeds = 'open'`);
      return work(client);
    });
}
