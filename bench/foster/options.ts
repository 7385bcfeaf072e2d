import { otherDatabase } from '../../local/bootstrap/urls.js';
import { StartFailure } from '../../local/failure.js';
import { demoToken } from '../../local/issuer/demo-token.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../../local/throwaway-federation.js';
import { median } from '../benchmark.js';
import { withHeardInstance, type HeardInstance } from '../heard-instance.js';
import type { Part } from '../part.js';
import { used } from '../used.js';
import { fillFamilies, someChildren } from './synthetic-families.js';

const FAMILIES = 50_000;
const CHILDREN = 400;
/** Children who are asked about when anybody counts, the first time each. */
const ASKED = 120;
/** How often the others are asked about before: what an official waits for is an instance that has been answering for a minute. */
const ROUNDS = 4;
/** Of a process that has only started. */
const FIRST = 40;
const MOST_MS = 20;
/** Statements of an answer, however many families are in it: the child and its kin, the families, and each table of what is known of them. */
const MOST_STATEMENTS = 7;

const OPTIONS = `query ($child: IIN!) { placementOptions(childIin: $child, first: 10) {
  standing children reasons { code side text articles } forms { form possible siblings { iin } reasons { code side text articles } } } }`;

interface Asked {
  readonly ms: number;
  readonly statements: number;
  readonly options: number;
}

async function ask({ url, takeReads }: HeardInstance, token: string, child: string): Promise<Asked> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': 'CARE_SUPERVISION' };
  takeReads();
  const begun = performance.now();
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: OPTIONS, variables: { child } }) });
  const { data, errors } = (await answer.json()) as { data?: { placementOptions: readonly object[] | null } | null; errors?: readonly { message: string }[] };
  const ms = performance.now() - begun;
  if (errors !== undefined || data?.placementOptions == null) throw new StartFailure(`Options of a child: ${errors?.[0]?.message ?? 'none'}`);
  return { ms, statements: takeReads().length, options: data.placementOptions.length };
}

async function askEach(instance: HeardInstance, token: string, children: readonly string[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const child of children) asked.push(await ask(instance, token, child));
  return asked;
}

interface Turn {
  /** The first that a new process answered. */
  readonly first: readonly Asked[];
  readonly asked: readonly Asked[];
  /** What this process and the database have used for one of them, in milliseconds: the same however busy the machine is. */
  readonly usedMs: number;
}

async function turn(federation: ThrowawayFederation): Promise<Turn> {
  const children = someChildren(CHILDREN);
  const adminUrl = otherDatabase(federation.settings.adminUrl, 'foster-families');
  await fillFamilies(adminUrl, FAMILIES, children);
  const token = await demoToken(federation.folder, federation.state, { role: 'ministry:foster-families' });
  return withHeardInstance('foster-families', federation, async (instance) => {
    const others = children.slice(ASKED);
    const first = await askEach(instance, token, others.slice(0, FIRST));
    for (let round = 0; round < ROUNDS; round += 1) await askEach(instance, token, others);
    const before = await used(adminUrl);
    const asked = await askEach(instance, token, children.slice(0, ASKED));
    return { first, asked, usedMs: ((await used(adminUrl)) - before) / ASKED };
  });
}

const share = (values: readonly number[], part: number): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? Number.NaN;

/** The ten best families for a child, among those of the whole country. */
export const options: Part = {
  name: 'options',
  run: async (report) => {
    const turned = await withThrowawayFederation(report, turn, { subgraphs: ['foster-families'], children: 0 });
    if (turned === undefined) throw new StartFailure('Stopped before it was ready.');
    const { first, asked, usedMs } = turned;
    const times = asked.map(({ ms }) => ms);
    const [middle, slow, early] = [median(times), share(times, 0.95), median(first.map(({ ms }) => ms))];
    const statements = median(asked.map((one) => one.statements));
    const found = Math.min(...asked.map((one) => one.options));
    return {
      rows: [
        [`options for one child, among ${FAMILIES} families: used by process and database`, `${usedMs.toFixed(1)} ms`, `${MOST_MS} ms`],
        ['until the answer is there', `${middle.toFixed(1)} ms`, ''],
        ['of twenty the slowest', `${slow.toFixed(1)} ms`, ''],
        [`the first ${FIRST} of a process`, `${early.toFixed(1)} ms`, ''],
        ['statements of an answer', String(statements), String(MOST_STATEMENTS)],
      ],
      figures: { families: FAMILIES, children: ASKED, usedMs, ms: middle, slowMs: slow, firstMs: early, statements, fewestOptions: found },
    };
  },
};
