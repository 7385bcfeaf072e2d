import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FindingLab, type Answered } from './support/finding-lab.js';

/* Rules asked of snapshots, and what becomes of what they find: from snapshot to snapshot, under the keys of engagements, with ministries' answers. */

const FINDING = `id engagement status aboutKind about regions rows firstMonth lastMonth amount { amount currency } present goneSince assignedTo dueOn answer version
  rule { id answeredBy severity } history { snapshot ruleVersion rows firstMonth amount { amount } } events { kind status dueOn answer text recovered { amount currency } }`;

const LIST = `query ($engagement: UUID!, $filter: FindingFilter, $order: FindingOrder, $first: Int, $after: String) {
  findings(engagement: $engagement, filter: $filter, order: $order, first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { cursor node { ${FINDING} } } } }`;

const TO_ANSWER = `query ($filter: FindingFilter, $first: Int, $after: String) { findingsToAnswer(filter: $filter, first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { ${FINDING} } } } }`;

let lab: FindingLab;
let first: string;
let engagement: string;
beforeAll(async () => {
  lab = await FindingLab.open();
  first = await lab.snapshot();
  engagement = await lab.engagement();
}, 240_000);
afterAll(() => lab.close());

const nodesOf = ({ edges }: Answered): Answered[] => (edges as { node: Answered }[]).map(({ node }) => node);

const list = async (variables: Readonly<Record<string, unknown>> = {}): Promise<Answered[]> => nodesOf(await lab.ask(LIST, { engagement, first: 100, ...variables }));

/** Rows that were planted for the rule, by child. */
function planted(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const truth of lab.truths.filter(({ kind }) => kind === 'CARE_PAST_TERM')) {
    const rows = truth.records.filter(({ rules }) => rules.includes('R2')).length;
    found.set(truth.child ?? '', rows);
  }
  return found;
}

describe('a rule', () => {
  it('finds what was planted, once for each child, and is answered again to the byte', async () => {
    const run = await lab.run('R2');
    console.log(JSON.stringify(run), [...planted()]);
    const again = await lab.run('R2');
    expect(again).toMatchObject({ id: run['id'], checksum: run['checksum'], rows: run['rows'], times: 2, moved: true });
    console.log(JSON.stringify(await list(), null, 1).slice(0, 3000));
  });
});
