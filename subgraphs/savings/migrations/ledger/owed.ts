const isReversed = (correction: string): string => `exists (select 1 from transfer r where r.refers_to = ${correction}.clawback_id and r.kind = 'REVERSAL')`;

/**
 * What of a correction is still owed, USD; null before it is released. Nothing once its claw-back was taken back itself, or another
 * correction of the same entry was booked after it: that one says anew what is owed of the entry.
 */
export const CORRECTION_OWED = `create view correction_owed with (security_invoker = true) as
  select c.id, case when c.status <> 'DONE' then null
      when c.kind <> 'CLAWBACK' or ${isReversed('c')} or exists (select 1 from correction n where n.transfer_id = c.transfer_id and n.id > c.id and n.status = 'DONE' and not ${isReversed('n')}) then 0
      else c.amount - c.taken end as owed
    from correction c`;
