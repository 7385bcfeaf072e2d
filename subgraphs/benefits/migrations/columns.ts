import { oneOf } from './sql.js';

/** An internal key that says nothing about anybody. */
export const KEY_COLUMN = 'id bigint generated always as identity primary key';

/** The id that clients see: opaque, and never built from an IIN. */
export const PUBLIC_ID_COLUMN = 'public_id uuid not null unique default gen_random_uuid()';

/** The shape of a person's key; checked in full at the edge. */
export const IIN = 'text not null check (length(iin) = 12)';

export const bin = (column: string): string => `check (${column} ~ '^[0-9]{12}$')`;

/** KATO of a region: what row-level security goes by. */
export const REGION_COLUMN = `region_kato text not null check (region_kato ~ '^[0-9]{2}0{7}$')`;

/** A reference figure holds from a day until the next one, and says where it comes from. */
export const SOURCED_COLUMNS = `
  valid_from date not null, valid_to date check (valid_to > valid_from),
  legal_basis text not null, source text not null, certainty text not null check (certainty ${oneOf(['A', 'B', 'C', 'D', 'M'])})`;
