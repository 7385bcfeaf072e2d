import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readRunState, type RunState } from '../../local/data/run-state.js';
import { identify, isRunning, type ProcessIdentity } from '../../local/processes/identity.js';
import { projectRoot } from '../../subgraphs/shared/project.js';

/** A command of `local/` as it was built, in a process group of its own as a terminal would give it. */
export interface Command {
  readonly pid: number;
  /** Settles with the exit code when the process has ended and its output is closed; null for a signal. */
  readonly ended: Promise<number | null>;
  stdout(): string;
  stderr(): string;
  /** Waits until this stands on stdout; fails when the command ends before. */
  says(text: string): Promise<void>;
  /** To the process alone. */
  kill(signal: NodeJS.Signals): void;
  /** To the group, as Ctrl-C in a terminal. */
  killGroup(signal: NodeJS.Signals): void;
}

/** Few people, and no port that anybody could mind. */
const QUICK = { PORT: '0', BALAGRAPH_CHILDREN: '100', DATABASE_URL: '', HOST: '' };

/** Where compiled code of the libraries is kept, as that of the services is: dozens of commands are started. */
export const KEPT_CODE = { NODE_COMPILE_CACHE: path.join(projectRoot(), 'node_modules/.cache/balagraph') };

function watch(child: ChildProcess, pid: number): Command {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name]?.on('data', (chunk: Buffer) => (output[name] += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => void child.once('close', resolve));
  return {
    pid,
    ended,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => void (output.stdout.includes(text) && resolve());
        child.stdout?.on('data', look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code}: ${output.stderr}`)));
      }),
    kill: (signal) => void child.kill(signal),
    killGroup: (signal) => void process.kill(-pid, signal),
  };
}

/** Runs `dist/local/<name>.js`, by a command around it where there is one. */
export function launch(name: string, folder: string, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}, around: readonly string[] = []): Command {
  const [program, ...rest] = [...around, process.execPath, path.join(projectRoot(), `dist/local/${name}.js`), ...args];
  const child = spawn(program ?? '', rest, {
    env: { ...process.env, ...KEPT_CODE, ...QUICK, BALAGRAPH_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  return watch(child, child.pid ?? 0);
}

/** Runs a command to its end. */
export async function outcome(command: Command): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return { code: await command.ended, stdout: command.stdout(), stderr: command.stderr() };
}

/** After a test that may have failed half-way: ends a command that still runs, then clears up. */
export async function end(command: Command, clear: () => void): Promise<void> {
  command.kill('SIGTERM');
  await command.ended;
  clear();
}

/** The state of the launcher that runs on this folder. */
export function stateOf(folder: string): RunState {
  const state = readRunState(folder);
  if (state === null) throw new Error(`nothing runs on ${folder}`);
  return state;
}

/** The launcher and every process it has started. */
export const processesOf = ({ launcher, processes }: RunState): ProcessIdentity[] => [
  launcher,
  ...Object.values(processes).map(identify).filter((one) => one !== null),
];

/** Those that still run. */
export const survivors = (processes: readonly ProcessIdentity[]): ProcessIdentity[] => processes.filter(isRunning);

/** Asks a gateway for a child, as whoever the token says. */
export async function askForChild(state: RunState, token: string): Promise<{ data?: { child?: unknown }; errors?: unknown }> {
  const response = await fetch(`${state.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-purpose': 'CHILD_PROFILE', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'query ($iin: IIN!) { child(iin: $iin) { iin } }', variables: { iin: state.demo.child } }),
  });
  return (await response.json()) as { data?: { child?: unknown } };
}

export const readText = (...names: readonly string[]): string => readFileSync(path.join(...names), 'utf8');
