import 'reflect-metadata';
import { LANGUAGES, inLanguage } from '../../subgraphs/shared/language.js';
import { answerFor, type Sight } from '../../subgraphs/benefits/modules/entitlement/entitlement.service.js';
import { median } from '../benchmark.js';
import { CHILDREN, DAY } from './families.js';
import type { Part } from '../part.js';

const WARM_UP = 300;
const TURNS = 25;
const IN_A_TURN = 40;

/** What the issue allows for all programmes of one child. */
const BOUND_MS = 1;

/** Whoever sees everything: every step and value. */
const EVERYTHING: Sight = { family: true, viewer: null };

/** All programmes of a child, with every text that a client would ask for. */
function answer(child: (typeof CHILDREN)[number][1]): number {
  let letters = 0;
  for (const { conditions, wouldChange, missingEvidence, steps } of answerFor(child, DAY, EVERYTHING)) {
    for (const { said } of [...conditions, ...wouldChange, ...steps]) letters += inLanguage(said, LANGUAGES[0]).length;
    for (const { missing, where } of missingEvidence) letters += inLanguage(missing, LANGUAGES[1]).length + inLanguage(where, LANGUAGES[1]).length;
  }
  return letters;
}

/** Milliseconds of processor time that some work takes in this process. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** `entitlements` of one child beyond the fetch: facts and evidence are at hand, nothing is sent. By turns, so that a busy machine counts for all alike. */
export const entitlements: Part = {
  name: 'entitlements',
  run: async () => {
    for (let i = 0; i < WARM_UP; i += 1) for (const [, child] of CHILDREN) answer(child);
    const times = new Map(CHILDREN.map(([name]) => [name, [] as number[]]));
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const [name, child] of CHILDREN) times.get(name)?.push(cpuOf(() => Array.from({ length: IN_A_TURN }, () => answer(child))) / IN_A_TURN);
    }
    const medians = [...times].map(([name, all]) => [name, median(all)] as const);
    const slowest = Math.max(...medians.map(([, ms]) => ms));
    return {
      rows: medians.map(([name, ms]) => [`entitlements of ${name}, CPU ms`, ms.toFixed(3), `${BOUND_MS}`] as const),
      figures: { slowestCpuMs: slowest, boundCpuMs: BOUND_MS },
    };
  },
};
