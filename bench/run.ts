import { readdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { runCommand, StartFailure } from '../local/failure.js';
import type { Benchmark } from './benchmark.js';

const SUFFIX = '.bench.js';

const names = (): string[] =>
  readdirSync(import.meta.dirname).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length)).sort();

function nameFrom(args: readonly string[]): string {
  const [name] = args;
  if (args.length === 1 && name !== undefined && names().includes(name)) return name;
  throw new StartFailure(`npm run -s bench -- <name>: the name must be one of ${names().join(', ')}.`);
}

const machine = () => ({ cores: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version });

/** `npm run -s bench -- <name>`: a table for people, and on the last line one JSON object for machines. */
await runCommand(async () => {
  const name = nameFrom(process.argv.slice(2));
  const benchmark = (await import(new URL(`${name}${SUFFIX}`, import.meta.url).href)) as Benchmark;
  const { table, figures } = await benchmark.run();
  process.stdout.write(`${table}\n${JSON.stringify({ benchmark: name, figures, machine: machine() })}\n`);
});
