/** An internal key that says nothing about anybody. */
export const KEY_COLUMN = 'id bigint generated always as identity primary key';

/** The id that clients see: opaque, and never built from an IIN. */
export const PUBLIC_ID_COLUMN = 'public_id uuid not null unique default gen_random_uuid()';

/** The key of a child or a person; checked at the edge, only its shape here. */
export const IIN = `text not null check (length(iin) = 12)`;

/** The region that row-level security goes by, and the district within it. */
export const PLACE_COLUMNS = `
  region_kato text not null check (region_kato ~ '^[0-9]{2}0{7}$'),
  district_kato text not null check (left(district_kato, 2) = left(region_kato, 2))`;

/** Where a row comes from and when it was recorded. */
export const RECORD_COLUMNS = `
  source text not null,
  recorded_at timestamptz not null default now()`;
