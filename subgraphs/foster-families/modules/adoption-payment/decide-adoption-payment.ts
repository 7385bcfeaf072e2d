import type { Viewer } from '../../../shared/access/viewer.js';
import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput, clientError } from '../../../shared/errors.js';
import { FEEDS_OPEN, withSettings } from '../../../shared/feeds/settings.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { NotCovered } from '../../../shared/rules/working.js';
import { type CareAmount, computeCare } from '../../rules/amount.js';
import type { CareBook } from '../../rules/book.js';
import { regionOfDistrict } from '../../reference/districts.js';
import { nationwide } from '../access/nation.js';
import { tellEntitlement } from '../entitlement/tell-entitlement.js';
import { knownFigures } from '../index-parameter/parameter.repository.js';
import type { PlacementChange } from '../placement/placement-change.js';
import { requireDistrict } from '../placement/placement-rules.js';
import type { DecideAdoptionPaymentInput } from './adoption-payment.resolver.js';

/** The day of the adoption that ended the placement: so the child was without parental care, and no step-child (86(2)). */
async function requireAdopted({ em, placement, occurredOn }: PlacementChange): Promise<CivilDate> {
  const rows = await em.execute<unknown[]>(`select 1 from placement where id = ? and end_reason = 'ADOPTED'`, [placement.id]);
  if (rows.length === 0 || placement.validTo === null) throw new Refused('NOT_ON_RECORD', 'input.placement', 'The placement must have ended with an adoption.');
  if (occurredOn < placement.validTo) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the adoption.');
  return placement.validTo;
}

/** Whether the civil registry has told last that somebody is the child's parent by adoption from a day on. */
const ADOPTER = `
  select 1 from (select data from inbox where feed = 'life-events' and type = 'PARENTAGE' and data <> '{}' and subjects @> array[?]::text[] and data ->> 'iin' = ? order by position desc limit 1) as told,
         jsonb_to_recordset(told.data -> 'parents') as p(iin text, basis text, "from" date, "to" date)
   where p.iin = ? and p.basis = 'ADOPTION' and p."from" = ?::date and p."to" is null`;

async function requireAdopter({ em, child: { iin } }: PlacementChange, adopter: string, adoptedOn: CivilDate): Promise<void> {
  const rows = await withSettings(em, FEEDS_OPEN, () => em.execute<unknown[]>(ADOPTER, [iin, iin, adopter, adoptedOn]));
  if (rows.length === 0) throw new Refused('NOT_ON_RECORD', 'input.adopterIin', 'The civil registry must have told of the adoption of the child by this person, from the day on which the placement ended.');
}

/** An adoption ends a stay with guests and life in the institution at once, wherever they are: it is paid for once. The child is held. */
const DECIDED = `
  select 1 from care_entitlement e join placement p on p.id = e.adopted_placement_id where p.iin = ? and p.valid_to = ?::date`;

async function requireUndecided({ em, placement: { iin } }: PlacementChange, adoptedOn: CivilDate): Promise<void> {
  const rows = await nationwide(em, () => em.execute<unknown[]>(DECIDED, [iin, adoptedOn]));
  if (rows.length > 0) throw new Refused('ALREADY_RECORDED', 'input.placement', 'The payment for this adoption is decided already.');
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
  values ('ADOPTION_ONCE', 'BENEFIT', ?, ?, ?, ?, ?, ?, ?) returning id::text`;

/** Writes down the entitlement with its one amount; its internal key. Where the adopter lives, not where the child was placed (102). */
async function insertDecision({ em, placement, occurredOn }: PlacementChange, { adopterIin, body, act, district }: DecideAdoptionPaymentInput, { tier, ruleVersion, exact, amount }: CareAmount): Promise<string> {
  const until = addDays(occurredOn, 1);
  const [row] = await em.execute<{ id: string }[]>(INSERT, [placement.id, adopterIin, body, inputText('input.act', act, LONGEST_ACT), regionOfDistrict(district), occurredOn, until]);
  if (row === undefined) throw new Error('A decision was taken and got no key.');
  await em.execute('insert into care_entitlement_part (entitlement_id, placement_id, valid_from, valid_to) values (?, ?, ?, ?)', [row.id, placement.id, occurredOn, until]);
  await em.execute('insert into care_entitlement_amount (entitlement_id, valid_from, valid_to, tier, exact, amount, rule_version) values (?, ?, ?, ?, ?, ?, ?)',
    [row.id, occurredOn, until, tier, exact.toFixed(), amount.toFixed(), ruleVersion]);
  return row.id;
}

/** Decides what is due once for an adoption, and tells benefits; answers with whom else it is about. */
export async function decideAdoptionPayment(change: PlacementChange, viewer: Viewer, input: DecideAdoptionPaymentInput): Promise<readonly string[]> {
  const { em, occurredOn } = change;
  const { adopterIin, district, residentCitizen } = input;
  requireDistrict(viewer, district);
  const adoptedOn = await requireAdopted(change);
  if (!residentCitizen) throw new Refused('NO_RIGHT', 'input.residentCitizen', 'The adopter must be a citizen who lives in Kazakhstan (Code on Marriage and Family, 86(2)).');
  await requireAdopter(change, adopterIin, adoptedOn);
  await requireUndecided(change, adoptedOn);
  const figures = await knownFigures(em);
  if (figures === null) throw clientError('UNAVAILABLE', 'The ministry of benefits has not told of any index yet: send it again later.');
  await tellEntitlement(em, await insertDecision(change, input, sumOn(figures.book, occurredOn)), occurredOn);
  return [adopterIin];
}
