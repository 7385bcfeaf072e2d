import { pipeline } from 'node:stream/promises';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { withClient } from '../../../local/bootstrap/connection.js';
import type { ProgrammeName } from '../../../subgraphs/shared/access/viewer.js';

/** The tables that rules read, and views of them. */
const TABLES: Readonly<Record<ProgrammeName, readonly string[]>> = {
  registry: ['person', 'citizenship', 'residence', 'life_status', 'parentage', 'parental_right'],
  benefits: ['benefit_award', 'benefit_award_child', 'benefit_award_amount', 'benefit_payment', 'programme_rate', 'index_parameter'],
  savings: ['savings_claim', 'transfer_part', 'reporting_year'],
  'foster-families': ['foster_family', 'carer', 'placement'],
  schools: ['school', 'enrolment'],
};

const COLUMNS = `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;

/** Whom and what rules look rows up by. */
const LOOKED_UP = ['iin', 'parent_iin', 'award_id', 'id', 'family_id'];

async function copyTable(source: Client, target: Client, schema: string, table: string): Promise<void> {
  const { rows } = await source.query<{ name: string; type: string }>(COLUMNS, [table]);
  const into = `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
  await target.query(`create unlogged table ${into} (${rows.map(({ name, type }) => `${escapeIdentifier(name)} ${type}`).join(', ')})`);
  const columns = rows.map(({ name }) => escapeIdentifier(name)).join(', ');
  await pipeline(source.query(copyTo(`copy (select ${columns} from ${escapeIdentifier(table)}) to stdout (format binary)`)), target.query(copyFrom(`copy ${into} from stdin (format binary)`)));
  for (const { name } of rows) if (LOOKED_UP.includes(name)) await target.query(`create index on ${into} (${escapeIdentifier(name)})`);
}

/** Where the rules of an auditor find everything at once: a schema for each programme, which no database of ours has. */
export async function copyAll(targetUrl: string, sourceOf: (name: ProgrammeName) => string): Promise<void> {
  await withClient(targetUrl, async (target) => {
    for (const [name, tables] of Object.entries(TABLES) as [ProgrammeName, readonly string[]][]) {
      const schema = name.replace('-families', '');
      await target.query(`create schema ${escapeIdentifier(schema)}`);
      await withClient(sourceOf(name), async (source) => {
        for (const table of tables) await copyTable(source, target, schema, table);
      });
    }
    await target.query('analyze');
  });
}
