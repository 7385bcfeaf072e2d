import { readFileSync } from 'node:fs';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { Kind, parse, visit, type ConstDirectiveNode, type DocumentNode, type GraphQLSchema, type SchemaDefinitionNode } from 'graphql';
import { EnvironmentError } from '../../subgraphs/shared/environment.js';
import { AccessRules } from '../access/rules.js';
import { CostModel } from '../bounds/cost/cost-model.js';
import { CLIENT_KEY_PREFIX } from '../plan/planned-key.js';
import { Planner } from '../plan/planner.js';
import { completePlan } from '../plan/partial-members.js';
import { restorePlan } from '../plan/required-arguments.js';
import { directivesNamed, textArgument } from './directives.js';
import { HiddenNames } from './hidden-names.js';
import { Membership } from './membership.js';
import { Ownership } from './ownership.js';
import { PossibleTypes } from './possible-types.js';
import { requiredArguments, type Needs, type RequiredArguments } from './required-arguments.js';
import { installScalars } from './scalars.js';

/** Everything that is derived from one supergraph, once: nothing of it is rebuilt for a request. */
export interface Graph {
  readonly sdl: string;
  /** What clients see and validate against. */
  readonly apiSchema: GraphQLSchema;
  /** Made when it is first asked for: where threads plan, never. */
  readonly planner: Planner;
  readonly rules: AccessRules;
  readonly ownership: Ownership;
  readonly possibleTypes: PossibleTypes;
  readonly costs: CostModel;
  /** Whether an answer that lacks something it was asked for is none at all; else that is null. */
  readonly strict: boolean;
  /**
   * Which fields require what: where something required could not be had, only those lack it. Null where a programme is not
   * to be asked at all then, since it may look at what was required for its other fields, too.
   */
  readonly needs: Needs | null;
  /** What is null without an error because clients may not see it; null where that is as much a fault as anything else that does not fit. */
  readonly hidden: HiddenNames | null;
}

/** Reads the supergraph file; the gateway never introspects a subgraph. Throws `EnvironmentError` with one clear line. */
export function readSupergraph(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new EnvironmentError(`SUPERGRAPH: ${file} cannot be read.`);
  }
}

/**
 * Builds the graph of a supergraph SDL. `ROUTER_SUPPORTED_SUPERGRAPH_FEATURES` lets it carry access directives, which
 * the stock gateway refuses; therefore everything in it that restricts access must be enforced here, or not load.
 */
export function loadGraph(sdl: string): Graph {
  const document = parse(sdl, { noLocation: true });
  refuseUnenforced(document);
  refuseAmbiguous(document);
  const graph = buildGraph(sdl, document);
  installScalars(graph.apiSchema);
  return Object.assign(graph, { rules: new AccessRules(document, graph.possibleTypes), ownership: new Ownership(document), strict: true, needs: null, hidden: null });
}

/** The graph of any supergraph of Federation 2, with nothing guarded and nothing owned. */
export function loadOpenGraph(sdl: string): Graph {
  const nothing: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
  const document = parse(sdl, { noLocation: true });
  const required = requiredArguments(document);
  const graph = buildGraph(sdl, document, mendingOf(document, required));
  return Object.assign(graph, { rules: new AccessRules(nothing, graph.possibleTypes), ownership: new Ownership(nothing), strict: false, needs: required.needs, hidden: new HiddenNames(document, graph.apiSchema) });
}

/** What plans are made of in place of the supergraph, null where it is that, and what is done to them then. */
interface Mending {
  readonly sdl: string | null;
  readonly restore: (plan: QueryPlan, planned: DocumentNode) => QueryPlan;
}

function mendingOf(document: DocumentNode, required: RequiredArguments): Mending {
  const membership = new Membership(document);
  const complete = membership.isPartial ? (plan: QueryPlan, planned: DocumentNode) => completePlan(plan, planned, membership) : (plan: QueryPlan) => plan;
  return required.standIns.size === 0 ? { sdl: null, restore: complete } : { sdl: required.sdl, restore: (plan, planned) => complete(restorePlan(plan, required), planned) };
}

function buildGraph(sdl: string, document: DocumentNode, mending: Mending | null = null) {
  const supergraph = buildSupergraph(sdl);
  const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
  const possibleTypes = new PossibleTypes(document);
  let planner: Planner | null = null;
  return {
    sdl,
    apiSchema,
    possibleTypes,
    costs: new CostModel(document, possibleTypes),
    get planner() {
      return (planner ??= mending === null ? new Planner(supergraph) : new Planner(mending.sdl === null ? supergraph : buildSupergraph(mending.sdl, false), mending.restore));
    },
  };
}

const buildSupergraph = (sdl: string, validateSupergraph = true): Supergraph => Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, validateSupergraph });

/**
 * The planner tells fields apart by their key alone. What a client names is kept out of its way (planned-key.ts); a field
 * of the graph that begins like such a key, or a `@requires` with arguments beside the same field without, is not.
 */
function refuseAmbiguous(document: DocumentNode): void {
  visit(document, {
    FieldDefinition: (field) => {
      if (field.name.value.startsWith(CLIENT_KEY_PREFIX)) throw new EnvironmentError(`The supergraph has a field ${field.name.value}: the prefix ${CLIENT_KEY_PREFIX} is reserved.`);
      const required = directivesNamed(field, 'join__field').map((join) => textArgument(join, 'requires'));
      if (required.some((fields) => fields?.includes('('))) throw new EnvironmentError(`The supergraph has a @requires with arguments, at ${field.name.value}.`);
    },
  });
}

const ENFORCED = /^https:\/\/specs\.apollo\.dev\/(link|join|inaccessible|tag|authenticated|requiresScopes|cost)\/v\d+\.\d+$/;

/** `@policy` or a renamed `@authenticated` would load, look like a guard and guard nothing. */
function refuseUnenforced(document: DocumentNode): void {
  const schemas = document.definitions.filter(({ kind }) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION);
  const links = schemas.flatMap((schema) => directivesNamed(schema as SchemaDefinitionNode, 'link'));
  for (const link of links) {
    const url = textArgument(link, 'url') ?? '';
    if (!ENFORCED.test(url)) throw new EnvironmentError(`The supergraph uses ${url}, which this gateway does not enforce.`);
    if (textArgument(link, 'as') !== null || renames(link)) throw new EnvironmentError(`The supergraph renames ${url}; this gateway knows it by its own name only.`);
  }
}

/** Whether a link gives an element that it imports another name. */
function renames(link: ConstDirectiveNode): boolean {
  const imported = link.arguments?.find(({ name }) => name.value === 'import')?.value;
  return imported?.kind === Kind.LIST && imported.values.some(({ kind }) => kind === Kind.OBJECT);
}
