import { roleName, type DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { databaseCredentials, type Credentials, type LoginRole } from '../data/credentials.js';

/** The same server, another database and user; whatever else the URL says (TLS and so on) stays. */
export function withLogin(serverUrl: string, database: string, user: string, password: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** The same server and user, another database. */
export function otherDatabase(serverUrl: string, database: string): string {
  const { username, password } = new URL(serverUrl);
  return withLogin(serverUrl, database, decodeURIComponent(username), decodeURIComponent(password));
}

/** URL of a database as the role that may change its tables. */
export const ownerUrl = (serverUrl: string, name: DatabaseName, password: string): string => withLogin(serverUrl, name, roleName(name, 'owner'), password);

/** URL of a database as one of its roles; `database` when it is not called as its roles say. */
export const databaseUrl = (serverUrl: string, credentials: Credentials, name: DatabaseName, role: LoginRole, database: string = name): string =>
  withLogin(serverUrl, database, roleName(name, role), databaseCredentials(credentials, name)[role]);
