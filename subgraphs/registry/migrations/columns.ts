/** Columns of a dated fact: when it holds, who says so, when it was recorded, and when a correction replaced it. */
export const FACT_COLUMNS = `
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  recorded_at timestamptz not null default now(),
  superseded_at timestamptz`;

/** An internal key that says nothing about anybody. */
export const KEY_COLUMN = 'id bigint generated always as identity primary key';
