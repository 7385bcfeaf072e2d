import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerAs } from '../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';
import { readLedger, type ReadRecord } from './read-ledger.js';

const GRANT = { relation: 'PARENT', classes: ['benefits'], restricted: false };

let registry: TestSubgraph;
let benefits: TestSubgraph;
beforeAll(async () => {
  [registry, benefits] = await Promise.all([startTestSubgraph('registry', { households: 40 }), startTestSubgraph('benefits', { households: 40 })]);
});
afterAll(() => Promise.all([registry.close(), benefits.close()]));

/** A made-up child with two parents and a brother or sister. */
function someChild(): string {
  for (const { parentages } of registry.households) {
    const byChild = Map.groupBy(parentages.filter(({ to }) => to === null), ({ child }) => child);
    const found = [...byChild].find(([, parents]) => parents.length === 2 && byChild.size > 1);
    if (found !== undefined) return found[0];
  }
  throw new Error('no family');
}

/** The records of one request. */
async function recordsOf(subgraph: TestSubgraph, correlationId: string): Promise<ReadRecord[]> {
  return readLedger(subgraph.database.adminUrl, correlationId);
}

const caseworker = viewerAs('caseworker', { subject: 'account-7', client: 'portal', organisation: '990140000106', iin: '800101900011' });

/** Asks through the gateway door and reads what was recorded of it. */
async function asking(subgraph: TestSubgraph, query: string, variables: Record<string, unknown> = {}, viewer = caseworker) {
  const correlationId = randomUUID();
  const answer = await subgraph.call({ query, variables, viewer, purpose: 'CHILD_PROFILE', envelope: { correlationId } });
  return { answer, records: await recordsOf(subgraph, correlationId) };
}

const about = (records: readonly ReadRecord[], iin: string | null, outcome = 'RELEASED'): readonly string[] =>
  records.filter((record) => record.iin === iin && record.outcome === outcome).flatMap(({ fields }) => fields);

describe('a record', () => {
  it('says who, through which door and for which body, for whom, why, when, by what operation, which fields', async () => {
    const child = someChild();
    const { records } = await asking(registry, 'query Look__registry__0($iin: IIN!) { child(iin: $iin) { iin birthDate } }', { iin: child });
    expect(records).toMatchObject([
      {
        kind: 'READ', at: registry.clock.now(), outcome: 'RELEASED', reason: null, fields: ['Child.birthDate', 'Child.iin', 'Query.child'], iin: child,
        account: 'account-7', client: 'portal', role: 'caseworker', organisation: '990140000106', person: '800101900011',
        door: 'GATEWAY', purpose: 'CHILD_PROFILE', operation: 'query', name: 'Look',
      },
    ]);
  });

  it('is kept for every person whose data was released, with theirs', async () => {
    const child = someChild();
    const { answer, records } = await asking(registry, 'query ($iin: IIN!) { child(iin: $iin) { parents { person { iin } name { ru { full } } role } siblings { child { iin } birthDate } } }', { iin: child });
    const { parents, siblings } = answer.data?.['child'] as { parents: { person: { iin: string } }[]; siblings: { child: { iin: string } }[] };
    expect(about(records, child)).toEqual(expect.arrayContaining(['Child.parents', 'Parentage.name', 'PersonName.ru', 'NameParts.full', 'Parentage.role']));
    for (const { person } of parents) expect(about(records, person.iin)).toEqual(expect.arrayContaining(['Child.parents', 'NameParts.full', 'Parentage.person', 'Parentage.role', 'Person.iin']));
    for (const one of siblings) expect(about(records, one.child.iin)).toEqual(expect.arrayContaining(['Child.siblings', 'Sibling.birthDate', 'Sibling.child']));
    expect(about(records, child)).not.toContain('Person.iin');
  });

  it('names whoever a list names, though nothing else of them was asked', async () => {
    const correlationId = randomUUID();
    const viewer = viewerAs('ministry:registry');
    const { data } = await registry.call({ query: '{ children(first: 7) { edges { node { __typename } } } }', viewer, purpose: 'CIVIL_REGISTRATION', envelope: { correlationId } });
    const records = await recordsOf(registry, correlationId);
    expect((data?.['children'] as { edges: unknown[] }).edges).toHaveLength(7);
    expect(new Set(records.map(({ iin }) => iin)).size).toBe(7);
    expect(records.every(({ fields }) => fields.join() === 'ChildEdge.node')).toBe(true);
  });

  it('tells facts and grants, which only programmes get, from what the viewer got', async () => {
    const child = someChild();
    const { records } = await asking(registry, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin grant { relation } facts { birthDate } } } }', { r: [{ __typename: 'Child', iin: child }] });
    expect(about(records, child)).toEqual(['Child.iin']);
    expect(about(records, child, 'INTERNAL')).toEqual(['AccessGrant.relation', 'Child.facts', 'Child.grant', 'ChildFacts.birthDate']);
  });

  it('names an IIN that was asked about though nobody has it, and says why in truth', async () => {
    const unknown = '150101900017';
    const { answer, records } = await asking(registry, 'query ($iin: IIN!) { child(iin: $iin) { iin } }', { iin: unknown });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }]);
    expect(JSON.stringify(answer)).not.toContain('UNKNOWN');
    expect(records).toMatchObject([{ outcome: 'REFUSED', reason: 'UNKNOWN_PERSON', fields: ['Query.child'], iin: unknown }]);
  });

  it('names a child that was refused to a stranger', async () => {
    const child = someChild();
    const { answer, records } = await asking(registry, 'query ($iin: IIN!) { child(iin: $iin) { iin } }', { iin: child }, viewerAs('caseworker', { regions: [] }));
    expect(answer.errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }]);
    expect(records).toMatchObject([{ outcome: 'REFUSED', reason: 'NO_RELATION', fields: ['Query.child'], iin: child }]);
  });

  it('says which field class was missing, of whom', async () => {
    const child = someChild();
    const { records } = await asking(benefits, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { benefits { iin } } } }', { r: [{ __typename: 'Child', iin: child, grant: { ...GRANT, classes: [] } }] });
    expect(records).toMatchObject([{ outcome: 'REFUSED', reason: 'CLASS_NOT_OPEN', fields: ['Child.benefits'], iin: child }]);
  });

  it('is left by a refusal that depends on nobody, too', async () => {
    const { records } = await asking(registry, '{ children { edges { node { iin } } } }', {}, viewerAs('ombudsman'));
    expect(records).toMatchObject([{ outcome: 'REFUSED', reason: 'ROLE_NOT_ALLOWED', fields: ['Query.children'], iin: null }]);
  });

  it('is not left by what is public', async () => {
    const { answer, records } = await asking(registry, '{ regions { kato name districts { name } } }');
    expect(answer.errors).toEqual([]);
    expect(records).toEqual([]);
  });

  it('of an award names its recipient and its children', async () => {
    const correlationId = randomUUID();
    const viewer = viewerAs('ministry:benefits');
    const { data } = await benefits.call({
      query: '{ benefitAwards(first: 40) { edges { node { decidedOn recipient { iin } children { iin } } } } }', viewer, purpose: 'BENEFIT_ASSESSMENT', envelope: { correlationId },
    });
    const awards = (data?.['benefitAwards'] as { edges: { node: { recipient: { iin: string } | null; children: { iin: string }[] } }[] }).edges;
    const records = await recordsOf(benefits, correlationId);
    expect(awards).toHaveLength(40);
    for (const { node } of awards) {
      for (const { iin } of [...node.children, ...(node.recipient === null ? [] : [node.recipient])]) expect(about(records, iin)).toContain('BenefitAward.decidedOn');
    }
  });

  it('names the child that a list was searched for, also when there is nothing', async () => {
    const correlationId = randomUUID();
    const childIin = '150101900017';
    await benefits.call({
      query: 'query ($f: BenefitAwardFilter) { benefitAwards(filter: $f) { edges { cursor } } }', variables: { f: { childIin } }, viewer: viewerAs('ministry:benefits'), purpose: 'BENEFIT_ASSESSMENT', envelope: { correlationId },
    });
    expect(await recordsOf(benefits, correlationId)).toMatchObject([{ outcome: 'RELEASED', fields: ['Query.benefitAwards'], iin: childIin }]);
  });

  it('has no number of the client\'s own in the operation\'s name', async () => {
    const child = someChild();
    const { records } = await asking(registry, `query Child_${child} { child(iin: "${child}") { iin } }`);
    expect(records).toMatchObject([{ name: 'Child__' }]);
  });
});

describe('at the ministry\'s own door', () => {
  const QUERY = '{ children(first: 1) { edges { node { iin } } } }';
  const last = async (): Promise<ReadRecord | undefined> => (await readLedger(registry.database.adminUrl)).at(-1);

  it('what is released is recorded with the account', async () => {
    const token = await registry.issuer.token('ministry:registry', { claims: { sub: 'clerk-3' } });
    await registry.own(QUERY, token, { 'x-purpose': 'CIVIL_REGISTRATION' });
    expect(await last()).toMatchObject({ door: 'OWN', account: 'clerk-3', role: 'ministry:registry', purpose: 'CIVIL_REGISTRATION', outcome: 'RELEASED' });
  });

  it('the case that the ministry names is kept, and what is none refused', async () => {
    const token = await registry.issuer.token('ministry:registry', { claims: { sub: 'clerk-3' } });
    await registry.own(QUERY, token, { 'x-purpose': 'CIVIL_REGISTRATION', 'x-case-number': 'K-7/2026' });
    expect(await last()).toMatchObject({ door: 'OWN', caseNumber: 'K-7/2026', outcome: 'RELEASED' });
    expect(await registry.own(QUERY, token, { 'x-purpose': 'CIVIL_REGISTRATION', 'x-case-number': '7 8' })).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('a bad token leaves a record without a name', async () => {
    await registry.own(QUERY, 'not.a.token', { 'x-purpose': 'CIVIL_REGISTRATION' });
    expect(await last()).toMatchObject({ door: 'OWN', account: null, outcome: 'REFUSED', reason: 'UNAUTHENTICATED', fields: [], iin: null });
  });

  it('a wrong role and a missing purpose leave one with the name', async () => {
    await registry.own(QUERY, await registry.issuer.token('auditor', { claims: { sub: 'auditor-1' } }), { 'x-purpose': 'AUDIT_ANALYSIS' });
    expect(await last()).toMatchObject({ account: 'auditor-1', reason: 'ROLE_NOT_ALLOWED' });
    await registry.own(QUERY, await registry.issuer.token('ministry:registry', { claims: { sub: 'clerk-4' } }));
    expect(await last()).toMatchObject({ account: 'clerk-4', reason: 'PURPOSE_MISSING' });
  });
});
