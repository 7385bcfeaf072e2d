import { readdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { runCommand, StartFailure } from '../local/failure.js';
import type { Benchmark } from './benchmark.js';

const SUFFIX = '.bench.js';

const names = (): string[] =>
  readdirSync(import.meta.dirname).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length)).sort();

function known(name: string | undefined): string {
  if (name !== undefined && names().includes(name)) return name;
  throw new StartFailure(`npm run -s bench -- <name>: the name must be one of ${names().join(', ')}.`);
}

/** Read at the start: a benchmark may keep itself to some of the processors. */
const machine = { cores: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version };

/** `npm run -s bench -- <name>`: a table for people, and on the last line one JSON object for machines. */
await runCommand(async () => {
  const [wish, ...args] = process.argv.slice(2);
  const name = known(wish);
  const benchmark = (await import(new URL(`${name}${SUFFIX}`, import.meta.url).href)) as Benchmark;
  if (args.length > 0 && benchmark.takesOptions !== true) throw new StartFailure(`npm run -s bench -- ${name} has no options.`);
  const { table, figures } = await benchmark.run(args);
  process.stdout.write(`${table}\n${JSON.stringify({ benchmark: name, figures, machine })}\n`);
});
