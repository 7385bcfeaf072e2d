import type { GraphQLSchema } from 'graphql';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import type { TestIssuer } from '../../support/issuer.js';
import { startRealFederation, type RealFederation } from '../../support/real-federation.js';
import { REGION, tellCast, type Cast, type Name } from './cast.js';
import { Examination, type Answer, type Door, type Evidence } from './examination.js';
import { actorOf, Policy, type Asker } from './policy-reader.js';
import type { Inputs } from './inputs.js';
import { boundsOf, Questions, type Question } from './questions.js';
import { tellAudit } from './staging/audit.js';
import { tellEngagements } from './staging/engagements.js';
import { tellFindings } from './staging/findings.js';
import { tellCohorts } from './staging/cohorts.js';
import { tellMoney, tellBenefits } from './staging/benefits.js';
import { tellRegistry } from './staging/registry.js';
import { tellSavings } from './staging/savings.js';
import { tellNeeds } from './staging/foster-families.js';
import { tellSchools, tellProjects, leaveSchool, rollsOf } from './staging/schools.js';
import { grow, pack, print, split } from './tree.js';
import { MUTATIONS } from '../mutation-policy.js';
import type { Letter } from '../policy.js';

/** A door, and whoever gives the tokens that are believed there. */
export interface At {
  readonly door: Door;
  readonly url: string;
  readonly issuer: TestIssuer;
  readonly schema: GraphQLSchema;
}

/** The published graph with the cast on its registers, and the policy about them. */
export class Lab {
  readonly evidence: Evidence = { shown: new Set(), refused: new Set() };
  readonly #questions = new Map<GraphQLSchema, Questions>();

  private constructor(
    readonly federation: RealFederation,
    readonly cast: Cast,
    readonly policy: Policy,
    private readonly school: string,
  ) {}

  static async open(): Promise<Lab> {
    const cast = tellCast();
    const federation = await startRealFederation(cast.people);
    await leaveSchool(federation, cast);
    const rolls = await rollsOf(federation);
    await tellAudit(federation);
    await tellFindings(federation);
    await tellEngagements(federation, cast);
    await tellCohorts(federation);
    await tellMoney(federation, cast.iin.child);
    await tellRegistry(federation);
    await tellBenefits(federation, cast);
    await tellSavings(federation, cast);
    await tellNeeds(federation, cast);
    await tellProjects(federation, rolls[0]?.school ?? '');
    await tellSchools(federation, cast);
    const onRoll = (region: string, today: boolean): Name[] =>
      rolls.filter((row) => row.region === region && (row.today || !today)).map(({ iin }) => cast.nameOf.get(iin)).filter((name) => name !== undefined && name !== 'shielded');
    const groups = ([['here', REGION.HERE], ['there', REGION.THERE]] as const).flatMap(([word, region]) => [[`pupils-${word}`, onRoll(region, true)], [`rolls-${word}`, onRoll(region, false)]] as const);
    return new Lab(federation, cast, new Policy(Object.fromEntries(groups)), rolls[0]?.school ?? '');
  }

  close(): Promise<void> {
    return this.federation.close();
  }

  /** What differs from the policy for somebody, under one purpose or each that it has rows for. */
  async examine(who: string, at: At, purpose?: string): Promise<string[]> {
    const questions = this.#questionsOf(at.schema);
    const faults: string[] = [];
    // At a ministry's own door nothing is answered without a purpose.
    for (const asker of this.policy.askers.filter((one) => one.who === who && (purpose === undefined || one.purpose === purpose) && (one.purpose !== null || at.door === 'gateway'))) {
      const token = await this.#token(who, at.issuer);
      for (const question of questions.of(asker)) faults.push(...(await this.#ask(asker, question, at, token)));
    }
    return faults;
  }

  #questionsOf(schema: GraphQLSchema): Questions {
    const questions = this.#questions.get(schema) ?? new Questions(schema, this.policy, this.cast.iin);
    this.#questions.set(schema, questions);
    return questions;
  }

  /** What differs from the policy where somebody asks for every mutation, under each purpose; only those who may get an outcome. */
  async mutate(who: string, at: At, inputs: Inputs): Promise<string[]> {
    const root = at.schema.getMutationType();
    if (root == null) return [];
    const trees = Object.keys(root.getFields()).map((name) => {
      const tree = grow({ schema: at.schema, isPublic: () => true, whole: false, within: () => true }, root, name, `input: ${inputs(name)}`);
      return { ...tree, below: tree.below.filter(({ gives }) => gives === null) };
    });
    const faults: string[] = [];
    for (const asker of this.policy.askers.filter((one) => one.who === who && (one.purpose !== null || at.door === 'gateway'))) {
      const letter = (field: string): Letter => mutationLetter(asker, field);
      for (const operation of pack(trees, boundsOf(asker))) {
        const answer = await post(at.url, asker, await this.#token(who, at.issuer), { query: print('mutation', operation) });
        faults.push(...new Examination(this.policy, this.cast, asker, at.door, this.evidence, () => null, letter).of(operation, answer));
      }
    }
    return faults;
  }

  /** One change that is made, and of what hangs on what it gives as much as one operation may have. */
  async change(who: string, mutation: string, at: At, inputs: Inputs): Promise<string[]> {
    const asker = this.policy.askers.find((one) => one.who === who && mutationLetter(one, mutation) === '+');
    const root = at.schema.getMutationType();
    if (asker === undefined || root == null) throw new Error(`${who} changes nothing`);
    const whole = grow({ schema: at.schema, isPublic: () => true, whole: false, within: () => true }, root, mutation, `input: ${inputs(mutation)}`);
    const [tree = whole] = split(whole, boundsOf(asker).selections);
    const answer = await post(at.url, asker, await this.#token(who, at.issuer), { query: print('mutation', [tree]) });
    if ((answer.data?.[mutation] as { __typename?: string } | null | undefined)?.__typename === 'Refusal') return [JSON.stringify(answer.data)];
    return new Examination(this.policy, this.cast, asker, at.door, this.evidence, () => null, () => '+').of([tree], answer);
  }

  /** The status and codes with which a whole request is refused. */
  async knock(who: string, purpose: string, at: At): Promise<string> {
    const { data, errors } = await post(at.url, { who, purpose }, await this.#token(who, at.issuer), { query: '{ __typename }' });
    return data == null ? errors.map(({ extensions }) => extensions['code']).join() : 'let in';
  }

  async #ask(asker: Asker, { trees, aboutOf }: Question, at: At, token: string | null): Promise<string[]> {
    const about = trees.map(aboutOf).find((name) => name !== null) ?? null;
    const query = print('query', trees);
    const variables = { ...(query.includes('$iin') && about !== null ? { iin: this.cast.iin[about] } : {}), ...(query.includes('$school') ? { school: this.school } : {}), ...(query.includes('$sought') ? { sought: this.cast.iin.hosted } : {}) };
    const answer = await post(at.url, asker, token, { query, variables });
    const faults = new Examination(this.policy, this.cast, asker, at.door, this.evidence, aboutOf).of(trees, answer);
    return faults.map((fault) => `${String(asker.purpose)}, of ${String(about)}: ${fault}`);
  }

  async #token(who: string, issuer: TestIssuer): Promise<string | null> {
    const actor = actorOf(who);
    if (actor === null) return null;
    const { role, person, regions = [] } = actor;
    const claims = { sub: who, regions: regions.map((region) => REGION[region]), ...(person === undefined ? {} : { iin: this.cast.iin[person as Name] }) };
    return issuer.token(role as Role, { claims });
  }
}

/** A tree without some fields, wherever they are. */

function mutationLetter({ who, purpose }: Asker, field: string): Letter {
  const rule = MUTATIONS.find(({ fields }) => fields.split(' ').includes(field));
  const actor = actorOf(who);
  if (rule?.roles.split(' ').includes(actor?.role ?? '') !== true || (rule.person === true && actor?.person === undefined)) return 'R';
  return rule.purpose === purpose ? '+' : 'N';
}

async function post(url: string, { purpose }: Asker, token: string | null, body: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(purpose === null ? {} : { 'x-purpose': purpose }), 'x-case-number': 'K-7/2026' },
    body: JSON.stringify(body),
  });
  const { data, errors = [] } = (await response.json()) as { data?: Answer['data']; errors?: Answer['errors'] };
  return { data, errors };
}
