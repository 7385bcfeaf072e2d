import { createHmac, randomUUID } from 'node:crypto';
import { keyFingerprint, newSnapshotKey, sealKey } from '../../../../subgraphs/audit/modules/snapshot/snapshot-key.js';
import { withClient } from '../../../support/kept-connections.js';
import type { FreshDatabase } from '../../../support/database.js';

/** What somebody is called under a snapshot's key, worked out as Node does. */
function pseudonymOf(key: string, iin: string): string {
  const mac = createHmac('sha256', Buffer.from(key, 'hex')).update(iin).digest('hex').slice(0, 32);
  return mac.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whom or what a finding is to be about. */
export interface Planted {
  readonly kind: 'PERSON' | 'BODY';
  /** An IIN, or what the views call it. */
  readonly name: string;
  readonly rule: string;
  readonly region: string;
}

/** A snapshot that rules were run on, and what they found, as audit keeps it: each finding has a row more than the one before. Returns the snapshot's key. */
export async function plantFindings(database: FreshDatabase, sealingSecret: string, planted: readonly Planted[]): Promise<string> {
  const [key, id] = [newSnapshotKey(), randomUUID()];
  await withClient(database.adminUrl, async (admin) => {
    const added = async (sql: string, ...values: readonly unknown[]): Promise<string> => (await admin.query<{ id: string }>(`${sql} returning id`, [...values])).rows[0]?.id ?? '';
    const snapshot = await added(
      `insert into snapshot (public_id, state, as_of, finished_at, sealed_key, key_fingerprint, package_version, manifest_hash) values ($1, 'COMPLETE', now(), now(), $2, $3, '0.1.0', 'b2')`, id, sealKey(key, sealingSecret, id), keyFingerprint(key));
    const runs = new Map<string, string>();
    for (const [i, { kind, name, rule, region }] of planted.entries()) {
      const run = runs.get(rule) ?? (await added(`insert into rule_run (snapshot, rule, version, state, rows, checksum) values ($1, $2, 1, 'DONE', 1, 'c3')`, snapshot, rule));
      runs.set(rule, run);
      const subject = await added('insert into audit_subject (kind, name, snapshot) values ($1, $2, $3)', kind, kind === 'PERSON' ? pseudonymOf(key, name) : name, snapshot);
      await added('insert into finding (rule, subject_id, regions, rows, first_run, last_run) values ($1, $2, $3, $4, $5, $5)', rule, subject, [region], i + 1, run);
    }
  });
  return key;
}
