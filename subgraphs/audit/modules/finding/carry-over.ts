import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import type { JobSurroundings } from '../../../shared/job/job.js';
import type { RuleSubject } from '../rule/audit-rule.js';
import { KeyUnreadable } from '../snapshot/key-unreadable.js';
import type { SnapshotSettings } from '../snapshot/settings.js';
import { openKey, opens } from '../snapshot/snapshot-key.js';
import { snapshotById, type SnapshotRow } from '../snapshot/snapshot.repository.js';
import { onSource } from '../snapshot/take/source.js';
import { accessTo } from '../snapshot/take/sources.js';
import { ofRules, auditStep } from '../rule/run-office.js';
import { PSEUDONYMOUS } from './pseudonymous.js';
import { keepSubjects, leaveBehind, renameSubjects, subjectNames, type CarriedName, type SnapshotPlace } from './subject.repository.js';

/** Subjects whose names are pseudonyms, and who can tell one under one key from one under another. */
export const CARRIERS: Readonly<Partial<Record<RuleSubject, { readonly source: ProgrammeName; readonly carrier: string }>>> = {
  PERSON: { source: 'registry', carrier: 'carried_people' },
  FAMILY: { source: 'foster-families', carrier: 'carried_families' },
};

/** What the views call the same in every snapshot: public ids, KATO, numbers of years. */
const NAMED: readonly RuleSubject[] = ['BODY', 'DISTRICT', 'SCHOOL', 'PROJECT', 'REPORTING_YEAR'];

/** Everything that takes part in carrying subjects over. */
export interface CarryOver {
  readonly surroundings: JobSurroundings;
  readonly settings: SnapshotSettings;
  readonly from: SnapshotPlace;
  readonly to: SnapshotPlace;
}

const rowOf = ({ surroundings }: CarryOver, { id }: SnapshotPlace): Promise<SnapshotRow | null> => ofRules(surroundings, (em) => snapshotById(em, id));

async function keyOf(over: CarryOver, place: SnapshotPlace): Promise<string> {
  const row = await rowOf(over, place);
  if (row?.sealedKey == null) throw new KeyUnreadable(`snapshot ${place.id}`);
  return openKey(row.sealedKey, over.settings.sealingSecret, place.id);
}

/** Whether nobody can be carried over any more: an operator has said that the secret is lost, and it was not found again. */
async function isGivenUp(over: CarryOver): Promise<boolean> {
  const row = await rowOf(over, over.from);
  return row?.givenUpAt != null && !opens(row, over.settings.sealingSecret);
}

/** What the source calls them now; whom it has no more is left out. */
async function carried(over: CarryOver, kind: RuleSubject, names: readonly string[]): Promise<CarriedName[]> {
  const by = CARRIERS[kind];
  if (by === undefined || names.length === 0) return [];
  const [before, after] = await Promise.all([keyOf(over, over.from), keyOf(over, over.to)]);
  return onSource(accessTo(over.settings, by, { key: before, asOf: over.to.asOf }), async (client) => {
    // A parameter, as the first key: a statement that is logged has neither in it.
    await client.query(`select set_config('audit.next_key', $1, false)`, [after]);
    return (await client.query<CarriedName>(`select before::text as before, after::text as after from audit_export.${by.carrier}($1::uuid[])`, [names])).rows;
  });
}

const stepTo = ({ surroundings, from, to }: CarryOver, work: (em: EntityManager) => Promise<void>): Promise<void> =>
  auditStep(surroundings, 'runAuditRule', to.id, ['Finding.about', `Snapshot ${from.id}`, `Snapshot ${to.id}`], work);

/** What has a public name goes on; findings about people and families stay as they were when they were last found, and say so. */
const comeWithoutPeople = (over: CarryOver): Promise<void> =>
  stepTo(over, async (em) => {
    await leaveBehind(em, PSEUDONYMOUS, over.from.key, over.surroundings.clock.now().toISOString());
    await keepSubjects(em, NAMED, over.from.key, over.to.key);
  });

/**
 * Gives all subjects the names that they have under a newer snapshot's key, in one transaction, so that what was found of somebody is found
 * again. Only this process has both keys, of 256 bits each; whoever else may call the sources' functions could link nothing by them. Somebody
 * who was given a new IIN by an adoption is somebody else by that, here as everywhere, and stays behind.
 *
 * Begun anew it does the same: until it is committed all names are those before.
 */
export async function carryOver(over: CarryOver): Promise<void> {
  const { surroundings, from, to } = over;
  if (from.key === to.key) return;
  const found: (readonly [RuleSubject, CarriedName[]])[] = [];
  if (await isGivenUp(over)) return comeWithoutPeople(over);
  for (const kind of Object.keys(CARRIERS) as RuleSubject[]) {
    found.push([kind, await carried(over, kind, await ofRules(surroundings, (em) => subjectNames(em, kind, from.key)))]);
  }
  await stepTo(over, async (em) => {
    for (const [kind, names] of found) await renameSubjects(em, kind, from.key, to.key, names);
    await keepSubjects(em, NAMED, from.key, to.key);
  });
}
