import { roleName } from '../../shared/database/roles.js';
import { referenceTable } from '../../shared/database/row-level-security.js';

/** A number that is kept of a table's rows, in a table of its own that is there. */
export interface KeptCount {
  /** Table of the numbers, its key, and the column of the number. */
  readonly table: string;
  readonly key: readonly string[];
  readonly number: string;
  /** Function that counts, and what its three triggers are called by. */
  readonly name: string;
  readonly triggers: string;
  /** Table that is counted, and what of its rows is needed for it. */
  readonly of: string;
  readonly columns: string;
  /** The columns of the number's row other than the number, and for each the expression over `from`. */
  readonly into: readonly string[];
  readonly select: readonly string[];
  /** What follows `from`, given rows in parentheses, each with its `sign`: 1 for one that came, -1 for one that went. */
  readonly from: (rows: string) => string;
}

/** In the order of the key, so that two that count the same wait for each other and do not stand in each other's way. */
const counted = ({ table, number, into, select, from, key }: KeptCount, rows: string): string => `
  insert into public.${table} as kept (${into.join(', ')}, ${number})
  select ${select.join(', ')}, sum(sign) from ${from(`(${rows})`)}
   group by ${select.map((_, n) => n + 1).join(', ')} having sum(sign) <> 0 order by ${key.map((column) => into.indexOf(column) + 1).join(', ')}`;

const CAME = (columns: string, rows: string): string => `select ${columns}, 1 as sign from ${rows}`;
const WENT = (columns: string, rows: string): string => `select ${columns}, -1 as sign from ${rows}`;

/** Counts what is there; as whoever may read all of it. */
export const filled = (count: KeptCount): string => counted(count, CAME(count.columns, `public.${count.of}`)).trim();

/** The function: after a statement it adds what came and takes off what went. A number that falls to nobody stays: whoever has counted it may read it in a moment. */
function counting(count: KeptCount): string {
  const { key, number, name, columns } = count;
  const change = (rows: string): string => `${counted(count, rows)}
  on conflict (${key.join(', ')}) do update set ${number} = kept.${number} + excluded.${number}`;
  return `
  create function ${name}() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'INSERT' then ${change(CAME(columns, 'made'))};
    elsif tg_op = 'DELETE' then ${change(WENT(columns, 'was'))};
    else ${change(`${CAME(columns, 'made')} union all ${WENT(columns, 'was')}`)};
    end if;
    return null;
  end $$`;
}

/**
 * The statements that have a number kept from now on, and count once what is there, in one transaction: in batches, what is written between
 * two of them would be counted twice or not at all. They read as the role that sees every row: the owner of the counted table sees none.
 */
export function keepCount(count: KeptCount): string[] {
  const { table, name, triggers, of } = count;
  const reader = `"${roleName('schools', 'export')}"`;
  const trigger = (called: string, event: string, referencing: string): string => `create trigger ${triggers}_${called} after ${event} on ${of} referencing ${referencing} for each statement execute function ${name}()`;
  return [
    counting(count),
    `revoke execute on function ${name}() from public`,
    ...referenceTable('schools', table),
    trigger('in', 'insert', 'new table as made'),
    trigger('out', 'delete', 'old table as was'),
    trigger('anew', 'update', 'new table as made old table as was'),
    `grant insert on ${table} to ${reader}`,
    `set local role ${reader}`,
    filled(count),
    'reset role',
    `revoke insert on ${table} from ${reader}`,
  ];
}
