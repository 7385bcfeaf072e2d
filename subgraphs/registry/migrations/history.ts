/** Tables and columns whose foreign key names a person. */
export const PERSON_TABLES = [
  ['parentage', 'iin'],
  ['parentage', 'parent_iin'],
  ['parental_right', 'iin'],
  ['parental_right', 'parent_iin'],
  ['guardianship', 'iin'],
  ['guardianship', 'representative_iin'],
  ['restriction', 'iin'],
] as const;

/** Tables of dated facts that mutations change. */
export const FACT_TABLES = ['citizenship', 'residence', 'life_status', 'parentage', 'parental_right'] as const;

/** The statements that close a table to everybody: on the register path rows are added to it, and none is ever read. */
export const sealedTable = (table: string, app: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy ${table}_add on ${table} for insert to ${app} with check (current_setting('app.path', true) = 'register')`,
  `grant insert on ${table} to ${app}`,
];

/** A trigger function: a fact is ended once and superseded once. The IINs in it may be replaced. */
export const KEEP_HISTORY = `
  create function keep_history() returns trigger language plpgsql as $$
  declare
    free constant text[] := '{iin,parent_iin,valid_to,ended_by,superseded_at}';
  begin
    if to_jsonb(new) - free is distinct from to_jsonb(old) - free
      or old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at
      or old.valid_to is not null and (new.valid_to, new.ended_by) is distinct from (old.valid_to, old.ended_by) then
      raise exception 'A fact is ended or superseded once, and never changed.' using errcode = 'restrict_violation';
    end if;
    return new;
  end $$`;
