import type { DatabaseName } from '../../../shared/database/roles.js';

/** The number of each source in columns, and its bit in sets. Never another one: rows have it. */
export const SOURCE_NUMBERS: Readonly<Record<DatabaseName, number>> = { registry: 1, benefits: 2, savings: 3, 'foster-families': 4, schools: 5, audit: 6, gateway: 7 };

const NAMES = new Map(Object.entries(SOURCE_NUMBERS).map(([name, number]) => [number, name as DatabaseName]));

/** The source with a number; null for one that there is no more. */
export const sourceNumbered = (number: number): DatabaseName | null => NAMES.get(number) ?? null;

/** How a source is named outside of the database, whether there is one with this number still or not. */
export const databaseNameOf = (number: number): string => sourceNumbered(number) ?? `source ${number}`;
