import { randomUUID } from 'node:crypto';
import { getNamedType, isLeafType, isNonNullType, isObjectType, isRequiredArgument, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { expect, it } from 'vitest';
import { loadModule } from '../../local/bootstrap/subgraph-modules.js';
import type { Purpose } from '../../subgraphs/shared/access/purposes.js';
import { SCOPES } from '../../subgraphs/shared/access/scopes.js';
import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { REFUSAL_CODES } from '../../subgraphs/shared/errors.js';
import type { FederatedSchema } from '../../subgraphs/shared/federation.js';
import { isAboutNobody, type Subjects } from '../../subgraphs/shared/ledger/subject-rules.js';
import { viewerAs, type GraphQLAnswer } from '../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';
import { readLedger, type ReadRecord } from './read-ledger.js';

/*
 * What an answer holds, found out from the answer alone: each response key says which field it is (`Child__name`), and the
 * innermost object above it with a person's key says whom it is about. All of that must be in the ledger.
 */

const QUERIES = 30;
const DEEPEST = 6;

/** Register lists, and the purpose of the ministry that may ask them. */
const LISTS: Readonly<Record<SubgraphName, { readonly list: string; readonly purpose: Purpose }>> = {
  registry: { list: 'children', purpose: 'CIVIL_REGISTRATION' },
  benefits: { list: 'benefitAwards', purpose: 'BENEFIT_ASSESSMENT' },
  savings: { list: 'savingsClaims', purpose: 'SAVINGS_ADMINISTRATION' },
  'foster-families': { list: 'placements', purpose: 'CARE_SUPERVISION' },
  schools: { list: 'enrolments', purpose: 'EDUCATION_PLANNING' },
};

/** A repeatable source of numbers from 0 to 1. */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** Some fields of a type, each under a key that says what it is, and the key of whoever it is about. */
function selection(type: GraphQLObjectType, chance: () => number, depth: number): string {
  const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
  const chosen = fields.flatMap((field) => {
    const returned = getNamedType(field.type);
    if (isLeafType(returned)) return chance() < 0.6 ? [`${type.name}__${field.name}: ${field.name}`] : [];
    if (!isObjectType(returned) || depth >= DEEPEST || chance() > 0.55) return [];
    return [`${type.name}__${field.name}: ${field.name} { ${selection(returned, chance, depth + 1)} }`];
  });
  return ['__typename', ...('iin' in type.getFields() ? ['iin'] : []), ...chosen].join(' ');
}

/** As many selections as a document may have, with some to spare for what stands around them. */
const MOST = 280;

/** A selection that a subgraph takes. */
function someOf(type: GraphQLObjectType, chance: () => number): string {
  for (;;) {
    const drawn = selection(type, chance, 0);
    if ((drawn.match(/\w+(?![\w:])/g)?.length ?? 0) <= MOST) return drawn;
  }
}

/** Goes through nested lists and calls back for every object. */
interface Told {
  readonly iin: string | null;
  readonly field: string;
  readonly refused: boolean;
}

class Answer {
  readonly told: Told[] = [];

  constructor(
    private readonly answer: GraphQLAnswer,
    private readonly subjects: Subjects,
  ) {}

  read(): Told[] {
    this.#object(this.answer.data ?? {}, [], null);
    return this.told;
  }

  #value(value: unknown, path: (string | number)[], iin: string | null): void {
    if (Array.isArray(value)) value.forEach((item, i) => this.#value(item, [...path, i], iin));
    else if (typeof value === 'object' && value !== null) this.#object(value as Record<string, unknown>, path, iin);
  }

  #object(object: Readonly<Record<string, unknown>>, path: (string | number)[], above: string | null): void {
    const type = object['__typename'] as string | undefined;
    const iin = type !== undefined && isAboutNobody(this.subjects, type) ? null : ((object['iin'] as string | undefined) ?? above);
    for (const [key, value] of Object.entries(object)) {
      const at = [...path, key];
      const [owner, field] = key.split('__');
      if (owner !== '' && field !== undefined && iin !== null) this.#tell(iin, `${owner}.${field}`, value, at);
      this.#value(value, at, iin);
    }
  }

  #tell(iin: string, field: string, value: unknown, at: readonly (string | number)[]): void {
    const error = this.answer.errors.find(({ path = [] }) => at.every((key, i) => path[i] === key));
    if (value !== null || error === undefined) return void this.told.push({ iin, field, refused: false });
    const refused = error.path?.length === at.length && REFUSAL_CODES.includes(error.extensions['code'] as never);
    if (refused) this.told.push({ iin, field, refused });
  }
}

const missing = (told: readonly Told[], records: readonly ReadRecord[]): string[] => {
  const kept = new Set(records.flatMap(({ iin, outcome, fields }) => fields.map((field) => `${iin} ${field} ${outcome === 'REFUSED'}`)));
  return [...new Set(told.map(({ iin, field, refused }) => `${iin} ${field} ${refused}`))].filter((one) => !kept.has(one));
};

/** Asks once, and compares. */
async function check(subgraph: TestSubgraph, subjects: Subjects, request: Pick<Parameters<TestSubgraph['call']>[0], 'query' | 'variables' | 'viewer' | 'purpose'>): Promise<number> {
  const correlationId = randomUUID();
  const answer = await subgraph.call({ ...request, envelope: { correlationId } });
  expect(answer.errors.filter(({ extensions }) => !REFUSAL_CODES.includes(extensions['code'] as never) && extensions['code'] !== 'UNAVAILABLE')).toEqual([]);
  const told = new Answer(answer, subjects).read();
  const records = (await readLedger(subgraph.database.adminUrl)).filter(({ correlation }) => correlation === correlationId);
  expect({ query: request.query, missing: missing(told, records) }).toEqual({ query: request.query, missing: [] });
  return told.length;
}

const typeOf = (schema: GraphQLSchema, name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`no type ${name}`);
  return type;
};

it.each(SUBGRAPHS)('whatever %s answers is in its ledger', { timeout: 120_000 }, async (name) => {
  const { schema: { gateway } } = (await loadModule(`subgraphs/${name}/schema`)) as { schema: FederatedSchema };
  const { subjects } = (await loadModule(`subgraphs/${name}/subjects`)) as { subjects: Subjects };
  const subgraph = await startTestSubgraph(name, { households: 60 });
  const children = subgraph.households.flatMap(({ persons }) => persons).filter(({ isChild }) => isChild);
  const list = gateway.getQueryType()?.getFields()[LISTS[name].list];
  if (list === undefined) throw new Error('no list');
  expect(isNonNullType(list.type)).toBe(false);
  let told = 0;
  for (let seed = 1; seed <= QUERIES; seed += 1) {
    const chance = random(seed);
    const some = Array.from({ length: 3 }, () => children[Math.floor(chance() * children.length)]?.iin ?? '');
    const grant = { relation: 'CASEWORKER', classes: SCOPES.filter(() => chance() < 0.9), restricted: chance() < 0.5 };
    told += await check(subgraph, subjects, {
      query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { ${someOf(typeOf(gateway, 'Child'), chance)} } } }`,
      variables: { r: some.map((iin) => ({ __typename: 'Child', iin, grant, facts: { birthDate: '2015-01-01' } })) },
      viewer: viewerAs('caseworker'),
      purpose: 'CHILD_PROFILE',
    });
    told += await check(subgraph, subjects, {
      query: `{ ${list.name}(first: 5) { ${selection(typeOf(gateway, getNamedType(list.type).name), chance, 1)} } }`,
      viewer: viewerAs(`ministry:${name}`),
      purpose: LISTS[name].purpose,
    });
  }
  await subgraph.close();
  expect(told).toBeGreaterThan(QUERIES * 20);
});
