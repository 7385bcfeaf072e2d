import { mkdir } from 'node:fs/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { DuckBounds } from './settings.js';

/** Where a DuckDB may read and write, and what it may take. */
export interface DuckPlace extends DuckBounds {
  /** Folders, with all that is in them. */
  readonly folders: readonly string[];
  /** Where it puts what does not fit into its memory. */
  readonly temporary: string;
  /** How much of that there may be, MiB. */
  readonly temporaryMb: number;
}

/** A text within SQL. */
export const quoted = (text: string): string => `'${text.replaceAll(`'`, `''`)}'`;

/** A name within SQL. */
export const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * A DuckDB in memory that sees its folders and nothing else of the machine or the network, whatever it is asked: extensions are neither
 * fetched nor looked for (Parquet, JSON and ICU are built in), and nothing that is asked of it can change that.
 */
export async function openDuck({ memoryMb, threads, folders, temporary, temporaryMb }: DuckPlace): Promise<DuckDBInstance> {
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMb}MiB`,
    threads: String(threads),
    temp_directory: temporary,
    max_temp_directory_size: `${temporaryMb}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  try {
    const allowed = [...folders, temporary].map((folder) => quoted(`${folder}/`)).join(', ');
    for (const setting of [`set TimeZone = 'UTC'`, `set allowed_directories = [${allowed}]`, 'set enable_external_access = false', 'set lock_configuration = true']) await connection.run(setting);
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  } finally {
    connection.closeSync();
  }
}

/** Works on a connection, and closes it whatever happens. */
export async function onDuck<T>(instance: DuckDBInstance, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}
