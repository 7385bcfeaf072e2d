import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { version as duckVersion } from '@duckdb/node-api';
import type { JobSurroundings } from '../../../shared/job/job.js';
import { civilDay } from '../../../shared/clock.js';
import { projectVersion } from '../../../shared/project.js';
import { engagementById } from '../engagement/engagement.repository.js';
import { leaving as leavingOf } from '../engagement/engagement.service.js';
import { conditionOf } from '../finding/finding-condition.js';
import { engagementScope, type FindingScope } from '../finding/finding-scope.js';
import { listFindings, type FindingRow } from '../finding/finding.repository.js';
import { newestMoved } from '../finding/subject.repository.js';
import type { Leaving } from '../engagement/leaving.js';
import { ofRules, auditStep } from '../rule/run-office.js';
import { AUDIT_RULES } from '../rule/rules.js';
import { runsOfSnapshot, type RunRow } from '../rule/run.repository.js';
import { snapshotsOf } from '../snapshot/read/snapshots.js';
import type { SnapshotSession } from '../snapshot/read/snapshot-session.js';
import type { SnapshotSettings } from '../snapshot/settings.js';
import { snapshotById, type SnapshotRow } from '../snapshot/snapshot.repository.js';
import { csvOf, evidenceOf, type EvidenceLine } from './evidence-rows.js';
import { fileOf, writeParquet, type EvidenceFile } from './evidence-files.js';
import { filterOf } from './evidence-filter.js';
import { evidenceById, noteMade, type EvidenceRow, type Made } from './evidence.repository.js';

/** Why files are not given out, in words for whoever asked. */
export class EvidenceRefused extends Error {}

/** An export with all that its files are made of. */
interface Wanted {
  readonly evidence: EvidenceRow;
  readonly caseNumber: string;
  readonly snapshot: SnapshotRow;
  readonly leaving: Leaving;
  readonly scope: FindingScope;
  readonly findings: readonly FindingRow[];
  readonly runs: readonly RunRow[];
}

const MOST_FINDINGS = 1_000_000;
const DEADLINE_MS = 600_000;

const wantedOf = (surroundings: JobSurroundings, id: string): Promise<Wanted> =>
  ofRules(surroundings, async (em) => {
    const now = surroundings.clock.now();
    const evidence = await evidenceById(em, id);
    if (evidence === null) throw new EvidenceRefused('No export has this id.');
    if (evidence.expiresAt <= now.toISOString()) throw new EvidenceRefused(`The export has expired, on ${evidence.expiresAt}.`);
    const [engagement, leaving] = [await engagementById(em, evidence.engagement), await leavingOf(em, evidence.engagement, civilDay(now))];
    if (engagement === null || leaving === null) throw new EvidenceRefused('Its engagement has ended.');
    const snapshot = await snapshotById(em, evidence.snapshot);
    if (snapshot?.state !== 'COMPLETE') throw new EvidenceRefused('Its snapshot was deleted.');
    const runs = (await runsOfSnapshot(em, evidence.snapshotKey)).filter(({ rule, version }) => AUDIT_RULES.some((one) => one.id === rule && one.version === version));
    const filter = filterOf(evidence);
    const scope = engagementScope(engagement, filter);
    const { sql, parameters } = conditionOf(scope, filter);
    const within = { sql: `${sql} and f.last_run = any(?::bigint[])`, parameters: [...parameters, `{${runs.map(({ internalId }) => internalId).join(',')}}`] };
    const findings = await listFindings(em, within, { order: 'NUMBER', secret: null, regions: null, limit: MOST_FINDINGS, after: null });
    if (findings.length > MOST_FINDINGS) throw new EvidenceRefused(`It is of more than ${MOST_FINDINGS} findings: ask for parts of it.`);
    // Asked last: subjects get their names by a newer snapshot before any finding moves, so that what was read is all of this one, or nothing.
    if ((await newestMoved(em))?.key !== evidence.snapshotKey) throw new EvidenceRefused('Findings stand at a newer snapshot by now: ask for an export of that one.');
    return { evidence, caseNumber: engagement.caseNumber, snapshot, leaving, scope, findings, runs };
  });

interface Lines {
  readonly lines: readonly EvidenceLine[];
  readonly rules: Made['rules'];
}

/** A rule that was asked and has no rows is among the rules: one that is not was not asked. */
async function linesOf(session: SnapshotSession, { findings, scope, leaving, runs }: Wanted): Promise<Lines> {
  const [lines, rules]: [EvidenceLine[], Made['rules'][number][]] = [[], []];
  for (const rule of AUDIT_RULES) {
    const own = findings.filter((finding) => finding.rule === rule.id);
    const run = runs.find((one) => one.rule === rule.id);
    if (run?.checksum == null || !scope.rules.includes(rule.id)) continue;
    const found = own.length === 0 ? [] : await evidenceOf(session, { rule, findings: own, regions: scope.regions, leaving });
    lines.push(...found);
    rules.push({ id: rule.id, version: rule.version, rows: found.length, runChecksum: run.checksum });
  }
  return { lines, rules };
}

/** What every file says: whose it is, and until when. */
const markOf = ({ id, recipient, expiresAt }: EvidenceRow): string => `Balagraph evidence ${id}, for ${recipient}, until ${expiresAt}`;

function manifestOf({ evidence, caseNumber, snapshot }: Wanted, made: Made, files: readonly EvidenceFile[]): string {
  const { id, engagement, recipient, organisation, requestedAt, expiresAt } = evidence;
  const { asOf, manifestHash, keyFingerprint, checkpoint, checkpointHash } = snapshot;
  return `${JSON.stringify({
    format: 1, mark: markOf(evidence), export: id, recipient, requestedAt, expiresAt, organisation, engagement, caseNumber,
    snapshot: { id: snapshot.id, asOf, manifestHash, keyFingerprint, checkpoint, checkpointHash },
    ...made, files,
    tools: { balagraph: projectVersion(), duckdb: duckVersion() },
  }, null, 2)}\n`;
}

/** Where files are made, and with what. */
export interface EvidencePlace {
  readonly surroundings: JobSurroundings;
  readonly settings: SnapshotSettings;
  readonly out: string;
}

async function writeFiles(folder: string, wanted: Wanted, { lines, rules }: Lines): Promise<Made> {
  const { evidence, findings } = wanted;
  const { text, sha256 } = csvOf(lines);
  const made: Made = { rows: lines.length, findings: findings.length, checksum: sha256, rules };
  if (evidence.made !== null && evidence.made.checksum !== sha256) throw new EvidenceRefused('The rows are not those of the first time.');
  const name = `evidence-${evidence.id}`;
  const [csv, parquet] = [path.join(folder, `${name}.csv`), path.join(folder, `${name}.parquet`)];
  await writeFile(csv, text, { mode: 0o600 });
  await writeParquet({ folder, csv, parquet, mark: markOf(evidence), rows: made.rows });
  await writeFile(csv, `# ${markOf(evidence)}\n${text}`, { mode: 0o600 });
  await writeFile(path.join(folder, `${name}.json`), manifestOf(wanted, made, [await fileOf(csv), await fileOf(parquet)]), { mode: 0o600 });
  return made;
}

/**
 * Makes the files of an export in a folder of its own, all or none, and puts on record that it did before they can be seen. They are made of
 * the snapshot each time: audit keeps none, and after the expiry, or without the engagement or the snapshot, there are none to be had.
 */
export async function makeEvidence({ surroundings, settings, out }: EvidencePlace, id: string): Promise<{ readonly folder: string; readonly made: Made }> {
  const wanted = await wantedOf(surroundings, id);
  const lines = await snapshotsOf(settings).use(wanted.snapshot, () => Promise.resolve(true), DEADLINE_MS, (session) => linesOf(session, wanted));
  if (lines === null) throw new EvidenceRefused('Its snapshot is being deleted.');
  const [hidden, folder] = [path.join(out, `.evidence-${id}`), path.join(out, `evidence-${id}`)];
  await rm(hidden, { recursive: true, force: true });
  await mkdir(hidden, { recursive: true, mode: 0o700 });
  try {
    const made = await writeFiles(hidden, wanted, lines);
    await auditStep(surroundings, 'exportEvidence', id, ['Mutation.exportEvidence', `Engagement ${wanted.evidence.engagement}`, `Snapshot ${wanted.snapshot.id}`], (em) => noteMade(em, wanted.evidence, made, surroundings.clock.now().toISOString()));
    await rm(folder, { recursive: true, force: true });
    await rename(hidden, folder);
    return { folder, made };
  } finally {
    await rm(hidden, { recursive: true, force: true });
  }
}
