import { otherDatabase } from '../../local/bootstrap/urls.js';
import { StartFailure } from '../../local/failure.js';
import { demoToken } from '../../local/issuer/demo-token.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../../local/throwaway-federation.js';
import { SUPERVISION_KINDS } from '../../subgraphs/foster-families/modules/worklist/supervision-kind.type.js';
import { median, type Figures } from '../benchmark.js';
import { withHeardInstance, type HeardInstance } from '../heard-instance.js';
import type { Part } from '../part.js';
import { used } from '../used.js';
import { fillCare, LARGEST_REGION } from './synthetic-care.js';

const PLACEMENTS = 30_000;
/** Answers that are measured of each, after those that nobody counts. */
const TIMES = 30;
const WARM = 5;
const MOST_MS = 50;
/** Statements that a page may take, whatever is on it: the list, and placements, records, candidates and families once each. */
const MOST_STATEMENTS = 6;

const PAGE = `query ($kinds: [SupervisionKind!], $region: KATO!) { supervisionCases(first: 50, filter: { kinds: $kinds, regionKato: $region }) {
  edges { node { kind dueOn district { kato } child { iin } carer { iin } placement { id validFrom } need { id } candidate { id } family { id } } } } }`;
const LIST = `query ($kinds: [SupervisionKind!], $region: KATO!) { supervisionCases(first: 50, filter: { kinds: $kinds, regionKato: $region }) { edges { node { kind dueOn district { kato } child { iin } } } } }`;
const COUNTS = `query ($kinds: [SupervisionKind!], $region: KATO!) { supervisionCounts(kinds: $kinds, regionKato: $region) { kind cases } }`;

interface Asked {
  /** What this process and the database have used for one answer, in milliseconds: the same however busy the machine is. */
  readonly usedMs: number;
  /** Until the answer is there: the middle of several. */
  readonly ms: number;
  readonly statements: number;
}

interface Measured extends HeardInstance {
  readonly token: string;
  readonly adminUrl: string;
}

async function measure({ url, takeReads, token, adminUrl }: Measured, query: string, kinds: readonly string[] | null): Promise<Asked> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': 'CARE_SUPERVISION' };
  const body = JSON.stringify({ query, variables: { kinds, region: LARGEST_REGION } });
  const [times, statements] = [[] as number[], [] as number[]];
  let before = 0;
  for (let time = -WARM; time < TIMES; time += 1) {
    if (time === 0) before = await used(adminUrl);
    takeReads();
    const begun = performance.now();
    const { data, errors } = (await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json()) as { data?: Record<string, { edges?: unknown[] } | unknown[] | null>; errors?: readonly { message: string }[] };
    if (time >= 0) times.push(performance.now() - begun);
    statements.push(takeReads().length);
    const found = Object.values(data ?? {})[0];
    const rows = Array.isArray(found) ? found : found?.edges;
    if (errors !== undefined || rows === undefined || rows.length === 0) throw new StartFailure(`${kinds?.join() ?? 'everything'}: ${errors?.[0]?.message ?? 'nothing is listed'}`);
  }
  return { usedMs: ((await used(adminUrl)) - before) / TIMES, ms: median(times), statements: Math.max(...statements) };
}

async function turn(federation: ThrowawayFederation): Promise<ReadonlyMap<string, Asked>> {
  const adminUrl = otherDatabase(federation.settings.adminUrl, 'foster-families');
  await fillCare(adminUrl, PLACEMENTS);
  const token = await demoToken(federation.folder, federation.state, { role: 'ministry:foster-families' });
  return withHeardInstance('foster-families', federation, async (instance) => {
    const measured = { ...instance, token, adminUrl };
    const asked = new Map<string, Asked>();
    for (const kind of SUPERVISION_KINDS) asked.set(kind, await measure(measured, LIST, [kind]));
    asked.set('everything', await measure(measured, LIST, null));
    asked.set('everything with what hangs on it', await measure(measured, PAGE, null));
    asked.set('counts', await measure(measured, COUNTS, null));
    return asked;
  });
}

/** The worklists of the largest region, each fifty at a time; all of them in one take as long as together. */
export const worklists: Part = {
  name: 'worklists',
  run: async (report) => {
    const turned = await withThrowawayFederation(report, turn, { subgraphs: ['foster-families'], children: 0 });
    if (turned === undefined) throw new StartFailure('Stopped before it was ready.');
    const most = Math.max(...[...turned.values()].map(({ statements }) => statements));
    const figures: Record<string, Figures> = {};
    for (const [name, { usedMs, ms, statements }] of turned) figures[name] = { usedMs, ms, statements };
    return {
      rows: [...[...turned].map(([name, { usedMs, ms }]) => [`${name}, of the largest region: used (until the answer is there)`, `${usedMs.toFixed(1)} ms (${ms.toFixed(1)} ms)`, SUPERVISION_KINDS.some((kind) => kind === name) ? `${MOST_MS} ms` : ''] as const), ['statements of a page', String(most), String(MOST_STATEMENTS)]],
      figures: { placements: PLACEMENTS, ...figures },
    };
  },
};
