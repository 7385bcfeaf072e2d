import type { EntityManager } from '@mikro-orm/postgresql';
import type { Decimal } from 'decimal.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { registerRegions } from '../../../shared/access/regions.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { isPublicId } from '../../../shared/public-id.js';
import { requireDistrict } from '../placement/placement-rules.js';
import { regionOfDistrict } from '../../reference/districts.js';
import type { DistrictFigureInput, RecordDistrictChildrenInput, RecordGuardianshipStaffInput } from './staffing.input.type.js';
import { stands, type StaffingTable } from './staffing.repository.js';
import { districtsOn } from './staffing.service.js';
import type { GuardianshipStaffing } from './staffing.type.js';

/** Whoever is measured by a norm does not write the figures that it is measured with. */
function requireNation(viewer: Viewer, district: string): void {
  requireDistrict(viewer, district);
  if (!registerRegions(viewer).includes('*')) throw new Refused('OUTSIDE_YOUR_REGIONS', 'input.district', 'These figures are recorded by staff for the whole country: a body is measured with them.');
}

async function corrected(em: EntityManager, table: StaffingTable, { corrects: id, district }: DistrictFigureInput): Promise<string | null> {
  if (id == null) return null;
  const [found] = !isPublicId(id) ? [] : await em.execute<{ id: string; stands: boolean }[]>(`select s.id::text, ${stands(table)} as stands from ${table} s where s.public_id = ? and s.district_kato = ?`, [id, district]);
  if (found === undefined) throw new Refused('NOT_ON_RECORD', 'input.corrects', 'It must be a figure of the same kind and district; `guardianshipStaffing` shows the one of a day.');
  if (!found.stands) throw new Refused('ALREADY_RECORDED', 'input.corrects', 'That figure was corrected already: correct what took its place.');
  return found.id;
}

/** The columns that are a figure's own. */
type Figure = Readonly<Record<string, string | number>>;

async function insert(em: EntityManager, table: StaffingTable, input: DistrictFigureInput, figure: Figure, note: JournalNote): Promise<void> {
  const row = {
    district_kato: input.district, region_kato: regionOfDistrict(input.district), ...figure, valid_from: note.occurredOn, received_on: note.receivedOn,
    corrects_id: await corrected(em, table, input), source: note.source, official: note.by?.subject ?? null, organisation: note.by?.organisation ?? null,
  };
  await em.execute(`insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
}

/** Records a figure of a district, one official at a time, and answers with the district as of today. */
async function record(context: SubgraphContext, rule: MutationRule, table: StaffingTable, input: DistrictFigureInput, figure: Figure): Promise<GuardianshipStaffing | Refusal> {
  const done = await mutate(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    requireNation(viewer, input.district);
    await em.execute('select pg_advisory_xact_lock(hashtext(?))', [`${table} ${input.district}`]);
    await insert(em, table, input, figure, note);
    return { reference: { district: input.district }, subjects: [] };
  });
  if (done instanceof Refusal) return done;
  const [district] = await districtsOn(context, [done.district], context.today);
  if (district === undefined) throw new Error('A district is not there.');
  return district;
}

const MOST_POSTS = 1_000;

function quarters(field: string, posts: Decimal, most: Decimal.Value): string {
  if (posts.isNegative() || posts.greaterThan(most) || !posts.times(4).isInteger()) throw badInput(field, `must be posts in quarters, 0 to ${String(most)}.`);
  return posts.toFixed(2);
}

export const recordStaff = (context: SubgraphContext, rule: MutationRule, input: RecordGuardianshipStaffInput): Promise<GuardianshipStaffing | Refusal> =>
  record(context, rule, 'guardianship_staff', input, { body_bin: input.body, posts: quarters('input.posts', input.posts, MOST_POSTS), filled: quarters('input.filled', input.filled, input.posts) });

const MOST_CHILDREN = 2_000_000;

export function recordChildren(context: SubgraphContext, rule: MutationRule, input: RecordDistrictChildrenInput): Promise<GuardianshipStaffing | Refusal> {
  if (input.children < 0 || input.children > MOST_CHILDREN) throw badInput('input.children', `must be 0 to ${MOST_CHILDREN}.`);
  return record(context, rule, 'district_children', input, { children: input.children });
}
