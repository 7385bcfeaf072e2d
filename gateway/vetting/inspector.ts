import { GraphQLError, Kind, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import { maskError } from '../../subgraphs/shared/errors.js';
import type { Audience } from '../audience.js';
import { isOpen, worthOf } from '../bounds/cost/cost.js';
import { CostOfOperation } from '../bounds/cost/cost-of-operation.js';
import { sizeOf } from '../bounds/document.js';
import { exceeded, limitsOf, pastBounds, type Limits } from '../bounds/table.js';
import { clientErrors, oneIfInvalid } from '../response/client-errors.js';
import { DOCUMENT_RULES } from '../schema/document-rules.js';
import type { Graph } from '../schema/graph.js';
import { lengthOf, LONGEST_PLAN } from './plan-length.js';
import type { Accepted, Outcome, Task } from './tasks.js';

/** What a document is refused for. */
class Invalid extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('invalid');
  }
}

/**
 * Checks and plans documents over one supergraph: everything whose time depends on what a client wrote. Each bound is
 * looked at before the work that it bounds.
 */
export class Inspector {
  constructor(private readonly graph: Graph) {}

  perform(task: Task): Outcome {
    if (task.kind === 'check') return this.#check(task.text, task.audience);
    const plan = this.graph.planner.plan(parse(task.text, { noLocation: true }), task.operationName);
    return lengthOf(plan) > LONGEST_PLAN ? { kind: 'costly' } : { kind: 'planned', plan };
  }

  #check(text: string, audience: Audience): Outcome {
    try {
      const limits = limitsOf(audience);
      const document = parsed(text, limits);
      refuse(pastBounds(sizeOf(document), limits));
      this.#validate(document, audience);
      return this.#costs(document, limits);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return { kind: 'refused', errors: told(error.errors, audience) };
    }
  }

  /** Ours come last, as they take for granted that the document fits the schema. */
  #validate(document: DocumentNode, audience: Audience): void {
    const { apiSchema } = this.graph;
    refuse(validate(apiSchema, document, audience === 'open' ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]));
    refuse(validate(apiSchema, document, DOCUMENT_RULES));
  }

  #costs(document: DocumentNode, limits: Limits): Accepted {
    const compiler = new CostOfOperation(this.graph.apiSchema, this.graph.costs, document);
    const costs = document.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [compiler.of(definition)] : []));
    refuse(compiler.problems);
    refuse(costs.flatMap((cost) => (isOpen(cost) ? [] : pastBounds(worthOf(cost, {}), limits))));
    return { kind: 'accepted', costs: costs.map((cost) => (isOpen(cost) ? cost : null)) };
  }
}

function refuse(errors: readonly GraphQLError[]): void {
  if (errors.length > 0) throw new Invalid(errors);
}

function parsed(text: string, limits: Limits): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    // The parser goes into itself at each level: whatever is that deep is past any bound.
    if (error instanceof RangeError) throw new Invalid([exceeded('depth', limits)]);
    if (!(error instanceof GraphQLError)) throw error;
    throw new Invalid([/^Syntax Error: Document contains more tha[nt] /.test(error.message) ? exceeded('tokens', limits) : syntaxError(error)]);
  }
}

const syntaxError = ({ message, source, positions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });

/** As Apollo Server would tell them, were it to validate. */
function told(errors: readonly GraphQLError[], audience: Audience): GraphQLFormattedError[] {
  const format = clientErrors((formatted, original) => maskError(formatted, original, '').formatted, audience === 'open');
  return oneIfInvalid(errors.map((error) => {
    const coded = withCode(error);
    return format(coded.toJSON(), coded);
  }));
}

const OWN_CODES: ReadonlySet<unknown> = new Set(['GRAPHQL_PARSE_FAILED', 'LIMIT_EXCEEDED']);

/** What a rule reports has the code of an invalid document, whatever it says itself. */
function withCode(error: GraphQLError): GraphQLError {
  if (OWN_CODES.has(error.extensions['code'])) return error;
  return new GraphQLError(error.message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    extensions: { ...error.extensions, code: 'GRAPHQL_VALIDATION_FAILED' },
    originalError: error.originalError ?? error,
  });
}
