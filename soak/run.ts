import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCommand, StartFailure } from '../local/failure.js';
import type { Scenario } from './scenario.js';

const SUFFIX = '.soak.js';

const names = (): string[] =>
  readdirSync(import.meta.dirname).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length)).sort();

interface Wish {
  readonly name: string;
  readonly seconds: number | undefined;
  readonly only: readonly string[] | undefined;
}

function wishFrom(args: string[]): Wish {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { seconds: { type: 'string' }, only: { type: 'string' } } });
  const [name] = positionals;
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (name === undefined || positionals.length > 1 || !names().includes(name)) throw new StartFailure(`npm run soak -- <name> [--seconds N] [--only A,B]: the name must be one of ${names().join(', ')}.`);
  if (seconds !== undefined && !(seconds > 0)) throw new StartFailure('--seconds must be a number above 0.');
  return { name, seconds, only: values.only?.split(',') };
}

/** `npm run soak -- <name>`: a table, the figures as one JSON object on the last line, exit code 1 when something failed. */
await runCommand(async () => {
  const { name, seconds, only } = wishFrom(process.argv.slice(2));
  const scenario = (await import(new URL(`${name}${SUFFIX}`, import.meta.url).href)) as Scenario;
  if (only !== undefined && scenario.isLimitable !== true) throw new StartFailure(`${name} has no --only.`);
  const { table, figures, failures } = await scenario.run(seconds ?? scenario.usualSeconds, (line) => void process.stderr.write(`${line}\n`), only);
  process.stdout.write(`${table}\n${JSON.stringify({ soak: name, figures, failures: failures.length })}\n`);
  if (failures.length > 0) throw new StartFailure(failures.slice(0, 20).join('\n'));
});
