import { nationwide } from '../../../shared/access/nationwide.js';
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
import { tellEntitlement } from '../entitlement/tell-entitlement.js';
import { knownFigures } from '../index-parameter/parameter.repository.js';
import type { PlacementChange } from '../placement/placement-change.js';
import { requireDistrict } from '../placement/placement-rules.js';
import type { DecideAdoptionPaymentInput } from './adoption-payment.resolver.js';

/** An adoption that the civil registry has told of, be it that it was cancelled. */
interface Adoption {
  readonly adopter: string;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/** The child's adoptions, as the civil registry has told last. */
const ADOPTIONS = `
  select p.iin as adopter, p."from", p."to"
    from (select data from inbox where feed = 'life-events' and type = 'PARENTAGE' and data <> '{}' and subjects @> array[?]::text[] and data ->> 'iin' = ? order by position desc limit 1) as told,
         jsonb_to_recordset(told.data -> 'parents') as p(iin text, basis text, "from" date, "to" date)
   where p.basis = 'ADOPTION'`;

const adoptionsOf = ({ em, child: { iin } }: PlacementChange): Promise<Adoption[]> => withSettings(em, FEEDS_OPEN, () => em.execute<Adoption[]>(ADOPTIONS, [iin, iin]));

/** The last day of the placement: an adoption must have ended it, so the child was without parental care, and no step-child (86(2)). */
async function requireEnd({ em, placement }: PlacementChange): Promise<CivilDate> {
  const rows = await em.execute<unknown[]>(`select 1 from placement where id = ? and end_reason = 'ADOPTED'`, [placement.id]);
  if (rows.length === 0 || placement.validTo === null) throw new Refused('NOT_ON_RECORD', 'input.placement', 'The placement must have ended with an adoption.');
  return placement.validTo;
}

/** The adoption that ended the placement: the first from that end on, since a body may have recorded the end before the day that the civil registry has. It must hold, and be by this person. */
function requireAdopter(adoptions: readonly Adoption[], end: CivilDate, adopter: string): CivilDate {
  const day = adoptions.map(({ from }) => from).filter((from) => from >= end).toSorted()[0];
  if (day !== undefined && adoptions.some((one) => one.adopter === adopter && one.from === day && one.to === null)) return day;
  throw new Refused('NOT_ON_RECORD', 'input.adopterIin', 'The civil registry must have told of the adoption of the child by this person, as the first one from the day on which the placement ended.');
}

/** The first day on which money of care was computed here; today where none was. */
const COMPUTED_SINCE = `select coalesce(min(told_from), ?::date) as day from family_money`;

/** What was decided before money was computed here is on no record of this register: the body has to have looked it up. */
async function requireUnpaid({ em, receivedOn }: PlacementChange, adoptedOn: CivilDate, nothingPaidBefore: boolean): Promise<void> {
  const [since] = await nationwide(em, () => em.execute<{ day: CivilDate }[]>(COMPUTED_SINCE, [receivedOn]));
  if (nothingPaidBefore || since === undefined || adoptedOn >= since.day) return;
  throw new Refused('NO_RIGHT', 'input.nothingPaidBefore', `It is due once (Code on Marriage and Family, 86(2)), and decisions are on record here from ${since.day} on: for an adoption of before the body must have seen that nothing was paid.`);
}

/** An adoption ends a stay with guests and life in the institution at once, wherever they are: it is paid for once. The child is held. */
const DECIDED = `
  select 1 from care_entitlement e join placement p on p.id = e.adopted_placement_id where p.iin = ? and p.valid_to > ?::date and p.valid_to <= ?::date`;

/** Decided on no placement that ended with this adoption: after the adoption before, if there was one. */
async function requireUndecided({ em, placement: { iin } }: PlacementChange, adoptions: readonly Adoption[], adoptedOn: CivilDate): Promise<void> {
  const before = adoptions.map(({ from }) => from).filter((from) => from < adoptedOn).toSorted().at(-1) ?? '-infinity';
  const rows = await nationwide(em, () => em.execute<unknown[]>(DECIDED, [iin, before, adoptedOn]));
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
  insert into care_entitlement (programme, component, adopted_placement_id, adopter_iin, body_bin, act, region_kato, valid_from, valid_to, figures_at)
  values ('ADOPTION_ONCE', 'BENEFIT', ?, ?, ?, ?, ?, ?, ?, ?) returning id::text`;

/** Writes down the entitlement with its one amount; its internal key. Where the adopter lives, not where the child was placed (102). */
async function insertDecision({ em, placement, occurredOn }: PlacementChange, { adopterIin, body, act, district }: DecideAdoptionPaymentInput, { tier, ruleVersion, exact, amount }: CareAmount, figuresAt: Date): Promise<string> {
  const until = addDays(occurredOn, 1);
  const [row] = await em.execute<{ id: string }[]>(INSERT, [placement.id, adopterIin, body, inputText('input.act', act, LONGEST_ACT), regionOfDistrict(district), occurredOn, until, figuresAt]);
  if (row === undefined) throw new Error('A decision was taken and got no key.');
  await em.execute('insert into care_entitlement_part (entitlement_id, placement_id, valid_from, valid_to) values (?, ?, ?, ?)', [row.id, placement.id, occurredOn, until]);
  await em.execute('insert into care_entitlement_amount (entitlement_id, valid_from, valid_to, tier, exact, amount, rule_version) values (?, ?, ?, ?, ?, ?, ?)',
    [row.id, occurredOn, until, tier, exact.toFixed(), amount.toFixed(), ruleVersion]);
  return row.id;
}

/** Decides what is due once for an adoption, and tells benefits; answers with whom else it is about. */
export async function decideAdoptionPayment(change: PlacementChange, viewer: Viewer, input: DecideAdoptionPaymentInput): Promise<readonly string[]> {
  const { em, occurredOn } = change;
  const { adopterIin, district, residentCitizen, nothingPaidBefore } = input;
  requireDistrict(viewer, district);
  const end = await requireEnd(change);
  if (!residentCitizen) throw new Refused('NO_RIGHT', 'input.residentCitizen', 'The adopter must be a citizen who lives in Kazakhstan (Code on Marriage and Family, 86(2)).');
  const adoptions = await adoptionsOf(change);
  const adoptedOn = requireAdopter(adoptions, end, adopterIin);
  if (occurredOn < adoptedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the adoption.');
  await requireUndecided(change, adoptions, adoptedOn);
  await requireUnpaid(change, adoptedOn, nothingPaidBefore);
  const figures = await knownFigures(em);
  if (figures === null) throw clientError('UNAVAILABLE', 'The ministry of benefits has not told of any index yet: send it again later.');
  await tellEntitlement(em, await insertDecision(change, input, sumOn(figures.book, occurredOn), figures.asOf), occurredOn);
  return [adopterIin];
}
