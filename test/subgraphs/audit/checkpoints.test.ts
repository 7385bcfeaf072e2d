import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { checkpointEvidence, copyEvidence, type Evidence } from '../../../local/ledger/evidence.js';
import { verifyAgainst } from '../../../local/ledger/verify-against.js';
import { allCheckpoints } from '../../../subgraphs/audit/modules/checkpoint/checkpoint.repository.js';
import { signCheckpoint, signDaily } from '../../../subgraphs/audit/modules/checkpoint/sign.js';
import { fileOf, openCheckpoints } from '../../../subgraphs/shared/ledger/checkpoint/checkpoint.js';
import { newCheckpointKey, publicKeyOf, readSigner, type CheckpointSigner } from '../../../subgraphs/shared/ledger/checkpoint/key.js';
import { sqlIn } from '../../../subgraphs/shared/ledger/sql.js';
import { iinOf } from '../../feeds/support/events.js';
import { Copy, emptySource, Source } from './support/lab.js';

const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-checkpoints-'));
const file = path.join(folder, 'checkpoints.json');
const keyFile = path.join(folder, 'key.json');
const key = newCheckpointKey();
let signer: CheckpointSigner;
let source: Source;
let copy: Copy;
beforeAll(async () => {
  [signer, source, copy] = await Promise.all([readSigner(key), Source.open('savings'), Copy.open()]);
  writeFileSync(keyFile, JSON.stringify(publicKeyOf(key)));
});
afterAll(async () => {
  await Promise.all([source.close(), copy.close()]);
  rmSync(folder, { recursive: true });
});

const some = (count: number): Promise<void> => source.records(count, (i) => ({ subject: iinOf(i % 5), account: `caseworker-${i % 3}` }));

/** Audit pulls, and signs how far it came. */
async function pullAndSign(day: string): Promise<void> {
  await copy.pull(source);
  await copy.database.feeds((em) => signCheckpoint(sqlIn(em), signer, new Date(`${day}T07:00:00Z`)));
}

const checkpoints = (): Promise<string[]> => copy.database.feeds((em) => allCheckpoints(sqlIn(em)));

/** Ten records in each of two chains, and a checkpoint after each. */
beforeEach(async () => {
  await copy.empty();
  await source.restart();
  await emptySource(source);
  await some(10);
  await pullAndSign('2026-11-25');
  await source.restart();
  await some(10);
  await pullAndSign('2026-11-26');
  writeFileSync(file, fileOf(await checkpoints()));
});

const tamper = (...statements: readonly string[]): Promise<void> =>
  source.admin(async (admin) => {
    for (const statement of statements) await admin.query(statement);
  });

/** First bad records, by chain, as the command names them. */
async function faults(...evidence: readonly Evidence[]): Promise<unknown[]> {
  return withClient(source.fresh.appUrl, async (client) => {
    await client.query(`set app.ledger = 'open'`);
    const found: unknown[] = [];
    for await (const { chain, fault } of verifyAgainst(client, source.name, source.key, evidence)) if (fault !== null) found.push([chain, fault.seq, fault.what]);
    return found;
  });
}

const byFile = async (...keys: readonly string[]): Promise<unknown[]> => faults(await checkpointEvidence(file, keys[0], () => undefined));
const byCopy = (): Promise<unknown[]> => withClient(copy.fresh.appUrl, (audit) => faults(copyEvidence(audit)));

/** Writes a chain anew from a record on, by whoever has the key: every hash fits. */
async function rewrite(chain: number, from: number): Promise<void> {
  const { rows } = await source.admin((admin) => admin.query('select * from ledger_record where chain = $1 order by seq', [chain]));
  const stored = rows as readonly { seq: number; actor: number; operation: number; effect: number; subject: number | null; correlation: string; hash: Buffer; at: Date }[];
  const seals = async (table: string): Promise<ReadonlyMap<number, Buffer>> => {
    const found = await source.admin((admin) => admin.query<{ id: number; seal: Buffer }>(`select id, seal from ledger_${table}`));
    return new Map(found.rows.map(({ id, seal }) => [id, seal]));
  };
  const [actors, operations, effects] = [await seals('actor'), await seals('operation'), await seals('effect')];
  let previous = stored[from - 2]?.hash;
  if (previous === undefined) throw new Error('nothing before it');
  for (const { seq, at, actor, operation, effect, correlation } of stored.slice(from - 1)) {
    const content = { chain, seq, at: BigInt(at.getTime()) * 1000n, actor: actors.get(actor) ?? null, operation: operations.get(operation) ?? Buffer.alloc(0), effect: effects.get(effect) ?? Buffer.alloc(0), subject: null, correlation, delivery: null };
    previous = source.key.hash(previous, content);
    await tamper(`update ledger_record set subject = null, hash = decode('${previous.toString('hex')}', 'hex') where chain = ${chain} and seq = ${seq}`);
  }
}

it('what was left alone holds, and goes on to', async () => {
  await some(3);
  expect([await byFile(), await byFile(keyFile), await byCopy()]).toEqual([[], [], []]);
});

describe('the first bad record is named', () => {
  it.each<[string, readonly string[], unknown]>([
    ['edited', [`update ledger_record set at = at + interval '1 second' where chain = 1 and seq = 4`], [1, 4, 'it was edited']],
    ['deleted', ['delete from ledger_record where chain = 1 and seq = 4'], [1, 4, 'it is gone']],
    ['in another\'s place', ['update ledger_record set seq = 99 where chain = 1 and seq = 4', 'update ledger_record set seq = 4 where chain = 1 and seq = 6', 'update ledger_record set seq = 6 where chain = 1 and seq = 99'], [1, 4, 'it was moved, inserted or written without the key']],
  ])('%s', async (_case, statements, fault) => {
    await tamper(...statements);
    expect([await byFile(), await byCopy()]).toEqual([[fault], [fault]]);
  });

  it('cut off the end of the newest chain, which nothing in the database tells of', async () => {
    await tamper('delete from ledger_record where chain = 2 and seq > 7');
    expect(await faults()).toEqual([]);
    expect(await byFile()).toEqual([[2, 8, 'it is gone: checkpoint 2 of 2026-11-26 knew 10 records']]);
    expect(await byCopy()).toEqual([[2, 8, 'it is gone: audit knew 10 records']]);
  });

  it('the newest chain as a whole', async () => {
    await tamper('delete from ledger_record where chain = 2', 'delete from ledger_chain where id = 2');
    expect(await faults()).toEqual([]);
    expect(await byFile()).toEqual([[2, 1, 'its whole chain is gone: checkpoint 2 of 2026-11-26 knew 10 records']]);
    expect(await byCopy()).toEqual([[2, 1, 'its whole chain is gone: audit knew 10 records']]);
  });

  it.each([2, 6, 10])('rewritten with the key from record %s on: to the record by audit\'s copy, to a checkpoint by a file', async (from) => {
    await rewrite(2, from);
    expect(await faults()).toEqual([]);
    expect(await byFile()).toEqual([[2, 1, 'it is the first that checkpoint 2 of 2026-11-26 knew otherwise, or one behind it is, up to record 10']]);
    expect(await byCopy()).toEqual([[2, from, 'it is not the one that audit knew']]);
  });

  it('a later checkpoint narrows it down', async () => {
    await some(5);
    await pullAndSign('2026-11-27');
    writeFileSync(file, fileOf(await checkpoints()));
    await rewrite(2, 13);
    expect(await byFile()).toEqual([[2, 11, 'it is the first that checkpoint 3 of 2026-11-27 knew otherwise, or one behind it is, up to record 15']]);
  });

  it('of a backup that was restored, and written to since', async () => {
    const backup = await source.admin((admin) => admin.query('select * from ledger_record where chain = 2 and seq <= 6'));
    expect(backup.rows).toHaveLength(6);
    await tamper('delete from ledger_record where chain = 2 and seq > 6');
    await source.restart();
    await some(4);
    // The chain that began behind the restored one tells of nothing more than that had.
    expect(await faults()).toEqual([]);
    expect(await byFile()).toEqual([[2, 7, 'it is gone: checkpoint 2 of 2026-11-26 knew 10 records']]);
    expect(await byCopy()).toEqual([[2, 7, 'it is gone: audit knew 10 records']]);
  });

  it('of a backup from before a chain, whose number another has now', async () => {
    await tamper('delete from ledger_record where chain = 2', 'delete from ledger_chain where id = 2', `select setval('ledger_chain_id_seq', 1)`);
    await source.restart();
    await some(12);
    expect(await faults()).toEqual([]);
    expect(await byFile()).toEqual([[2, 1, 'its chain is another than checkpoint 2 of 2026-11-26 knew']]);
    expect(await byCopy()).toEqual([[2, 1, 'its chain is another than audit knew']]);
  });
});

describe('a file of checkpoints', () => {
  const opened = async (all: readonly string[], by = publicKeyOf(key)): Promise<unknown> => openCheckpoints(all, by).then((found) => found.map(({ number }) => number), (error: unknown) => (error as Error).message);

  it('says of each ledger how far it had come, and is chained', async () => {
    const all = await checkpoints();
    const [first, second] = await openCheckpoints(all, publicKeyOf(key));
    expect(first).toMatchObject({ number: 1, day: '2026-11-25', previous: null, sources: { savings: { records: 10, chains: [[1, 10, expect.any(String), expect.any(String)]], faults: [] } } });
    expect(second).toMatchObject({ number: 2, previous: createHash('sha256').update(all[0] ?? '').digest('hex'), sources: { savings: { records: 20 } } });
  });

  it('is refused when one is edited, left out, moved or signed with another key', async () => {
    const [one = '', two = ''] = await checkpoints();
    await pullAndSign('2026-11-27');
    const three = (await checkpoints()).at(-1) ?? '';
    expect(await opened([one, two, three])).toEqual([1, 2, 3]);
    expect(await opened([two, three])).toEqual([2, 3]);
    expect(await opened([one, three])).toBe('checkpoint 3 does not follow the one before it');
    expect(await opened([two, one])).toBe('checkpoint 1 does not follow the one before it');
    const [header, payload = '', signature] = two.split('.');
    const edited = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('"records":20', '"records":19')).toString('base64url');
    expect(await opened([one, [header, edited, signature].join('.')])).toBe('a checkpoint is not signed with the key');
    expect(await opened([one], publicKeyOf(newCheckpointKey()))).toBe('a checkpoint is not signed with the key');
  });

  it('that another key signed is no evidence, where the key is given', async () => {
    const other = path.join(folder, 'other.json');
    writeFileSync(other, JSON.stringify(publicKeyOf(newCheckpointKey())));
    await expect(byFile(other)).rejects.toThrow('a checkpoint is not signed with the key');
    writeFileSync(other, '{');
    await expect(byFile(other)).rejects.toThrow('it must be the JWK of an Ed25519 key');
  });

  it('of a day is signed once, by whichever instance comes first', async () => {
    const daily = (day: string) => copy.database.feeds((em) => signDaily(sqlIn(em), signer, new Date(`${day}T19:30:00Z`)));
    // Half past seven in the evening, UTC, is the next day in Almaty.
    const signed = await Promise.all([daily('2026-11-26'), daily('2026-11-26'), daily('2026-11-26')]);
    expect(signed.map((one) => one?.number ?? null).sort()).toEqual([3, null, null]);
    expect(await copy.rows('select number, day::text from checkpoint order by number desc limit 1')).toEqual([{ number: 3, day: '2026-11-27' }]);
    expect(await daily('2026-11-26')).toBe(null);
  });

  it('cannot be changed by the process that signs', async () => {
    await expect(copy.database.feeds((em) => em.execute('update checkpoint set day = day'))).rejects.toThrow(/permission denied/);
    await expect(copy.database.feeds((em) => em.execute('delete from checkpoint'))).rejects.toThrow(/permission denied/);
  });
});
