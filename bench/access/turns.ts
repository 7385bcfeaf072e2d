import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { PROFILE_PURPOSE } from '../../local/child-profile.js';
import { StartFailure } from '../../local/failure.js';
import { postOf } from '../gateways/http-connection.js';
import type { HttpMessage } from '../gateways/http-reader.js';
import { load } from '../gateways/load.js';
import { usageOf } from '../gateways/usage.js';
import type { Composition } from './composition.js';

/** What both are asked, by how many at once and for how long. */
export interface Asked {
  readonly token: string;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
  /** The database server's process; 0 where it is another's. */
  readonly postgres: number;
}

/** What was seen of one composition in one turn. */
export interface Turn {
  readonly perSecond: number;
  /** Of the composition's processes, for each request. */
  readonly cpuMs: number;
  /** Of the database server, for each request; not a number where it is not ours. */
  readonly databaseCpuMs: number;
}

export interface Turns {
  readonly on: readonly Turn[];
  readonly off: readonly Turn[];
}

interface Answer {
  readonly data?: { readonly child: object | null };
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const cpuOf = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + usageOf(pid).cpuMs, 0);

/** A PostgreSQL server works in one process for each connection. */
function serverCpu(pid: number): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return cpuOf([pid, ...children.split(' ').map(Number)]);
  } catch {
    return Number.NaN;
  }
}

/** What the profile says; throws when a part of it is missing. */
function profileIn({ head, body }: HttpMessage): object {
  const { data, errors } = JSON.parse(body.toString()) as Answer;
  if (data?.child == null || errors !== undefined) throw new StartFailure(`The gateway answered ${head.split('\r\n', 1)[0]} ${body.toString('utf8', 0, 300)}`);
  return data.child;
}

/** Asks one composition; all its answers must say the same. */
async function turn({ url, pids }: Composition, { token, body, connections, seconds, postgres }: Asked, profile: object | null): Promise<Turn & { readonly profile: object }> {
  const bytes = postOf('/graphql', body, { authorization: `Bearer ${token}`, 'x-purpose': PROFILE_PURPOSE });
  let seen = profile;
  const check = (answer: HttpMessage): void => {
    const found = profileIn(answer);
    if (!isDeepStrictEqual(found, (seen ??= found))) throw new StartFailure('With access and ledger and without, the profiles differ.');
  };
  const before = [cpuOf(pids), serverCpu(postgres)] as const;
  const { requests, seconds: took } = await load({ port: Number(new URL(url).port), connections, seconds, request: () => bytes, check });
  const after = [cpuOf(pids), serverCpu(postgres)] as const;
  if (seen === null) throw new StartFailure('Nothing was answered.');
  return { perSecond: requests / took, cpuMs: (after[0] - before[0]) / requests, databaseCpuMs: (after[1] - before[1]) / requests, profile: seen };
}

const WARM_UP_ROUNDS = 2;

/** Now the one first and now the other; the first rounds warm up and do not count. */
export async function byTurns(on: Composition, off: Composition, asked: Asked, rounds: number): Promise<Turns> {
  const turns = { on: [] as Turn[], off: [] as Turn[] };
  let profile: object | null = null;
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
      const found: Awaited<ReturnType<typeof turn>> = await turn(side === 'on' ? on : off, asked, profile);
      profile = found.profile;
      if (round >= 0) turns[side].push(found);
    }
  }
  return turns;
}
