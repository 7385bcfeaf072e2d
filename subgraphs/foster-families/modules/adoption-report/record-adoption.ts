import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ageOn } from '../../../shared/dated.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { MAJORITY } from '../../reference/ages.js';
import { regionOfDistrict } from '../../reference/districts.js';
import { requireDistrict, requireLivingChild } from '../placement/placement-rules.js';
import { answerWithAdoption, type AdoptionOutcome } from './adoption-outcome.type.js';
import type { RecordAdoptionInput } from './adoption.input.type.js';

/** Somebody else than the child. */
function requireOthers({ iin, adopters }: RecordAdoptionInput): void {
  if (adopters.includes(iin)) throw new Refused('CONTRADICTORY', 'input.adopters', 'Nobody adopts themselves.');
}

/** Wherever it was recorded: that one holds is told, and not where. */
async function requireNotAdopted(em: EntityManager, iin: string): Promise<void> {
  const rows = await nationwide(em, () => em.execute<unknown[]>('select 1 from adoption where iin = ? and ended_on is null', [iin]));
  if (rows.length > 0) throw new Refused('ALREADY_ADOPTED', 'input.iin', 'An adoption of the child is on record that holds: it must be ended first (107-1).');
}

const INSERT = `
  insert into adoption (iin, adopter_iin, second_adopter_iin, home, decided_on, received_on, body_bin, region_kato, district_kato, source, official, organisation)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id::text`;

async function insert(em: EntityManager, { iin, adopters: [first, second], home, body, district }: RecordAdoptionInput, { occurredOn, receivedOn, source, by }: JournalNote): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(INSERT,
    [iin, first, second ?? null, home, occurredOn, receivedOn, body, regionOfDistrict(district), district, source, by?.subject ?? null, by?.organisation ?? null]);
  if (row === undefined) throw new Error('The register took an adoption and gave it no key.');
  return row.id;
}

/**
 * Puts an adoption on the register of those whose adopters report. Nothing is looked up about where the child was before, and nothing is
 * told to anybody. The ledger names the adopters and not the child, who reads in its own log who looked it up (102).
 */
export function recordAdoption(context: SubgraphContext, rule: MutationRule, input: RecordAdoptionInput): Promise<AdoptionOutcome> {
  const { adopters } = input;
  if (adopters.length < 1 || adopters.length > 2 || new Set(adopters).size !== adopters.length) throw badInput('input.adopters', 'must name one or two, and each once.');
  return answerWithAdoption(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    requireDistrict(viewer, input.district);
    requireOthers(input);
    const { birthDate } = await requireLivingChild(em, input.iin, note.occurredOn);
    if (ageOn(birthDate, note.occurredOn) >= MAJORITY) throw new Refused('NOT_A_MINOR', 'input.iin', 'Only a minor is adopted (Code on Marriage and Family, art. 84(1)).');
    await requireNotAdopted(em, input.iin);
    return { reference: { id: await insert(em, input, note) }, subjects: adopters };
  });
}
