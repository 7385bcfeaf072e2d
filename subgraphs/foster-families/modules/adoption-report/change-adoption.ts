import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { lockChild } from '../child/known-child.repository.js';
import { dueFromAdopters } from './adopter-reports.js';
import { answerWithAdoption, type AdoptionOutcome } from './adoption-outcome.type.js';
import type { AdoptionChangeInput, EndAdoptionInput, RecordAdoptionReportInput } from './adoption.input.type.js';
import { readAdoptions, type AdoptionRow } from './adoption.repository.js';

const unknownAdoption = (): Refused => new Refused('UNKNOWN_ADOPTION', 'input.adoption', 'No adoption is on record under this id, or none that is open to you.');

/** An adoption in the viewer's regions, with its child held; read only then, because somebody else may have held the child until now. */
async function lockAdoption(em: EntityManager, viewer: Viewer, { adoption: id, expectedVersion }: AdoptionChangeInput): Promise<AdoptionRow> {
  const read = async (): Promise<AdoptionRow | undefined> => (isPublicId(id) ? (await readAdoptions(em, 'public_id', [id]))[0] : undefined);
  const found = await read();
  if (found === undefined) throw unknownAdoption();
  refuseOwn(viewer, [found.iin, ...found.adopters]);
  await lockChild(em, found.iin);
  const held = await read();
  if (held === undefined) throw unknownAdoption();
  requireVersion(expectedVersion, held.version);
  return held;
}

type Change = (em: EntityManager, adoption: AdoptionRow, note: JournalNote) => Promise<void>;

const changeAdoption = (context: SubgraphContext, rule: MutationRule, input: AdoptionChangeInput, change: Change): Promise<AdoptionOutcome> =>
  answerWithAdoption(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const adoption = await lockAdoption(em, viewer, input);
    if (note.occurredOn < adoption.decidedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the one on which the decision came into force.');
    await change(em, adoption, note);
    await em.execute('update adoption set version = version + 1 where id = ?', [adoption.id]);
    return { reference: { id: adoption.id }, subjects: adoption.adopters };
  });

/** Records that a report came; at most the one that is due next. */
export const recordAdoptionReport = (context: SubgraphContext, rule: MutationRule, input: RecordAdoptionReportInput): Promise<AdoptionOutcome> =>
  changeAdoption(context, rule, input, async (em, adoption, { receivedOn, source, by }) => {
    const { dueOn, living, education, health } = input;
    if (!dueFromAdopters(adoption, context.today).includes(dueOn)) throw new Refused('NOT_ON_RECORD', 'input.dueOn', 'No report on the adoption falls due on that day; Adoption.reports lists them.');
    if (adoption.reports.some((report) => report.dueOn === dueOn)) throw new Refused('ALREADY_RECORDED', 'input.dueOn', 'That report is on record already.');
    await em.execute('insert into adoption_report (adoption_id, due_on, received_on, living, education, health, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [adoption.id, dueOn, receivedOn, living, education, health, source, by?.subject ?? null, by?.organisation ?? null]);
  });

/** Ends what adopters owe: an adoption that a court has cancelled, or found invalid. */
export const endAdoption = (context: SubgraphContext, rule: MutationRule, input: EndAdoptionInput): Promise<AdoptionOutcome> =>
  changeAdoption(context, rule, input, async (em, { id, endedOn }, { occurredOn, source }) => {
    if (endedOn !== null) throw new Refused('NOT_IN_THIS_STATE', 'input.adoption', 'The adoption has ended already.');
    await em.execute('update adoption set ended_on = ?, ending = ?, end_source = ? where id = ?', [occurredOn, input.ending, source, id]);
  });
