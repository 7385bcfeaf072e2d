import { SUBGRAPHS } from '../access/viewer.js';

/**
 * The four roles of a subgraph's database, made when the database is made:
 * `owner` runs migrations; `app` is the process and owns nothing; `export` cannot log in and owns the audit views;
 * `audit` reads those views.
 */
export const DATABASE_ROLES = ['owner', 'app', 'export', 'audit'] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** Every database: one of each subgraph, and the small one of the gateway, which holds its part of the ledger. */
export const DATABASE_NAMES = [...SUBGRAPHS, 'gateway'] as const;
export type DatabaseName = (typeof DATABASE_NAMES)[number];

export const isDatabaseName = (value: unknown): value is DatabaseName => DATABASE_NAMES.includes(value as DatabaseName);

/** The role's name on the server, e.g. `foster-families_app`. Quote it in SQL. */
export const roleName = (database: DatabaseName, role: DatabaseRole): string => `${database}_${role}`;
