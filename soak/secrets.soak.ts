import { StartFailure } from '../local/failure.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import type { SoakResult } from './scenario.js';
import { MAY_KNOW_WHERE, MAY_KNOW_WHO, NOT_TO_KNOW_WHERE, NOT_TO_KNOW_WHO, REGISTRARS } from './support/secrets/actors.js';
import { attack, type Attack, type Outcome } from './support/secrets/attack.js';
import { WHERE, WHO } from './support/secrets/attacks.js';
import { askForEarlier, askOfBenefits, tryChanges } from './support/secrets/further-attacks.js';
import { CHANGES } from './support/secrets/register-changes.js';
import { openTarget } from './support/secrets/running.js';

export const usualSeconds = 300;

/** An attack, and whether it must find something. */
type Try = readonly [name: string, attack: Attack, open: boolean];

const TRIES: readonly Try[] = [
  ['where a shielded child is', { ...WHERE, actors: NOT_TO_KNOW_WHERE }, false],
  ['who an adopted child was', { ...WHO, actors: NOT_TO_KNOW_WHO }, false],
  ...Object.entries(MAY_KNOW_WHERE).map(([who, actors]): Try => [`where, asked by ${who}`, { ...WHERE, actors }, true]),
  ['who, asked by the registry', { ...WHO, actors: MAY_KNOW_WHO }, true],
];

function failureOf([name, , open]: Try, { leak }: Outcome): string[] {
  if (open) return leak === null ? [`${name}: the attacker found nothing, and must`] : [];
  return leak === null ? [] : [`${name} is told:\n${leak}`];
}

async function soak(federation: ThrowawayFederation, seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const seed = Date.now() % 1_000_000;
  report(`seed ${seed}`);
  const target = await openTarget(federation);
  const rows: string[][] = [['secret', 'operations compared', 'found']];
  const [failures, counts] = [[] as string[], new Map<string, number>()];
  try {
    for (const one of TRIES) {
      const [name, what, open] = one;
      const milliseconds = open ? 30_000 : (seconds * 1_000) / 2;
      const outcome = await attack(target, what, { steps: 3, every: 1, seed, milliseconds });
      rows.push([name, String(outcome.operations), outcome.leak === null ? 'nothing' : open ? 'what is open' : 'a leak']);
      counts.set(open ? 'open' : 'secret', (counts.get(open ? 'open' : 'secret') ?? 0) + outcome.operations);
      failures.push(...failureOf(one, outcome));
    }
    report('changes of the register, questions about who the adopted child was, and everything that is paid for the shielded one');
    failures.push(...(await tryChanges(target, CHANGES, REGISTRARS)), ...(await askForEarlier(target, NOT_TO_KNOW_WHO, 2)), ...(await askOfBenefits(target, NOT_TO_KNOW_WHERE)));
  } finally {
    await target.close();
  }
  return { table: formatTable(rows), figures: { seed, operations: counts.get('secret') ?? 0, leaks: failures.length }, failures };
}

/**
 * An attacker in every role, for every purpose and at every door, whose operations come out of the published schemas. One secret or the
 * other is true, by turns: whoever must not know gets the same answers, and whoever may know must be seen to get others.
 */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const result = await withThrowawayFederation(report, (federation) => soak(federation, seconds, report), { children: 300 });
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
