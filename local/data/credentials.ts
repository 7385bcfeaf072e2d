import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { newCheckpointKey } from '../../subgraphs/shared/ledger/checkpoint/key.js';
import { readJson, writePrivateJson } from './files.js';

/** The roles that log in; `export` does not. */
export const LOGIN_ROLES = ['owner', 'app', 'audit'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

/** Passwords of one database's roles. */
export type RolePasswords = Readonly<Record<LoginRole, string>>;

/** Secrets of one process with a database: passwords of its roles, the key that chains its ledger, and one with each consumer of its feeds. */
export interface DatabaseCredentials extends RolePasswords {
  readonly ledgerKey: string;
  readonly feedKeys: Readonly<Record<SubgraphName, string>>;
}

/** Secrets of one subgraph: besides, the key it shares with the gateway. */
export interface SubgraphCredentials extends DatabaseCredentials {
  readonly gatewayKey: string;
}

/** `credentials.json` of the data folder. */
export interface Credentials {
  /** Password of the embedded PostgreSQL's superuser. */
  readonly superuser: string;
  readonly subgraphs: Readonly<Record<SubgraphName, SubgraphCredentials>>;
  readonly gateway: DatabaseCredentials;
  /** The private key (JWK) that audit signs checkpoints of the ledgers with. */
  readonly checkpointKey: string;
  /** The secret that audit seals the keys of its snapshots under. */
  readonly snapshotKey: string;
}

/** The secrets of one database's roles. */
export const databaseCredentials = (credentials: Credentials, name: DatabaseName): DatabaseCredentials =>
  name === 'gateway' ? credentials.gateway : credentials.subgraphs[name];

/** 256 random bits; hexadecimal needs no quoting in SQL, in URLs or on command lines. */
export const secret = (): string => randomBytes(32).toString('hex');

const completeDatabase = (known: Partial<DatabaseCredentials> | undefined): DatabaseCredentials => ({
  owner: known?.owner ?? secret(),
  app: known?.app ?? secret(),
  audit: known?.audit ?? secret(),
  ledgerKey: known?.ledgerKey ?? secret(),
  feedKeys: Object.fromEntries(SUBGRAPHS.map((consumer) => [consumer, known?.feedKeys?.[consumer] ?? secret()])) as DatabaseCredentials['feedKeys'],
});

const complete = (known: Partial<SubgraphCredentials> | undefined): SubgraphCredentials => ({
  ...completeDatabase(known),
  gatewayKey: known?.gatewayKey ?? secret(),
});

/** Fills in what is not there yet, for instance a new subgraph's. */
export function completeCredentials(known: Partial<Credentials> | null): Credentials {
  const subgraphs = SUBGRAPHS.map((name) => [name, complete(known?.subgraphs?.[name])] as const);
  return {
    superuser: known?.superuser ?? secret(),
    subgraphs: Object.fromEntries(subgraphs) as Credentials['subgraphs'],
    gateway: completeDatabase(known?.gateway),
    checkpointKey: known?.checkpointKey ?? newCheckpointKey(),
    snapshotKey: known?.snapshotKey ?? secret(),
  };
}

/** The credentials kept in a file, made at the first start. */
export function keepCredentials(file: string): Credentials {
  const known = readJson(file) as Partial<Credentials> | null;
  const credentials = completeCredentials(known);
  if (JSON.stringify(known) !== JSON.stringify(credentials)) writePrivateJson(file, credentials);
  return credentials;
}

/** The private key that checkpoints of a data folder are signed with. */
export const keptCheckpointKey = (folder: string): string => keepCredentials(path.join(folder, 'credentials.json')).checkpointKey;

/** Where the snapshots of a data folder are. */
export const snapshotsFolder = (folder: string): string => path.join(folder, 'snapshots');
