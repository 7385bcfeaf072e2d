import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../subgraphs/shared/project.js';

/** One change of the code, and what became of it. */
export interface Mutant {
  readonly mutatorName: string;
  readonly replacement: string;
  readonly status: 'Killed' | 'Survived' | 'NoCoverage' | 'Timeout' | 'CompileError' | 'RuntimeError' | 'Ignored' | 'Pending';
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

/** Mutants by file. */
export type MutantsOf = ReadonlyMap<string, readonly Mutant[]>;

export interface MutationRun {
  /** Files and globs, from the project's root. */
  readonly mutate: readonly string[];
  /** Where everything that it makes goes. */
  readonly folder: string;
}

const configuration = ({ mutate, folder }: MutationRun): object => ({
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'soak/support/mutants/vitest.config.ts', related: true },
  mutate,
  coverageAnalysis: 'perTest',
  // As many as there are processors.
  concurrency: 2,
  // A change that makes the code slow is noticed by that; a machine that has others to serve must not look like it.
  timeoutMS: 60_000,
  timeoutFactor: 5,
  dryRunTimeoutMinutes: 20,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: path.join(folder, 'mutants.json') },
  tempDirName: path.join(folder, 'sandbox'),
  // It would rewrite tsconfig.json with TypeScript's API, which TypeScript 7 does not have; nothing here needs it rewritten.
  tsconfigFile: 'none-to-rewrite.json',
  ignorePatterns: ['.balagraph', 'dist', 'bench', 'docs', '.secrets'],
  allowConsoleColors: false,
});

/** Changes the code in every way that StrykerJS knows, one at a time, in a copy of it, and runs the tests against each. */
export async function runMutants(run: MutationRun, report: (line: string) => void): Promise<MutantsOf> {
  const file = path.join(run.folder, 'stryker.json');
  writeFileSync(file, JSON.stringify(configuration(run)));
  const child = spawn(process.execPath, [path.join(projectRoot(), 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', file], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => report(data.toString().trimEnd()));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`StrykerJS ended with ${String(code)}.`);
  const { files } = JSON.parse(readFileSync(path.join(run.folder, 'mutants.json'), 'utf8')) as { files: Record<string, { mutants: readonly Mutant[] }> };
  return new Map(Object.entries(files).map(([name, { mutants }]) => [name, mutants]));
}
