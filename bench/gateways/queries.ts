import { executeSync, parse, type GraphQLSchema } from 'graphql';
import { CHILDREN, FAMILY } from './graphs/family.js';
import type { StaticGraph } from './graphs/graph.js';
import { SHOP } from './graphs/shop.js';

/** What contenders are asked. */
export interface BenchmarkQuery {
  readonly name: 'heavy' | 'list' | 'child' | 'new';
  /** For people. */
  readonly title: string;
  readonly graph: StaticGraph;
  readonly document: string;
  /** Those of the requests, which take their turns; none is a query without any. */
  readonly variables: readonly Readonly<Record<string, unknown>>[];
  /** Whether every request has a document of its own. */
  readonly alwaysNew: boolean;
}

const HEAVY = `
  query Heavy {
    users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
    topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
  }
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }`;

const LIST = 'query List { topProducts(first: 100) { upc name price inStock shippingEstimate } }';

const profile = (name: string, first: string): string => `
  query ${name}($iin: String!) {
    ${first}
    child(iin: $iin) {
      iin
      name { kk ru latin }
      birthDate
      sex
      citizenships { country validFrom validTo }
      residence { region district address }
      parents { role basis rights name iin }
      benefits { monthlyTotal careBenefitUntil awards { id programme status since until amount } payments { month amount paidOn } }
      savings { phase balance payableFrom accruals { reportingYear kind creditedOn amount } }
      care { inCare nextReportDue current { form validFrom body } history { form reason validFrom validTo endReason } }
      schooling { ofSchoolAge enrolment { school { name shifts designCapacity pupils } classNumber letter language shift } }
    }
  }`;

/** Stands for the number of a request, in its document and in what is answered; always as long. */
const NUMBER = 'n0000000';
const numbered = (text: string, i: number): string => text.replace(NUMBER, `n${String(i).padStart(NUMBER.length - 1, '0')}`);

const variables = CHILDREN.map((iin) => ({ iin }));

export const QUERIES: readonly BenchmarkQuery[] = [
  { name: 'heavy', title: 'deep lists from four subgraphs', graph: SHOP, document: HEAVY, variables: [], alwaysNew: false },
  { name: 'list', title: '100 products, one batch of entities', graph: SHOP, document: LIST, variables: [], alwaysNew: false },
  { name: 'child', title: 'one child, four sections', graph: FAMILY, document: profile('Profile', ''), variables, alwaysNew: false },
  // The difference is a root `__typename` under another name, which no subgraph is asked for: it is the gateway's work alone that is new.
  { name: 'new', title: 'the same, every document a new one', graph: FAMILY, document: profile('New', `${NUMBER}: __typename`), variables, alwaysNew: true },
];

const variablesOf = ({ variables: all }: BenchmarkQuery, i: number) => all[i % all.length];

/** The body of a query's request of that number. */
export function bodyOf(query: BenchmarkQuery, i: number): string {
  const [operationName] = /(?<=query )\w+/.exec(query.document) ?? [];
  return JSON.stringify({ operationName, query: query.alwaysNew ? numbered(query.document, i) : query.document, variables: variablesOf(query, i) });
}

/** What is right as `data` of the answer to a request: as one process that has the whole graph answers. */
export function rightAnswer(query: BenchmarkQuery, schema: GraphQLSchema, i: number): unknown {
  const { document, graph } = query;
  const source = query.alwaysNew ? numbered(document, i) : document;
  const { data, errors } = executeSync({ schema, document: parse(source), rootValue: graph.whole, variableValues: variablesOf(query, i) ?? {} });
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return JSON.parse(JSON.stringify(data)) as unknown;
}
