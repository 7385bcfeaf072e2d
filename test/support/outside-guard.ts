// Loaded into every process of a run (NODE_OPTIONS=--import): refuses whatever is not on this machine, and tells of it.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const report = process.env['OUTSIDE_REPORT'] ?? '';
const tell = (line: string): void => appendFileSync(report, `${line}\n`);

const isHere = (host: string): boolean => host === 'localhost' || host.startsWith('127.') || host === '::1';

function refuse(what: string, where: unknown): void {
  const host = typeof where === 'string' && where !== '' ? where : 'localhost';
  if (isHere(host)) return;
  tell(`outside ${what} ${host}`);
  throw Object.assign(new Error(`${what} ${host} goes outside.`), { code: 'ENETUNREACH' });
}

interface Target {
  readonly host?: unknown;
  readonly path?: unknown;
}

/** Of `connect(port, host)`, `connect(options)`, `connect(path)`, and of those as an array, as Node calls itself. */
function hostOf([first, second]: readonly unknown[]): unknown {
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first !== 'object' || first === null) return second;
  const { host, path } = first as Target;
  return path === undefined || path === null ? host : null;
}

/** Calls `check` with the arguments before whatever the method does. */
function before(owner: object, name: string, check: (args: readonly unknown[]) => void): void {
  const methods = owner as Record<string, (...args: unknown[]) => unknown>;
  const method = methods[name];
  if (method === undefined) throw new Error(`There is no ${name} to watch.`);
  methods[name] = function watched(this: unknown, ...args: unknown[]): unknown {
    check(args);
    return method.apply(this, args);
  };
}

before(net.Socket.prototype, 'connect', (args) => refuse('connect', hostOf(args)));
before(dgram.Socket.prototype, 'connect', ([, host]) => refuse('connect', host));
before(dgram.Socket.prototype, 'send', (args) => refuse('send', args.find((argument, index) => index > 1 && typeof argument === 'string')));
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveSrv', 'resolveTxt', 'reverse']) {
    if (name in owner) before(owner, name, ([host]) => refuse(name, host));
  }
}
syncBuiltinESMExports();
tell(`watched ${process.argv[1] ?? ''}`);
