import type { ProgrammeName } from '../../../shared/access/viewer.js';
import type { JobSurroundings } from '../../../shared/job/job.js';
import type { RuleSubject } from '../rule/audit-rule.js';
import type { SnapshotSettings } from '../snapshot/settings.js';
import { openKey } from '../snapshot/snapshot-key.js';
import { snapshotById } from '../snapshot/snapshot.repository.js';
import { onSource } from '../snapshot/take/source.js';
import { accessTo } from '../snapshot/take/sources.js';
import { ofRules, auditStep } from '../rule/run-office.js';
import { keepSubjects, renameSubjects, subjectNames, type CarriedName, type SnapshotPlace } from './subject.repository.js';

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

async function keyOf({ surroundings, settings }: CarryOver, { id }: SnapshotPlace): Promise<string> {
  const row = await ofRules(surroundings, (em) => snapshotById(em, id));
  if (row?.sealedKey == null) throw new Error('The key of a snapshot that findings stand at is gone.');
  return openKey(row.sealedKey, settings.sealingSecret, id);
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
  for (const kind of Object.keys(CARRIERS) as RuleSubject[]) {
    found.push([kind, await carried(over, kind, await ofRules(surroundings, (em) => subjectNames(em, kind, from.key)))]);
  }
  await auditStep(surroundings, 'runAuditRule', to.id, ['Finding.about', `Snapshot ${from.id}`, `Snapshot ${to.id}`], async (em) => {
    for (const [kind, names] of found) await renameSubjects(em, kind, from.key, to.key, names);
    await keepSubjects(em, NAMED, from.key, to.key);
  });
}
