import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { withClient } from '../../local/bootstrap/connection.js';
import type { DataServer } from '../../local/bootstrap/data-server.js';
import { otherDatabase } from '../../local/bootstrap/urls.js';
import type { ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import { QUESTIONS } from './questions.js';
import { timed, type Asked } from './timed.js';

/** What the questions are about, by programme. */
const TABLES = {
  benefits: ['benefit_award_child', 'benefit_payment'],
  savings: ['savings_claim'],
  'foster-families': ['placement'],
} as const satisfies Partial<Record<ProgrammeName, readonly string[]>>;

const DATABASE = 'bench_foreign';

/** A programme's tables under its name. Read past every policy, which is the best case of a way that would need somebody who may do that. */
async function importTables(client: Client, url: URL, programme: string, tables: readonly string[]): Promise<void> {
  const [server, schema] = [escapeIdentifier(programme), escapeIdentifier(programme.replaceAll('-', '_'))];
  const [user, password] = [url.username, url.password].map((part) => escapeLiteral(decodeURIComponent(part)));
  await client.query(`create server ${server} foreign data wrapper postgres_fdw options (host ${escapeLiteral(url.hostname)}, port ${escapeLiteral(url.port)}, dbname ${escapeLiteral(programme)}, fetch_size '10000')`);
  await client.query(`create user mapping for current_user server ${server} options (user ${user}, password ${password})`);
  await client.query(`create schema ${schema}`);
  await client.query(`import foreign schema public limit to (${tables.map(escapeIdentifier).join(', ')}) from server ${server} into ${schema}`);
  for (const table of tables) await client.query(`analyze ${schema}.${escapeIdentifier(table)}`);
}

/** The same questions as SQL of PostgreSQL over foreign tables, in a database that is made for it and goes again. */
export async function askForeign({ adminUrl }: DataServer): Promise<readonly Asked[]> {
  const drop = `drop database if exists ${DATABASE} with (force)`;
  await withClient(adminUrl, async (admin) => {
    await admin.query(drop);
    await admin.query(`create database ${DATABASE}`);
  });
  try {
    return await withClient(otherDatabase(adminUrl, DATABASE), async (client) => {
      await client.query('create extension postgres_fdw');
      for (const [programme, tables] of Object.entries(TABLES)) await importTables(client, new URL(adminUrl), programme, tables);
      const asked: Asked[] = [];
      for (const [name, { what, foreign }] of Object.entries(QUESTIONS)) asked.push(await timed(name, what, () => client.query(foreign)));
      return asked;
    });
  } finally {
    await withClient(adminUrl, (admin) => admin.query(drop));
  }
}
