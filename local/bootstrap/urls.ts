import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { roleName } from '../../subgraphs/shared/database/roles.js';
import type { Credentials, LoginRole } from '../data/credentials.js';

/** The same server, another database and user; whatever else the URL says (TLS and so on) stays. */
export function withLogin(serverUrl: string, database: string, user: string, password: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** URL of a subgraph's database as one of its roles; `database` when it is not the one of the subgraph's name. */
export const databaseUrl = (serverUrl: string, credentials: Credentials, name: SubgraphName, role: LoginRole, database: string = name): string =>
  withLogin(serverUrl, database, roleName(name, role), credentials.subgraphs[name][role]);
