import type { Options } from '@mikro-orm/postgresql';
import { freeLostConnections } from './lost-connections.js';

/** What a process asks for beside its URL. */
interface ConnectionSettings {
  readonly application_name: string;
  /** Settings of the session, `-c name=value`. */
  readonly options?: string;
}

/**
 * How MikroORM reaches a database. Of a URL it takes host, port, user, password and name itself and nothing else; pg reads
 * the whole of it, so that `sslmode` and the like mean what they say.
 */
export const ormConnection = (url: string, settings: ConnectionSettings): Pick<Options, 'clientUrl' | 'driverOptions'> => ({
  clientUrl: url,
  driverOptions: { ...settings, connectionString: url, onPoolCreated: freeLostConnections },
});
