import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { apiSchemaOf, composeGraph } from './compose.js';
import type { StaticGraph } from './graphs/graph.js';

/** A graph as contenders find it. */
export interface GraphFiles {
  readonly graph: StaticGraph;
  readonly folder: string;
  /** What clients see. */
  readonly schema: GraphQLSchema;
}

/** Writes what `Place.folder` has. */
export function writeGraph(graph: StaticGraph, guarded: StaticGraph | null, origin: string, parent: string): GraphFiles {
  const folder = path.join(parent, graph.name);
  mkdirSync(folder);
  const write = (name: string, sdl: string): void => writeFileSync(path.join(folder, `${name}.graphql`), sdl);
  const supergraph = composeGraph(graph, origin);
  write('supergraph', supergraph);
  if (guarded !== null) write('guarded', composeGraph(guarded, origin));
  for (const { name, typeDefs } of graph.subgraphs) write(name, typeDefs);
  return { graph, folder, schema: apiSchemaOf(supergraph) };
}
