import 'reflect-metadata';
import type { AccessGrant } from '../../../subgraphs/shared/access/grant.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { FACTS_SELECTION } from '../../../subgraphs/benefits/modules/child/child-facts.type.js';
import { viewerAs } from '../../support/gateway-call.js';
import type { SomeHouseholds } from '../../support/population.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

export interface Condition {
  readonly code: string;
  readonly text: string;
  readonly met: boolean | null;
  readonly value: string | null;
  readonly source: string;
  readonly article: string;
}

/** A right as clients read it. */
export interface Entitled {
  readonly programme: { readonly code: string };
  readonly eligible: boolean | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly applyBy: string | null;
  readonly amount: { readonly amount: string } | null;
  readonly net: { readonly amount: string } | null;
  readonly unit: string;
  readonly conditions: readonly Condition[];
  readonly wouldChange: readonly { readonly code: string; readonly text: string }[];
  readonly missingEvidence: readonly { readonly what: string; readonly whereToGet: string; readonly article: string }[];
  readonly steps: readonly { readonly text: string }[];
}

const ENTITLED = `programme { code } eligible since until applyBy amount { amount } net { amount } unit conditions { code text met value source article }
  wouldChange { code text } missingEvidence { what whereToGet article } steps { text }`;
const FACTS = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { ${FACTS_SELECTION} } } }`;
const ENTITLEMENTS = `query ($r: [_Any!]!, $on: Date) { _entities(representations: $r) { ... on ChildBenefits { entitlements(on: $on) { ${ENTITLED} } } } }`;

export const OPEN: AccessGrant = { relation: 'CASEWORKER', classes: ['identity', 'family', 'benefits'], restricted: false };
const caseworker = viewerAs('caseworker');

/** How somebody asks. */
export interface Asking {
  readonly on?: string;
  readonly grant?: AccessGrant;
  readonly viewer?: Viewer;
}

/** The registry and the benefits of some households, and the planner's part between them played by hand. */
export class EntitlementLab {
  private constructor(readonly registry: TestSubgraph, readonly benefits: TestSubgraph) {}

  static async open(people: SomeHouseholds): Promise<EntitlementLab> {
    const [registry, benefits] = await Promise.all([startTestSubgraph('registry', { households: people }), startTestSubgraph('benefits', { households: people })]);
    return new EntitlementLab(registry, benefits);
  }

  /** What registry gives of some children; null for whom it does not know. */
  async facts(iins: readonly string[]): Promise<(object | null)[]> {
    const { data, errors } = await this.registry.call({ query: FACTS, variables: { r: iins.map((iin) => ({ __typename: 'Child', iin })) }, viewer: caseworker, purpose: 'CHILD_PROFILE' });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return (data?.['_entities'] as { facts: object | null }[]).map(({ facts }) => facts);
  }

  /** The rights of some children, in the order of the children. */
  async entitlements(iins: readonly string[], { on, grant = OPEN, viewer = caseworker }: Asking = {}): Promise<Entitled[][]> {
    const facts = await this.facts(iins);
    const r = iins.map((iin, i) => ({ __typename: 'ChildBenefits', iin, child: { iin, grant, facts: facts[i] ?? null } }));
    const { data, errors } = await this.benefits.call({ query: ENTITLEMENTS, variables: { r, on: on ?? null }, viewer, purpose: viewer.role === 'citizen' ? 'OWN_FAMILY' : 'CHILD_PROFILE' });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return (data?.['_entities'] as { entitlements: Entitled[] }[]).map((one) => one.entitlements);
  }

  /** Those of one child by programme; of several rights to one programme the first. */
  async of(iin: string, asking: Asking = {}): Promise<Readonly<Record<string, Entitled>>> {
    const [own = []] = await this.entitlements([iin], asking);
    return Object.fromEntries(own.toReversed().map((one) => [one.programme.code, one]));
  }

  async close(): Promise<void> {
    await Promise.all([this.registry.close(), this.benefits.close()]);
  }
}
