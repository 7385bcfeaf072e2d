import type { Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { holdBegins } from './held-begin.js';
import { keepPlans } from './kept-plans.js';
import { freeLostConnections } from './lost-connections.js';
import { boundQueue, cutSilentConnections, patientSession, type DatabasePatience } from './patience.js';

/** What a process asks for beside its URL. */
interface ConnectionSettings {
  readonly application_name: string;
  /** Settings of the session, `-c name=value`. */
  readonly options?: string;
}

function attend(pool: Pool): void {
  freeLostConnections(pool);
  keepPlans(pool);
}

/**
 * How MikroORM reaches a database. Of a URL it takes host, port, user, password and name itself and nothing else; pg reads
 * the whole of it, so that `sslmode` and the like mean what they say.
 */
export const ormConnection = (url: string, settings: ConnectionSettings): Pick<Options, 'clientUrl' | 'driverOptions'> => ({
  clientUrl: url,
  driverOptions: { ...settings, connectionString: url, onPoolCreated: attend },
});

/** The same for a process that serves requests, and waits for nothing longer than they do. */
export function servingConnection(url: string, { application_name, options = '' }: ConnectionSettings, patience: DatabasePatience): Pick<Options, 'clientUrl' | 'driverOptions'> {
  const plain = ormConnection(url, { application_name, options: `${options} ${patientSession(patience)}` });
  const onPoolCreated = (pool: Pool): void => {
    attend(pool);
    holdBegins(pool);
    cutSilentConnections(pool, patience);
    boundQueue(pool);
  };
  return { ...plain, driverOptions: { ...plain.driverOptions, connectionTimeoutMillis: patience.connectionMs, onPoolCreated } };
}
