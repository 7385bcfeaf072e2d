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
