import { composeServices } from '@apollo/composition';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { parse, type GraphQLSchema } from 'graphql';
import type { StaticGraph } from './graphs/graph.js';

export const subgraphUrl = (origin: string, name: string): string => `${origin}/${name}/graphql`;

/** The supergraph of a graph whose subgraphs are served at `origin`. */
export function composeGraph({ subgraphs }: StaticGraph, origin: string): string {
  const { supergraphSdl, errors } = composeServices(subgraphs.map(({ name, typeDefs }) => ({ name, typeDefs: parse(typeDefs), url: subgraphUrl(origin, name) })));
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** What clients of a supergraph see. */
export const apiSchemaOf = (supergraph: string): GraphQLSchema =>
  Supergraph.build(supergraph, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES }).apiSchema().toGraphQLJSSchema();
