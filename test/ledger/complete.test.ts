import { getNamedType, isLeafType, isObjectType, isRequiredArgument, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { expect, it } from 'vitest';
import { loadModule } from '../../local/bootstrap/subgraph-modules.js';
import type { Purpose } from '../../subgraphs/shared/access/purposes.js';
import { SCOPES, type Scope } from '../../subgraphs/shared/access/scopes.js';
import { PROGRAMMES, type ProgrammeName, type Role, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { REFUSAL_CODES } from '../../subgraphs/shared/errors.js';
import type { FederatedSchema } from '../../subgraphs/shared/federation.js';
import type { Outcome } from '../../subgraphs/shared/ledger/entry.js';
import { isAboutNobody, type Subjects } from '../../subgraphs/shared/ledger/subject-rules.js';
import { viewerAs, type GatewayRequest, type GraphQLAnswer } from '../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';
import { readLedger, type ReadRecord } from './read-ledger.js';

/*
 * What an answer holds, found out from the answer alone: each response key says which field it is (`Child__name`), and the
 * innermost object above it with a person's key says whom it is about. All of that must be in the ledger: as released, as handed
 * to another programme, or as refused.
 */

const QUERIES = 8;
const OWN_QUERIES = 4;
const DEEPEST = 6;
/** How often one way from the root may go through a type. */
const MOST_OFTEN = 3;

/** Register lists, and the purpose of the ministry that may ask them. */
const LISTS: Readonly<Record<ProgrammeName, { readonly list: string; readonly purpose: Purpose }>> = {
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
function selection(type: GraphQLObjectType, chance: () => number, depth: number, above: readonly string[] = []): string {
  const way = [...above, type.name];
  const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
  const chosen = fields.flatMap((field) => {
    const returned = getNamedType(field.type);
    if (isLeafType(returned)) return chance() < 0.6 ? [`${type.name}__${field.name}: ${field.name}`] : [];
    if (!isObjectType(returned) || depth >= DEEPEST || way.filter((name) => name === returned.name).length >= MOST_OFTEN || chance() > 0.55) return [];
    return [`${type.name}__${field.name}: ${field.name} { ${selection(returned, chance, depth + 1, way)} }`];
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

/** What became of a field of somebody's record, as the answer tells it. */
interface Told {
  readonly iin: string;
  readonly field: string;
  readonly outcome: Outcome;
}

/** What a subgraph's answers may hold, and whom that is about. */
interface Subject {
  readonly name: SubgraphName;
  readonly schema: FederatedSchema;
  readonly subjects: Subjects;
}

const MARKS: readonly (string | undefined)[] = ['inaccessible', 'external'];

/** Whether a field is for other programmes alone. */
function isInternal({ schema }: Subject, owner: string, field: string): boolean {
  const type = typeOf(schema.gateway, owner);
  const directives = [type.astNode, type.getFields()[field]?.astNode].flatMap((node) => node?.directives ?? []);
  return directives.some(({ name }) => MARKS.includes(name.value));
}

class Answer {
  readonly #told: Told[] = [];

  constructor(
    private readonly answer: GraphQLAnswer,
    private readonly subject: Subject,
  ) {}

  read(): Told[] {
    this.#object(this.answer.data ?? {}, [], null);
    return this.#told;
  }

  #value(value: unknown, path: (string | number)[], iin: string | null): void {
    if (Array.isArray(value)) value.forEach((item, i) => this.#value(item, [...path, i], iin));
    else if (typeof value === 'object' && value !== null) this.#object(value as Record<string, unknown>, path, iin);
  }

  #object(object: Readonly<Record<string, unknown>>, path: (string | number)[], above: string | null): void {
    const type = object['__typename'] as string | undefined;
    const iin = type !== undefined && isAboutNobody(this.subject.subjects, type) ? null : ((object['iin'] as string | undefined) ?? above);
    for (const [key, value] of Object.entries(object)) {
      const at = [...path, key];
      const [owner = '', field] = key.split('__');
      if (owner !== '' && field !== undefined && iin !== null) this.#tell(iin, owner, field, value, at);
      this.#value(value, at, iin);
    }
  }

  #tell(iin: string, owner: string, field: string, value: unknown, at: readonly (string | number)[]): void {
    const error = this.answer.errors.find(({ path = [] }) => at.every((key, i) => path[i] === key));
    const told = { iin, field: `${owner}.${field}` };
    if (value !== null || error === undefined) return void this.#told.push({ ...told, outcome: isInternal(this.subject, owner, field) ? 'INTERNAL' : 'RELEASED' });
    const refused = error.path?.length === at.length && REFUSAL_CODES.includes(error.extensions['code'] as never);
    if (refused) this.#told.push({ ...told, outcome: 'REFUSED' });
  }
}

const missing = (told: readonly Told[], records: readonly ReadRecord[]): string[] => {
  const kept = new Set(records.flatMap(({ iin, outcome, fields }) => fields.map((field) => `${iin} ${field} ${outcome}`)));
  return [...new Set(told.map(({ iin, field, outcome }) => `${iin} ${field} ${outcome}`))].filter((one) => !kept.has(one));
};

/** How often each outcome was told. */
type Tally = Map<Outcome, number>;

/** Compares an answer with the records of the account, which has asked nothing else; `also` is told by the question itself. */
async function compare(subgraph: TestSubgraph, subject: Subject, query: string, answer: GraphQLAnswer, account: string, also: readonly Told[] = []): Promise<readonly Told[]> {
  expect(answer.errors.filter(({ extensions }) => !REFUSAL_CODES.includes(extensions['code'] as never) && extensions['code'] !== 'UNAVAILABLE')).toEqual([]);
  const told = [...new Answer(answer, subject).read(), ...also];
  expect({ query, missing: missing(told, await readLedger(subgraph.database.adminUrl, account)) }).toEqual({ query, missing: [] });
  return told;
}

const typeOf = (schema: GraphQLSchema, name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`no type ${name}`);
  return type;
};

async function subjectOf(name: SubgraphName): Promise<Subject> {
  const { schema } = (await loadModule(`subgraphs/${name}/schema`)) as { schema: FederatedSchema };
  const { subjects } = (await loadModule(`subgraphs/${name}/subjects`)) as { subjects: Subjects };
  return { name, schema, subjects };
}

const count = (tally: Tally, told: readonly Told[]): void => {
  for (const { outcome } of told) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
};

let accounts = 0;
/** Of somebody who has asked nothing yet. */
const nextAccount = (): string => `account-${(accounts += 1)}`;

/** Some of something, as chance will have it. */
const some = <T>(all: readonly T[], chance: () => number, share: number): T[] => all.filter(() => chance() < share);

const anyOf = (iins: readonly string[], chance: () => number): string => iins[Math.floor(chance() * iins.length)] ?? '';

/** Fields of the root that a ministry can ask with nothing but an IIN, or with nothing at all. */
const askable = ({ schema }: Subject): GraphQLField<unknown, unknown>[] =>
  Object.values(schema.own.getQueryType()?.getFields() ?? {}).filter(({ type, args }) => isObjectType(getNamedType(type)) && args.filter(isRequiredArgument).every(({ type: of }) => getNamedType(of).name === 'IIN'));

it.each(PROGRAMMES)('whatever %s answers is in its ledger', { timeout: 120_000 }, async (name) => {
  const subject = await subjectOf(name);
  const { gateway, own } = subject.schema;
  const subgraph = await startTestSubgraph(name, { households: 60 });
  const people = subgraph.households.flatMap(({ persons }) => persons);
  const children = people.filter(({ isChild }) => isChild).map(({ iin }) => iin);
  const adults = people.filter(({ isChild }) => !isChild).map(({ iin }) => iin);
  const list = gateway.getQueryType()?.getFields()[LISTS[name].list];
  if (list === undefined) throw new Error('no list');
  const tally: Tally = new Map();

  const throughGateway = async (request: Omit<GatewayRequest, 'viewer'>, role: Role, scopes: readonly Scope[]): Promise<void> => {
    const account = nextAccount();
    const answer = await subgraph.call({ ...request, viewer: viewerAs(role, { subject: account, scopes }) });
    count(tally, await compare(subgraph, subject, request.query, answer, account));
  };
  for (let seed = 1; seed <= QUERIES; seed += 1) {
    const chance = random(seed);
    const grant = { relation: 'CASEWORKER', classes: some(SCOPES, chance, 0.9), restricted: chance() < 0.5 };
    for (const [type, iins] of [['Child', children], ['Person', adults]] as const) {
      if (!isObjectType(gateway.getType(type))) continue;
      const representations = Array.from({ length: 3 }, () => ({ __typename: type, iin: anyOf(iins, chance), grant, facts: { birthDate: '2015-01-01', citizenships: [], guardianships: [], representatives: [], inCountry: [], parents: [], birthOrder: 1 } }));
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ${type} { ${someOf(typeOf(gateway, type), chance)} } } }`;
      await throughGateway({ query, variables: { r: representations }, purpose: 'CHILD_PROFILE' }, 'caseworker', some(SCOPES, chance, 0.9));
    }
    await throughGateway({ query: `{ ${list.name}(first: 5) { ${selection(typeOf(gateway, getNamedType(list.type).name), chance, 1)} } }`, purpose: LISTS[name].purpose }, `ministry:${name}`, SCOPES);
  }

  for (let seed = 1; seed <= OWN_QUERIES; seed += 1) {
    const chance = random(1_000 + seed);
    for (const field of askable(subject)) {
      const iin = field.args.some(({ type }) => getNamedType(type).name === 'IIN') ? anyOf(chance() < 0.7 ? children : adults, chance) : null;
      const given = iin === null ? (field.name === LISTS[name].list ? '(first: 5)' : '') : `(${field.args.find(isRequiredArgument)?.name}: "${iin}")`;
      const query = `{ ${field.name}${given} { ${someOf(typeOf(own, getNamedType(field.type).name), chance)} } }`;
      const account = nextAccount();
      const token = await subgraph.issuer.token(`ministry:${name}`, { claims: { sub: account, scope: some(SCOPES, chance, 0.9).join(' ') } });
      const answer = await subgraph.own(query, token, { 'x-purpose': LISTS[name].purpose });
      const refused = answer.errors.some(({ path }) => path?.length === 1);
      // To hear that there is nothing under a key is an answer, too.
      const asked: Told[] = iin === null ? [] : [{ iin, field: `Query.${field.name}`, outcome: refused ? 'REFUSED' : 'RELEASED' }];
      count(tally, await compare(subgraph, subject, query, answer, account, asked));
    }
  }
  await subgraph.close();
  expect(tally.get('RELEASED')).toBeGreaterThan(QUERIES * 12);
  expect(tally.get('INTERNAL')).toBeGreaterThan(20);
  expect(tally.get('REFUSED')).toBeGreaterThan(10);
});
