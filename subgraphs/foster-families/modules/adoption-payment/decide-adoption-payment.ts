import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput, clientError } from '../../../shared/errors.js';
import { FEEDS_OPEN, withSettings } from '../../../shared/feeds/settings.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { NotCovered } from '../../../shared/rules/working.js';
import { type CareAmount, computeCare } from '../../rules/amount.js';
import type { CareBook } from '../../rules/book.js';
import { tellEntitlement } from '../entitlement/tell-entitlement.js';
import { knownFigures } from '../index-parameter/parameter.repository.js';
import type { PlacementChange } from '../placement/placement-change.js';
import type { DecideAdoptionPaymentInput } from './adoption-payment.resolver.js';

interface Adopted {
  readonly bodyBin: string;
  readonly regionKato: string;
}

/** The placement that an adoption ended: so the child was without parental care, and no step-child (86(2)). */
async function requireAdopted({ em, placement, occurredOn }: PlacementChange): Promise<Adopted> {
  const [row] = await em.execute<Adopted[]>(`select body_bin as "bodyBin", region_kato as "regionKato" from placement where id = ? and end_reason = 'ADOPTED'`, [placement.id]);
  if (row === undefined) throw new Refused('NOT_ON_RECORD', 'input.placement', 'The placement must have ended with an adoption.');
  if (placement.validTo !== null && occurredOn < placement.validTo) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the adoption.');
  return row;
}

/** Whether the civil registry has told last that somebody is the child's parent by adoption. */
const ADOPTER = `
  select 1 from (select data from inbox where feed = 'life-events' and type = 'PARENTAGE' and data <> '{}' and subjects @> array[?]::text[] and data ->> 'iin' = ? order by position desc limit 1) as told,
         jsonb_to_recordset(told.data -> 'parents') as p(iin text, basis text, "to" date)
   where p.iin = ? and p.basis = 'ADOPTION' and p."to" is null`;

async function requireAdopter(em: EntityManager, child: string, adopter: string): Promise<void> {
  const rows = await withSettings(em, FEEDS_OPEN, () => em.execute<unknown[]>(ADOPTER, [child, child, adopter]));
  if (rows.length === 0) throw new Refused('NOT_ON_RECORD', 'input.adopterIin', 'The civil registry must have told of the adoption of the child by this person.');
}

function sumOn(book: CareBook, day: CivilDate): CareAmount {
  try {
    return computeCare('ADOPTION_ONCE', day, { wards: 1 }, book);
  } catch (error) {
    if (error instanceof NotCovered) throw badInput('input.occurredOn', `must be from ${error.from} to ${error.to}: for other days the figures are not known.`);
    throw error;
  }
}

const LONGEST_ACT = 200;

const INSERT = `
  insert into care_entitlement (programme, component, adopted_placement_id, adopter_iin, body_bin, act, region_kato, valid_from, valid_to)
  values ('ADOPTION_ONCE', 'BENEFIT', ?, ?, ?, ?, ?, ?, ?) on conflict (adopted_placement_id) do nothing returning id::text`;

/** Decides what is due once for an adoption, and tells benefits; answers with whom else it is about. */
export async function decideAdoptionPayment(change: PlacementChange, { adopterIin, act, residentCitizen }: DecideAdoptionPaymentInput): Promise<readonly string[]> {
  const { em, child, placement, occurredOn } = change;
  const { bodyBin, regionKato } = await requireAdopted(change);
  if (!residentCitizen) throw new Refused('NO_RIGHT', 'input.residentCitizen', 'The adopter must be a citizen who lives in Kazakhstan (Code on Marriage and Family, 86(2)).');
  await requireAdopter(em, child.iin, adopterIin);
  const figures = await knownFigures(em);
  if (figures === null) throw clientError('UNAVAILABLE', 'The ministry of benefits has not told of any index yet: send it again later.');
  const { tier, ruleVersion, exact, amount } = sumOn(figures.book, occurredOn);
  const until = addDays(occurredOn, 1);
  const [row] = await em.execute<{ id: string }[]>(INSERT, [placement.id, adopterIin, bodyBin, inputText('input.act', act, LONGEST_ACT), regionKato, occurredOn, until]);
  if (row === undefined) throw new Refused('ALREADY_RECORDED', 'input.placement', 'The payment for this adoption is decided already.');
  await em.execute('insert into care_entitlement_part (entitlement_id, placement_id, valid_from, valid_to) values (?, ?, ?, ?)', [row.id, placement.id, occurredOn, until]);
  await em.execute('insert into care_entitlement_amount (entitlement_id, valid_from, valid_to, tier, exact, amount, rule_version) values (?, ?, ?, ?, ?, ?, ?)',
    [row.id, occurredOn, until, tier, exact.toFixed(), amount.toFixed(), ruleVersion]);
  await tellEntitlement(em, row.id, occurredOn);
  return [adopterIin];
}
