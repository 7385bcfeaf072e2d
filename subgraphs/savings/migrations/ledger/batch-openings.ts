import { refuse } from './refuse.js';

/** A batch takes along, while its run credits, what opened an account, was made by no run and has no batch. */
export const TAKEN_ALONG = `
create function check_asset_batch_openings() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from made m left join transfer t on t.id = m.transfer_id left join asset_batch b on b.id = m.batch_id left join accrual_run r on r.id = b.run_id
   where not coalesce(t.kind = 'OPENING' and t.run_id is null and t.batch_id is null and r.status = 'CREDITING', false);
  if found then ${refuse('asset_batch_opening_fits', 'a batch takes along openings that no run made, while its own run credits')}; end if;
  return null;
end $$`;

export const OPENINGS_TAKEN_ALONG = 'create trigger asset_batch_opening_checked after insert on asset_batch_opening referencing new table as made for each statement execute function check_asset_batch_openings()';

/** The openings of each batch, its run's own and those that it took along. */
export const BATCH_OPENING = `create view batch_opening with (security_invoker = true) as
  select t.batch_id, t.id as transfer_id, t.amount, false as taken_along from transfer t where t.reporting_year is null and t.kind = 'OPENING' and t.batch_id is not null
  union all
  select m.batch_id, t.id, t.amount, true from asset_batch_opening m join transfer t on t.id = m.transfer_id`;
