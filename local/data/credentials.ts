import { randomBytes } from 'node:crypto';
import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { readJson, writePrivateJson } from './files.js';

/** The roles that log in; `export` does not. */
export const LOGIN_ROLES = ['owner', 'app', 'audit'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

/** Secrets of one subgraph: passwords of its database roles, and the key it shares with the gateway. */
export interface SubgraphCredentials extends Readonly<Record<LoginRole, string>> {
  readonly gatewayKey: string;
}

/** `credentials.json` of the data folder. */
export interface Credentials {
  /** Password of the embedded PostgreSQL's superuser. */
  readonly superuser: string;
  readonly subgraphs: Readonly<Record<SubgraphName, SubgraphCredentials>>;
}

/** 256 random bits; hexadecimal needs no quoting in SQL, in URLs or on command lines. */
export const secret = (): string => randomBytes(32).toString('hex');

const complete = (known: Partial<SubgraphCredentials> | undefined): SubgraphCredentials => ({
  owner: known?.owner ?? secret(),
  app: known?.app ?? secret(),
  audit: known?.audit ?? secret(),
  gatewayKey: known?.gatewayKey ?? secret(),
});

/** Fills in what is not there yet, for instance a new subgraph's. */
export function completeCredentials(known: Partial<Credentials> | null): Credentials {
  const subgraphs = SUBGRAPHS.map((name) => [name, complete(known?.subgraphs?.[name])] as const);
  return { superuser: known?.superuser ?? secret(), subgraphs: Object.fromEntries(subgraphs) as Credentials['subgraphs'] };
}

/** The credentials kept in a file, made at the first start. */
export function keepCredentials(file: string): Credentials {
  const known = readJson(file) as Partial<Credentials> | null;
  const credentials = completeCredentials(known);
  if (JSON.stringify(known) !== JSON.stringify(credentials)) writePrivateJson(file, credentials);
  return credentials;
}
