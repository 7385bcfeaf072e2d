import { roleName } from '../../shared/database/roles.js';

export const APP = `"${roleName('audit', 'app')}"`;

/** Who gets at a table: what pulls the ledgers, a child's own log by the child's key, auditors and operators. */
export interface TableDoors {
  /** What the pull may do besides reading. */
  readonly pull?: string;
  /** Whether the relation path reads it. */
  readonly relation?: true;
  /** What requests of auditors and operators may do besides reading, on the register path; left out: not even read. */
  readonly register?: string;
}

const PULL = `current_setting('app.feeds', true) = 'open'`;
const RELATION = `current_setting('app.path', true) = 'relation'`;
const REGISTER = `current_setting('app.path', true) = 'register'`;

const grants = (...lists: readonly (string | undefined)[]): string => [...new Set(['select', ...lists.flatMap((list) => (list ? list.split(', ') : []))])].join(', ');

const registerPolicy = (table: string, may: string): string =>
  `create policy ${table}_register on ${table} ${may === '' ? 'for select ' : ''}to ${APP} using (${REGISTER})${may === '' ? '' : ` with check (${REGISTER})`}`;

/** Grants and row-level security, forced; with nothing set a table shows nothing. Rows are taken away only where the pull may. */
export function closedTable(table: string, { pull, relation, register }: TableDoors): string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_pull on ${table} to ${APP} using (${PULL}) with check (${PULL})`,
    ...(relation === true ? [`create policy ${table}_relation on ${table} for select to ${APP} using (${RELATION})`] : []),
    ...(register === undefined ? [] : [registerPolicy(table, register)]),
    `grant ${grants(pull, register)} on ${table} to ${APP}`,
  ];
}

/** A part of a table that is reached through the whole: the same policy, and no grant. */
export const partTable = (table: string): string[] => closedTable(table, {}).filter((sql) => !sql.startsWith('grant'));
