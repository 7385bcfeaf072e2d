import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts } from '../../local/processes/ports.js';
import { openDataFolder } from '../../local/data/data-folder.js';
import { place } from '../../local/postgres/placement.js';
import { asUser } from '../../local/postgres/system-user.js';

/** What an administrator elsewhere may have decided otherwise than we would. */
export interface PlainServerOptions {
  /** Arguments of initdb besides folder, superuser and password. */
  readonly initdb?: readonly string[];
  /** Lines of postgresql.conf. */
  readonly settings?: readonly string[];
  /** Whether a connection must be encrypted. */
  readonly tls?: boolean;
  /** Folder with `initdb` and `pg_ctl` of another version; the embedded one's by default. */
  readonly binaries?: string;
  readonly superuser?: string;
  readonly password?: string;
  /** Of `postgres`, which say more than its configuration. */
  readonly arguments?: readonly string[];
  /** A free one by default. */
  readonly port?: number;
}

/** A PostgreSQL server that `local/` neither made nor started. */
export interface PlainServer {
  readonly port: number;
  /** The superuser's URL. */
  readonly url: string;
  /** What follows in a URL of any other user. */
  readonly parameters: string;
  /** Drops everything, or ends sessions and writes what is to be written (`fast`). */
  stop(mode?: 'immediate' | 'fast'): void;
}

const SUPERUSER = 'dba';
/** With every character that a URL would have to escape. */
const PASSWORD = 'p@ss word/:?#';

/** Whether this machine can make a certificate. */
export const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;

/** PostgreSQL 15 of the operating system, where it has one. */
export const OLD_BINARIES = existsSync('/usr/lib/postgresql/15/bin/initdb') ? '/usr/lib/postgresql/15/bin' : null;

const NAME = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];

function makeCertificate(folder: string): void {
  const at = (file: string): string => path.join(folder, file);
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-keyout', at('server.key'), '-out', at('server.crt'), ...NAME], { stdio: 'ignore' });
}

/** Makes a cluster with initdb and starts it with pg_ctl, as an administrator would by hand. */
export async function startPlainServer({ initdb = [], settings = [], tls = false, superuser = SUPERUSER, password = PASSWORD, ...options }: PlainServerOptions = {}): Promise<PlainServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plain-postgres-'));
  const { user, binaries: embedded } = place(openDataFolder(path.join(folder, 'unused')));
  const bin = options.binaries ?? path.join(embedded.folder, 'bin');
  const at = (...names: readonly string[]): string => path.join(folder, ...names);
  const run = (program: string, ...args: readonly string[]): void => {
    const { status, stdout, stderr } = spawnSync(path.join(bin, program), args, { ...asUser(user), encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    if (status !== 0) throw new Error(`${program}: ${stdout}${stderr}${existsSync(at('log')) ? readFileSync(at('log'), 'utf8') : ''}`);
  };
  const port = options.port ?? (await freePorts([0], 0))[0] ?? 0;
  writeFileSync(at('password'), `${password}\n`);
  if (tls) makeCertificate(folder);
  if (user !== null) for (const one of ['', 'password', ...(tls ? ['server.key', 'server.crt'] : [])]) chownSync(at(one), user.uid, user.gid);
  run('initdb', '-D', at('data'), '-U', superuser, `--pwfile=${at('password')}`, '--auth=scram-sha-256', '--no-sync', ...initdb);
  appendFileSync(at('data', 'postgresql.conf'), [`port = ${port}`, `listen_addresses = '127.0.0.1'`, `unix_socket_directories = ''`, 'fsync = off', ...tlsSettings(tls, folder), ...settings, ''].join('\n'));
  if (tls) writeFileSync(at('data', 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n');
  run('pg_ctl', '-D', at('data'), '-l', at('log'), '-o', (options.arguments ?? []).join(' '), '-w', 'start');
  const parameters = tls ? `?sslmode=verify-full&sslrootcert=${at('server.crt')}` : '';
  return {
    port,
    url: `postgres://${superuser}:${encodeURIComponent(password)}@localhost:${port}/postgres${parameters}`,
    parameters,
    stop: (mode = 'immediate') => {
      run('pg_ctl', '-D', at('data'), '-m', mode, 'stop');
      rmSync(folder, { recursive: true });
    },
  };
}

const tlsSettings = (tls: boolean, folder: string): string[] =>
  tls ? ['ssl = on', `ssl_cert_file = '${path.join(folder, 'server.crt')}'`, `ssl_key_file = '${path.join(folder, 'server.key')}'`] : [];
