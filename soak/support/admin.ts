import { Client } from 'pg';
import { withClient } from '../../local/bootstrap/connection.js';
import { otherDatabase } from '../../local/bootstrap/urls.js';
import type { ThrowawayFederation } from '../../local/throwaway-federation.js';

/** URL of a database of a federation as the server's administrator, who sees past row-level security. */
export const adminUrl = ({ settings }: ThrowawayFederation, database: string): string => otherDatabase(settings.adminUrl, database);

/** Does some work in a database of a federation as the server's administrator. */
export const asAdmin = <T>(federation: ThrowawayFederation, database: string, work: (client: Client) => Promise<T>): Promise<T> =>
  withClient(adminUrl(federation, database), work);

/** A connection of the administrator's that is kept; whoever asks for it ends it. */
export async function keptAdmin(federation: ThrowawayFederation, database: string): Promise<Client> {
  const client = new Client({ connectionString: adminUrl(federation, database) });
  // One that is cut fails the statement under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
