import type DataLoader from 'dataloader';
import type { OpenedRecord } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { awardsOfChild } from '../award/award.repository.js';
import { awardsForChild, inForceOn } from '../award/award.service.js';
import type { OpenedAward } from '../award/award.type.js';
import type { ExternalFacts } from '../child/child-facts.type.js';
import { contributionsOf, disabilitiesOf, incomesOf, motherAwardsOf, studiesOf } from '../evidence/evidence.repository.js';
import type { AwardOnRecord, ChildCase, Evidence } from './child-case.js';

type Loaded<V> = ReadonlyMap<string, V>;

const all = async <V>(loader: DataLoader<string, V>, iins: readonly string[]): Promise<Loaded<V>> =>
  new Map(await Promise.all(iins.map(async (iin) => [iin, await loader.load(iin)] as const)));

/** Those of the facts whom something may be on record about; of a shielded child nobody with whom it lives. */
function peopleOf({ parents, representatives }: ExternalFacts, awards: readonly AwardOnRecord[], restricted: boolean): { readonly adults: string[]; readonly siblings: string[] } {
  const keepers = restricted ? [] : [...representatives.map(({ iin }) => iin), ...awards.map(({ recipientIin }) => recipientIin)];
  const adults = [...parents.map(({ iin }) => iin), ...keepers].filter((iin) => iin !== null);
  const siblings = parents.flatMap(({ children }) => children.map(({ iin }) => iin)).filter((iin) => iin !== null);
  return { adults: [...new Set(adults)], siblings: [...new Set(siblings)] };
}

async function evidenceFor(iin: string, facts: ExternalFacts, awards: readonly AwardOnRecord[], { path, restricted }: OpenedRecord, context: SubgraphContext): Promise<Evidence> {
  const { adults, siblings } = peopleOf(facts, awards, restricted);
  const mothers = facts.parents.filter(({ role }) => role === 'MOTHER').map((mother) => mother.iin);
  const [disabilities, contributions, incomes, studies, motherAwards] = await Promise.all([
    all(disabilitiesOf(context, path), [iin, ...adults]),
    all(contributionsOf(context, path), adults),
    all(incomesOf(context, path), adults),
    all(studiesOf(context, path), [iin, ...siblings]),
    all(motherAwardsOf(context, path), [...new Set(mothers)]),
  ]);
  return { disabilities, contributions, incomes, studies, motherAwards };
}

const onRecord = ({ row }: OpenedAward): AwardOnRecord => ({ programme: row.programme, occurredOn: row.occurredOn, receivedOn: row.receivedOn, recipientIin: row.recipientIin ?? null });

/** What a child's rights on a day are judged by, and its awards in force then: one statement for each register. */
export async function caseOf(record: OpenedRecord, facts: ExternalFacts, day: CivilDate, context: SubgraphContext): Promise<{ readonly child: ChildCase; readonly inForce: OpenedAward[] }> {
  const inForce = (await awardsForChild(record, context)).filter((award) => inForceOn(award, day));
  const awards = inForce.map(onRecord);
  const birthPaid = (await awardsOfChild(context, record.path).load(record.iin)).some(({ award }) => award.programme === 'BIRTH' && award.since <= day);
  const evidence = await evidenceFor(record.iin, facts, awards, record, context);
  return { child: { iin: record.iin, facts, evidence, awards, birthPaid, restricted: record.restricted }, inForce };
}
