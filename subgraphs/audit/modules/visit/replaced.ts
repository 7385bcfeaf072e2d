import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import { IIN_REPLACED, replaceIin, sealsIins, type Replacement } from '../../../shared/feeds/replaced.js';
import { iins } from '../feeds/iins.js';

/** Of two rows of one request, what the old one says goes into the other. */
const MERGE = `
  update visit kept set programmes = kept.programmes | old.programmes, outcomes = kept.outcomes | old.outcomes, at = least(kept.at, old.at)
    from visit old where old.person = ? and kept.person = ? and kept.correlation = old.correlation`;

const DROP_MERGED = `delete from visit old using visit kept where old.person = ? and kept.person = ? and kept.correlation = old.correlation`;

/**
 * Gives the visits of an old IIN to the new one. Where both have rows (the old one was asked for after the replacement, or one
 * request named both), a request is one row afterwards, so that nobody can see that there were two keys.
 */
async function mergePeople(em: EntityManager, { oldIin, newIin }: Replacement): Promise<void> {
  const rows = await em.execute<{ id: number; iin: string }[]>('select id, iin from person where iin in (?, ?) order by id for update', [oldIin, newIin]);
  const [old, kept] = [rows.find(({ iin }) => iin === oldIin), rows.find(({ iin }) => iin === newIin)];
  if (old === undefined || kept === undefined) return;
  await em.execute(MERGE, [old.id, kept.id]);
  await em.execute(DROP_MERGED, [old.id, kept.id]);
  await em.execute('update visit set person = ? where person = ?', [kept.id, old.id]);
  await em.execute('update access_subject set person = ? where person = ?', [kept.id, old.id]);
}

async function replace(em: EntityManager, replacement: Replacement): Promise<void> {
  await mergePeople(em, replacement);
  await replaceIin(em, iins, replacement, { outbox: true });
}

const BEGIN_LOG = 'insert into person (iin, log_from) values (?, ?) on conflict (iin) do update set log_from = greatest(person.log_from, excluded.log_from)';

/**
 * The handler of IIN_REPLACED. An IIN is replaced by adoption, and nobody but the registry knows what else it is replaced by: so the
 * log that the family reads begins anew each time. The records stay, for auditors.
 */
export const appliesReplacements: Apply<Replacement> = async (em, events) => {
  for (const { data, recordedAt } of events) {
    await replace(em, data);
    await em.execute(BEGIN_LOG, [data.newIin, recordedAt]);
  }
};

const SEALED = `select data ->> 'oldIin' as "oldIin", data ->> 'newIin' as "newIin" from inbox where type = '${IIN_REPLACED}' and data <> '{}' and event_id = any (?::uuid[])`;

/**
 * The handler of IIN_SEALED. A page of a ledger that was read before its owner applied the replacement may have brought the
 * old IIN since; one that is stored later is read again (see pull/store.ts).
 */
export const sealsReplacements: Apply<{ readonly replacement: string }> = async (em, events) => {
  const replacements = await em.execute<Replacement[]>(SEALED, [textArray(events.map(({ data }) => data.replacement))]);
  for (const replacement of replacements) await replace(em, replacement);
  await sealsIins(iins)(em, events);
};
