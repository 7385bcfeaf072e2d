import path from 'node:path';
import { subgraphUrl } from '../compose.js';
import type { Contender } from './contender.js';
import { peer } from './places.js';

/** Takes no supergraph: it merges the subgraphs' own SDL, which it is given here and would else ask them for. */
export const MERCURIUS: Contender = {
  name: 'mercurius',
  title: 'mercurius, @mercuriusjs/gateway',
  queries: ['heavy', 'list', 'child', 'new'],
  missing: () => null,
  command: ({ graph, origin, folder, port }) => ({
    program: process.execPath,
    args: [peer('mercurius.mjs'), String(port), ...graph.subgraphs.flatMap(({ name }) => [name, subgraphUrl(origin, name), path.join(folder, `${name}.graphql`)])],
    environment: { NODE_ENV: 'production' },
  }),
};
