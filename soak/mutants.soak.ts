import { formatTable } from '../local/table.js';
import { temporaryFolder } from '../local/temporary-run.js';
import type { SoakResult } from './scenario.js';
import { BESIDE_IT, DECIDING } from './support/mutants/files.js';
import { runMutants, type Mutant } from './support/mutants/stryker.js';

/** It takes as long as it takes: beside others on the machine a multiple of this. */
export const usualSeconds = 300;

/** To files and globs. */
export const isLimitable = true;

/** Of the changes that do something, how many the tests must notice. */
const LEAST_KILLED = 0.9;

const isKilled = ({ status }: Mutant): boolean => status === 'Killed' || status === 'Timeout';
const isAlive = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';

const share = (mutants: readonly Mutant[]): number => {
  const [killed, alive] = [mutants.filter(isKilled).length, mutants.filter(isAlive).length];
  return killed + alive === 0 ? 1 : killed / (killed + alive);
};

const lineOf = (file: string, { location: { start }, mutatorName, replacement }: Mutant): string =>
  `${file}:${start.line}:${start.column} ${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 80)}`;

/** Whether the tests notice when what decides who may see what is changed. */
export async function run(_seconds: number, report: (line: string) => void, only = DECIDING): Promise<SoakResult> {
  const folder = temporaryFolder('mutants');
  try {
    const found = await runMutants({ mutate: [...only, ...BESIDE_IT.map((glob) => `!${glob}`)], folder: folder.path }, report);
    const all = [...found.values()].flat();
    const rows = [...found].map(([file, mutants]) => [file, String(mutants.filter(isKilled).length), String(mutants.filter(isAlive).length), `${(100 * share(mutants)).toFixed(1)} %`]);
    const survivors = [...found].flatMap(([file, mutants]) => mutants.filter(isAlive).map((mutant) => lineOf(file, mutant)));
    return {
      table: [formatTable([['file', 'killed', 'survived', 'killed'], ...rows]), ...survivors].join('\n'),
      figures: { killed: all.filter(isKilled).length, survived: all.filter(isAlive).length, killedPercent: Math.round(1000 * share(all)) / 10 },
      failures: share(all) >= LEAST_KILLED ? [] : [`${(100 * share(all)).toFixed(1)} % of the mutants were killed, and ${100 * LEAST_KILLED} % must be.`],
    };
  } finally {
    folder.remove();
  }
}
