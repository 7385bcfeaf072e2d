import { StartFailure } from '../../local/failure.js';
import { demoToken } from '../../local/issuer/demo-token.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../../local/throwaway-federation.js';
import { median } from '../benchmark.js';
import { withHeardInstance } from '../heard-instance.js';
import type { Part } from '../part.js';

const CHILDREN = 5_000;
const PAGES = 40;
/** Statements that a page may take. */
const MOST_STATEMENTS = 4;

const PAGE = `query ($after: String) {
  benefitAwards(first: 50, after: $after) {
    edges { node { id status since until children { iin } programme { code name } payments(from: "2026-10-01", to: "2026-10-01") { month state amount { amount } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  readonly edges: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function ask(url: string, token: string, after: string | null): Promise<Page> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': 'BENEFIT_ASSESSMENT' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: PAGE, variables: { after } }) });
  const { data, errors } = (await response.json()) as { data?: { benefitAwards?: Page | null }; errors?: readonly { message: string }[] };
  if (data?.benefitAwards == null) throw new StartFailure(`No page: ${errors?.[0]?.message ?? response.status}`);
  return data.benefitAwards;
}

/** Turns pages at the ministry's own door of an instance whose statements are heard. */
async function turn(federation: ThrowawayFederation): Promise<{ readonly statements: number; readonly ms: number }> {
  const token = await demoToken(federation.folder, federation.state, { role: 'ministry:benefits' });
  return withHeardInstance('benefits', federation, async ({ url, takeReads }) => {
    const [statements, times] = [[] as number[], [] as number[]];
    let after: string | null = null;
    for (let page = 0; page < PAGES; page += 1) {
      takeReads();
      const begun = performance.now();
      const { edges, pageInfo }: Page = await ask(url, token, after);
      times.push(performance.now() - begun);
      statements.push(takeReads().length);
      if (edges.length < 50) throw new StartFailure(`A page of ${edges.length} awards.`);
      after = pageInfo.endCursor;
    }
    return { statements: Math.max(...statements), ms: median(times) };
  });
}

/** A page of fifty awards with children, programme and the last payment. */
export const page: Part = {
  name: 'page',
  run: async (report) => {
    const turned = await withThrowawayFederation(report, turn, { subgraphs: ['benefits'], children: CHILDREN });
    if (turned === undefined) throw new StartFailure('Stopped before it was ready.');
    return {
      rows: [
        ['a page of 50 awards, statements', String(turned.statements), String(MOST_STATEMENTS)],
        ['… until it is there', `${turned.ms.toFixed(1)} ms`, ''],
      ],
      figures: { statements: turned.statements, ms: turned.ms },
    };
  },
};
