import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Decimal } from 'decimal.js';
import { escapeLiteral } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SmallDisk } from '../../../soak/support/small-disk.js';
import { alone, openLocks, TAKING } from '../../../subgraphs/audit/modules/snapshot/locks.js';
import { publications } from '../../../subgraphs/audit/modules/snapshot/published.js';
import { sweepSpilt } from '../../../subgraphs/audit/modules/snapshot/read/spilt.js';
import { SnapshotDamaged } from '../../../subgraphs/audit/modules/snapshot/read/open-snapshot.js';
import type { SnapshotRow } from '../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { instant } from '../../../subgraphs/shared/database/instant.js';
import { Refused } from '../../../subgraphs/shared/mutation/refusal.js';
import type { ExportType } from '../../../subgraphs/shared/export/export-view.js';
import { newCheckpointKey } from '../../../subgraphs/shared/ledger/checkpoint/key.js';
import { projectRoot } from '../../../subgraphs/shared/project.js';
import { withClient } from '../../support/kept-connections.js';
import { SnapshotLab } from './support/snapshot-lab.js';

/* How a snapshot is taken: all of it or nothing, from where it stood, and never by two; what is in its way has a name. */

/** Enough of them to be in the middle of. */
const FEW = publications().flatMap((publication) => (['benefits', 'savings'].includes(publication.source) ? [{ ...publication, views: publication.views.filter(({ view }) => /^(benefit_award|benefit_award_child|benefit_case|savings_(participant|claim|payout))$/.test(view)) }] : []));

/** So many that whatever happens after the second does so in the middle. */
const MANY = { published: publications().filter(({ source }) => ['benefits', 'savings'].includes(source)) };

/** As the command takes them. */
const ALL = { published: publications() };

let lab: SnapshotLab;
beforeAll(async () => {
  lab = await SnapshotLab.open(30, FEW);
});
afterAll(() => lab.close());

const asAdmin = (name: 'savings' | 'benefits', sql: string): Promise<unknown> => withClient(lab.database(name).adminUrl, (admin) => admin.query(sql));

/** Somebody between the snapshot and a database, who lets so many connections through and leaves the others hanging. */
async function hangingAfter(url: string, connections: number): Promise<{ readonly url: string; readonly close: () => void }> {
  const { hostname, port } = new URL(url);
  let count = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    count += 1;
    if (count > connections) return;
    const database = connect(Number(port), hostname);
    database.on('error', () => socket.destroy());
    socket.on('close', () => database.destroy());
    database.on('close', () => socket.destroy());
    socket.pipe(database).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.search = '';
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: through.href, close: () => server.close() };
}

/** Gives up what a test has begun, so that the next can begin. */
afterEach(async () => {
  await withClient(lab.audit.adminUrl, (admin) => admin.query(`update snapshot set state = 'FAILED', problem = 'given up', sealed_key = null, finished_at = now() where state = 'TAKING'`));
  for (const name of lab.shown()) if (name.startsWith('.')) rmSync(path.join(lab.folder, name), { recursive: true });
});

const files = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet')).sort() : []);

/** Which files these are, on the disk. */
const inodes = (folder: string): ReadonlyMap<string, number> => new Map(files(folder).map((name) => [name, statSync(path.join(folder, name)).ino]));

/** `npm run audit:snapshot` of the lab's databases. */
function startedCommand(sources: SnapshotLab['settings']['sources']): ChildProcessByStdio<null, null, Readable> {
  const variable = (name: string): string => `EXPORT_${name.toUpperCase().replaceAll('-', '_')}_URL`;
  const env = {
    PATH: process.env['PATH'], DATABASE_URL: lab.settings.databaseUrl, LEDGER_KEY: lab.ledgerKey, CHECKPOINT_KEY: newCheckpointKey(), SNAPSHOTS: lab.folder, SNAPSHOT_KEY: lab.settings.sealingSecret, SNAPSHOT_MEMORY_MB: '512',
    ...Object.fromEntries(Object.entries(sources).map(([name, url]) => [variable(name), url])),
  };
  return spawn(process.execPath, ['dist/local/audit-snapshot.js'], { cwd: projectRoot(), env, stdio: ['ignore', 'ignore', 'pipe'] });
}

describe('killed in the middle', () => {
  /** Runs the command until some views are written, and kills it; where those are. The views of savings hang, so that it is never through. */
  async function killedCommand(id: string): Promise<string[]> {
    const hanging = await hangingAfter(lab.settings.sources.savings ?? '', 1);
    const command = startedCommand({ ...lab.settings.sources, savings: hanging.url });
    let said = '';
    command.stderr.on('data', (chunk) => (said += String(chunk)));
    try {
      const deadline = Date.now() + 100_000;
      for (;;) {
        const rows = await lab.views(await lab.row(id));
        const written = rows.filter((row) => row.rows !== null);
        if (written.length >= 4) return written.map(({ source, view }) => path.join(source, view));
        if (Date.now() > deadline || command.exitCode !== null) throw new Error(`it did not come so far: ${said}`);
        await delay(20);
      }
    } finally {
      command.kill('SIGKILL');
      hanging.close();
    }
  }

  it('shows nothing, and goes on from there: nothing that is written is read again', { timeout: 180_000 }, async () => {
    const { id, asOf, sealedKey } = await lab.request();
    const written = await killedCommand(id);
    expect(lab.isThere(id)).toBe(false);
    expect(lab.shown().every((name) => name.startsWith('.'))).toBe(true);
    const hidden = path.join(lab.folder, `.taking-${id}`);
    const before = written.map((view) => [view, inodes(path.join(hidden, view))] as const);
    expect(before.reduce((sum, [, found]) => sum + found.size, 0)).toBeGreaterThan(10);

    // Whoever was killed has its lock until PostgreSQL has noticed.
    await vi.waitUntil(() => lab.carryOut(id, ALL), { timeout: 100_000, interval: 200 });
    const row = await lab.row(id);
    expect(row).toMatchObject({ state: 'COMPLETE', asOf, sealedKey });
    for (const [view, found] of before) expect([view, inodes(path.join(lab.folder, id, view))]).toEqual([view, found]);
    const [{ n } = { n: 0 }] = await lab.ask<{ n: number }>(row, 'select count(*) as n from savings.savings_participant join benefits.benefit_award_child using (subject)');
    expect(n).toBeGreaterThan(5);
    expect(existsSync(hidden)).toBe(false);
  });

  it('between its name and the note that it has one, it is complete', async () => {
    const { id } = await lab.request();
    await lab.carryOut(id);
    await withClient(lab.audit.adminUrl, (admin) => admin.query(`update snapshot set state = 'TAKING', finished_at = null, manifest_hash = null where public_id = $1`, [id]));
    await lab.carryOut(id, { sources: {} });
    expect(await lab.row(id)).toMatchObject({ state: 'COMPLETE' });
    expect((await lab.ask<{ n: number }>(await lab.row(id), 'select count(*) as n from savings.savings_participant'))[0]?.n).toBeGreaterThan(20);
  });

  it('what another left is swept away', async () => {
    mkdirSync(path.join(lab.folder, '.taking-other'));
    mkdirSync(path.join(lab.folder, '.gone-other'));
    mkdirSync(path.join(lab.folder, '.reading-other-1'));
    await lab.take();
    expect(readdirSync(lab.folder).filter((name) => name.startsWith('.') && name.includes('other'))).toEqual([]);
    expect(lab.shown().filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('what readers left that were killed', () => {
  it('is swept away when a process starts, with no snapshot to be taken; where there is no folder, nothing is', async () => {
    const row = await lab.take();
    const [living, sweeper] = [lab.reader(), await openLocks(lab.settings.databaseUrl)];
    const spilt = (): string[] => readdirSync(lab.folder).filter((name) => name.startsWith(`.reading-${row.id}`));
    const ask = (): Promise<unknown> => lab.use(row, (session) => session.rows('select 1 as one'), living);
    try {
      await ask();
      const [own] = spilt();
      // As they are called in a container, where each process is the first, and by a process that was killed.
      for (const name of ['1', 'b2a1f0de-5f0e-4c3d-9a41-6f2b8c1d7e55']) mkdirSync(path.join(lab.folder, `.reading-${row.id}-${name}`, 'spilt'), { recursive: true });
      await sweepSpilt(lab.folder, sweeper);
      expect(spilt()).toEqual([own]);
      // Whose session was cut holds it again with the next question.
      const held = `select pid from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
      await withClient(lab.audit.adminUrl, (admin) => admin.query(`select pg_terminate_backend(pid) from (${held}) held`));
      await vi.waitUntil(async () => (await sweepSpilt(lab.folder, sweeper), spilt().length === 0), { timeout: 10_000, interval: 50 });
      await ask();
      await sweepSpilt(lab.folder, sweeper);
      expect(spilt()).toEqual([own]);
      await living.close();
      expect(spilt()).toEqual([]);
      await sweepSpilt(path.join(lab.folder, 'nowhere'), sweeper);
    } finally {
      await sweeper.end();
    }
  });
});

describe('one at a time', () => {
  it('another is refused while one is under way', async () => {
    await lab.request();
    await expect(lab.request()).rejects.toMatchObject({ code: 'SNAPSHOT_UNDER_WAY' });
    await expect(lab.request()).rejects.toBeInstanceOf(Refused);
  });

  it('two processes do not work at one', async () => {
    const { id } = await lab.request();
    const done = await Promise.all([lab.carryOut(id), lab.carryOut(id), lab.carryOut(id)]);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await lab.row(id)).toMatchObject({ state: 'COMPLETE' });
  });

  it('commands that come while another is at it end with a status and say since when, whoever of them asked for it', { timeout: 120_000 }, async () => {
    const locks = await openLocks(lab.settings.databaseUrl);
    const ended = async (): Promise<readonly [number | null, string]> => {
      const command = startedCommand(lab.settings.sources);
      let said = '';
      command.stderr.on('data', (chunk) => (said += String(chunk)));
      return new Promise((resolve) => command.on('close', (code) => resolve([code, said])));
    };
    try {
      const all = await alone(locks, TAKING, async () => [...(await Promise.all([ended(), ended()])), await ended()]);
      const [{ id, requestedAt, asOf } = { id: '', requestedAt: '', asOf: '' }] = await withClient(lab.audit.adminUrl, async (admin) =>
        (await admin.query<{ id: string; requestedAt: string; asOf: string }>(`select public_id as id, ${instant('requested_at')} as "requestedAt", ${instant('as_of')} as "asOf" from snapshot where state = 'TAKING'`)).rows);
      const words = `A snapshot is being taken since ${requestedAt} (${id}, of ${asOf}), by the process of audit or another command. This one has taken none.\n`;
      expect(all).toEqual([[1, words], [1, words], [1, words]]);
    } finally {
      await locks.end();
    }
  });

  it('who loses the lock with its connection stops, and can go on', async () => {
    const { id } = await lab.request();
    const cut = (): void => void withClient(lab.audit.adminUrl, (admin) => admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'balagraph-snapshot-locks' and datname = current_database() and state = 'idle'`));
    await expect(lab.carryOut(id, MANY, (done) => done === 2 && cut())).rejects.toThrow();
    expect(await lab.row(id)).toMatchObject({ state: 'TAKING' });
    await vi.waitUntil(() => lab.carryOut(id, MANY), { timeout: 30_000, interval: 200 });
    expect(await lab.row(id)).toMatchObject({ state: 'COMPLETE' });
  });

  it('stopped, it stays as far as it came', async () => {
    const { id } = await lab.request();
    const stop = new AbortController();
    await expect(lab.carryOut(id, {}, (done) => done === 3 && stop.abort(), stop.signal)).rejects.toThrow();
    expect(await lab.row(id)).toMatchObject({ state: 'TAKING' });
    expect((await lab.views(await lab.row(id))).filter(({ rows }) => rows !== null).length).toBeGreaterThanOrEqual(3);
    await lab.carryOut(id);
    expect(await lab.row(id)).toMatchObject({ state: 'COMPLETE' });
  });
});

describe('what is in its way', () => {
  /** Takes one that fails, for what reason, and that nothing of it is left. */
  async function problemOf(settings: Parameters<SnapshotLab['carryOut']>[1] = {}): Promise<string | null> {
    const { id } = await lab.request();
    await expect(lab.carryOut(id, settings)).rejects.toThrow();
    const row = await lab.row(id);
    expect(row).toMatchObject({ state: 'FAILED', sealedKey: null });
    expect(lab.isThere(id) || lab.shown().some((name) => name.includes(id))).toBe(false);
    return row.problem;
  }

  it('a view that the database does not have', async () => {
    await asAdmin('savings', 'alter view audit_export.savings_payout rename to savings_payout_2');
    try {
      expect(await problemOf()).toBe('SOURCE_DIFFERS: savings.savings_payout: the database has no such view');
    } finally {
      await asAdmin('savings', 'alter view audit_export.savings_payout_2 rename to savings_payout');
    }
  });

  it('a view that it may not read', async () => {
    await asAdmin('benefits', 'revoke select on audit_export.benefit_case from benefits_audit');
    try {
      expect(await problemOf()).toBe('SOURCE_REFUSED: benefits.benefit_case: the database answered with SQLSTATE 42501');
    } finally {
      await asAdmin('benefits', 'grant select on audit_export.benefit_case to benefits_audit');
    }
  });

  it('a programme that it is not told of: none is left out', async () => {
    const { savings: _none, ...sources } = lab.settings.sources;
    expect(await problemOf({ sources })).toBe('SOURCE_REFUSED: savings: this process is not told where its views are (EXPORT_SAVINGS_URL)');
  });

  it('another secret than the key was sealed under', async () => {
    expect(await problemOf({ sealingSecret: 'a'.repeat(64) })).toMatch(/^NO_KEY: the key was sealed under another secret/);
  });

  it('views that have changed since it was begun', async () => {
    const { id } = await lab.request();
    const stop = new AbortController();
    await expect(lab.carryOut(id, {}, () => stop.abort(), stop.signal)).rejects.toThrow();
    await asAdmin('savings', 'create view audit_export.another as select 1 as one');
    try {
      await expect(lab.carryOut(id)).rejects.toThrow();
      expect(await lab.row(id)).toMatchObject({ state: 'FAILED', problem: 'SOURCE_DIFFERS: savings: its views have changed since the snapshot was begun' });
    } finally {
      await asAdmin('savings', 'drop view audit_export.another');
    }
  });

  it('a value with more places than are kept: none is rounded', async () => {
    await asAdmin('savings', long('0.0000000000000000001'));
    expect(await problemOf({ published: [LONG] })).toMatch(/^VALUE_DOES_NOT_FIT: savings.long: /);
  });

  it('a folder that cannot be written to, or is none: it is not said of a database, and does not begin again and again', async () => {
    const file = path.join(lab.folder, '.a-file');
    writeFileSync(file, '');
    expect(await problemOf({ folder: path.join(file, 'snapshots') })).toBe('FOLDER_NOT_WRITABLE: the folder of snapshots (SNAPSHOTS) cannot be written to by this process: ENOTDIR');
    expect(await problemOf({ folder: file })).toBe('FOLDER_NOT_WRITABLE: the folder of snapshots (SNAPSHOTS) cannot be written to by this process: EEXIST');
  });

  it('a database that is away: that passes, and it waits', async () => {
    const { id } = await lab.request();
    const url = new URL(lab.settings.sources.savings ?? '');
    Object.assign(url, { port: '1', search: '' });
    await expect(lab.carryOut(id, { sources: { ...lab.settings.sources, savings: url.href } })).rejects.toThrow();
    expect(await lab.row(id)).toMatchObject({ state: 'TAKING', problem: null });
  });

  it('a disk that is full', async ({ skip }) => {
    const disk = SmallDisk.mount(1);
    if (typeof disk === 'string') {
      skip(disk);
      return;
    }
    try {
      const { id } = await lab.request();
      writeFileSync(path.join(disk.path, 'other'), Buffer.alloc(960 * 1024));
      await expect(lab.carryOut(id, { folder: disk.path })).rejects.toThrow(/DISK_FULL/);
      expect((await lab.row(id)).problem).toMatch(/^DISK_FULL: ([\w.-]+: )?no room is left on the disk of the snapshots$/);
      expect(readdirSync(disk.path).filter((name) => name !== 'other')).toEqual([]);
    } finally {
      disk.remove();
    }
  });
});

/** A view of whatever cells. */
const LONG = {
  source: 'savings' as const,
  sha256: '',
  views: [{ source: 'savings' as const, view: 'long', description: '', columns: (['subject uuid', 'region text', 'recorded_at timestamp with time zone', 'amount numeric', 'words text'] as const).map((one) => {
    const [name = '', ...type] = one.split(' ');
    return { name, type: type.join(' ') as ExportType, description: '' };
  }) }],
};

const long = (...amounts: readonly string[]): string => `
  create or replace view audit_export.long as select null::uuid as subject, null::text as region, '2026-11-27T01:02:03.456789Z'::timestamptz as recorded_at, v.amount::numeric as amount, v.words::text as words
    from (values ${[...amounts.map((amount) => `('${amount}', null)`), ...WORDS.map((words) => `(null, ${escapeLiteral(words)})`)].join(', ')}) as v (amount, words);
  grant select on audit_export.long to savings_audit`;

const WORDS = ['', ' ', '""', 'a, "b"\nc\r\n', '\\N', 'NULL', 'Қазақстан ұ', "it's", '\t', 'x'.repeat(100_000)];

describe('cells', () => {
  afterAll(() => asAdmin('savings', 'drop view audit_export.long'));

  it('come as they were: long decimals, and texts with whatever is in them', async () => {
    const amounts = ['0.1234567', '-0.000000000000000001', '1000000000000', '99999999999999999999.5', '12.50'];
    await asAdmin('savings', long(...amounts));
    const row = await lab.take(null, { published: [LONG] });
    const found = await lab.ask<{ amount: string | null; words: string | null; at: string }>(row, 'select amount, words, recorded_at as at from savings.long');
    expect(found.flatMap(({ amount }) => (amount === null ? [] : [new Decimal(amount).toFixed()])).sort()).toEqual(amounts.map((amount) => new Decimal(amount).toFixed()).sort());
    expect(found.flatMap(({ words }) => words ?? []).sort()).toEqual([...WORDS].sort());
    expect(new Set(found.map(({ at }) => at))).toEqual(new Set(['2026-11-27T01:02:03.456789Z']));
    expect(await lab.views(row)).toMatchObject([{ view: 'long', wide: true }]);
  });

  it('are short decimals where those are enough', async () => {
    await asAdmin('savings', long('12.345678', '999999999999.999999'));
    const { id } = await lab.request();
    await withClient(lab.audit.adminUrl, (admin) => admin.query('update snapshot_view set wide = false'));
    await lab.carryOut(id, { published: [LONG] });
    const found = await lab.ask<{ amount: string | null }>(await lab.row(id), 'select amount from savings.long where amount is not null');
    expect(found.map(({ amount }) => amount).sort()).toEqual(['12.345678', '999999999999.999999']);
  });
});

describe('retention', () => {
  const complete = async (): Promise<string[]> => (await withClient(lab.audit.adminUrl, (admin) => admin.query<{ id: string }>(`select public_id::text as id from snapshot where state = 'COMPLETE' order by id`))).rows.map(({ id }) => id);

  it('keeps the newest, and none goes that somebody is reading', async () => {
    const read = await lab.take();
    let newer: SnapshotRow | null = null;
    await lab.use(read, async (session) => {
      newer = await lab.take(null, { retain: 1 });
      expect((await complete()).sort()).toEqual([read.id, newer.id].sort());
      expect((await session.rows<{ n: number }>('select count(*) as n from savings.savings_participant'))[0]?.n).toBeGreaterThan(20);
    });
    const last = await lab.take(null, { retain: 1 });
    expect(await complete()).toEqual([last.id]);
    expect(await lab.row(read.id)).toMatchObject({ state: 'DELETED', sealedKey: null });
    expect(lab.shown()).toEqual([last.id]);
  });
});

describe('reading', () => {
  let row: SnapshotRow;
  beforeAll(async () => {
    row = await lab.take();
  });

  it.each([
    ['a file of the machine', `select * from read_text('/etc/hostname')`],
    ['another folder', `select * from read_parquet('/tmp/*.parquet')`],
    ['writing', `copy (select 1) to '/tmp/balagraph-x.parquet'`],
    ['writing within', 'COPY_WITHIN'],
    ['a change of what it may', 'set enable_external_access = true'],
    ['more memory', `set memory_limit = '8GB'`],
    ['an extension', 'install postgres'],
    ['another database', `attach '/tmp/x.duckdb'`],
    ['a table', 'create table t (n int)'],
    ['the environment', `select getenv('PATH')`],
    ['two statements', 'select 1; select 2'],
  ])('not %s', async (_what, sql) => {
    const statement = sql === 'COPY_WITHIN' ? `copy (select 1) to '${path.join(lab.folder, row.id, 'x.parquet')}'` : sql;
    await expect(lab.ask(row, statement)).rejects.toThrow();
    expect(files(path.join(lab.folder, row.id)).includes('x.parquet')).toBe(false);
  });

  it('with parameters, which are never text of the question', async () => {
    const [found] = await lab.use(row, (session) => session.rows<{ n: number }>('select count(*) as n from savings.savings_participant where cast(subject as varchar) = $1', [`' or true or '`]));
    expect(found).toEqual({ n: 0 });
  });

  it('until the deadline, and the next question is answered', async () => {
    const reader = lab.reader();
    const begun = performance.now();
    await expect(lab.use(row, (session) => session.rows('select count(*) from range(1000000000000) a'), reader, 500)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(await lab.use(row, (session) => session.rows('select 1 as one'), reader)).toEqual([{ one: 1 }]);
  });

  it('not one whose file is another one, or whose manifest is', async () => {
    const [name] = files(path.join(lab.folder, row.id));
    for (const [file, change] of [[name ?? '', (whole: Buffer) => Buffer.concat([whole, Buffer.from('x')])], [name ?? '', (whole: Buffer) => Buffer.from(whole.map((byte, i) => (i === 20 ? byte ^ 1 : byte)))], ['manifest.json', (whole: Buffer) => Buffer.concat([whole, Buffer.from(' ')])]] as const) {
      const there = path.join(lab.folder, row.id, file);
      const whole = readFileSync(there);
      writeFileSync(there, change(whole));
      await expect(lab.use(row, (session) => session.rows('select 1 as one'), lab.reader())).rejects.toBeInstanceOf(SnapshotDamaged);
      writeFileSync(there, whole);
    }
    expect(await lab.use(row, (session) => session.rows('select 1 as one'), lab.reader())).toEqual([{ one: 1 }]);
  });
});
