/** That a correction is a claw-back that was booked, and not taken back since. */
const inForce = (correction: string): string =>
  `(${correction}.status = 'DONE' and ${correction}.kind = 'CLAWBACK' and not exists (select 1 from transfer r where r.refers_to = ${correction}.clawback_id and r.kind = 'REVERSAL'))`;

/** The same, and what it said to be owed was not taken back either: a reversal of a sum of a year is of the debt alone. */
const claims = (correction: string): string =>
  `(${inForce(correction)} and not exists (select 1 from correction d where d.transfer_id = ${correction}.transfer_id and d.kind = 'REVERSAL' and d.status = 'DONE' and d.id > ${correction}.id))`;

/** What one correction claimed, less what it and all after it took. */
const UNTAKEN = `n.amount - (select sum(m.taken) from correction m where m.transfer_id = n.transfer_id and m.id >= n.id and ${inForce('m')})`;

/**
 * What is still owed of a correction, USD; null before it is released. Of an entry it is the most that was ever claimed of it less all that was
 * taken, so that a later, smaller claw-back lowers no debt; it is said once, by the last correction that is in force. Only a reversal lowers it.
 */
export const OWED_OF_ENTRY = `create or replace view correction_owed with (security_invoker = true) as
  select c.id, case when c.status <> 'DONE' then null
      when not ${claims('c')} or exists (select 1 from correction n where n.transfer_id = c.transfer_id and n.id > c.id and ${claims('n')}) then 0
      else (select greatest(max(${UNTAKEN}), 0) from correction n where n.transfer_id = c.transfer_id and ${claims('n')}) end as owed
    from correction c`;
