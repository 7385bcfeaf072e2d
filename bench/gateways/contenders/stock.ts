import path from 'node:path';
import type { Contender } from './contender.js';
import { built } from './places.js';

function isInstalled(name: string): boolean {
  try {
    return import.meta.resolve(name) !== '';
  } catch {
    return false;
  }
}

/** Apollo Server and @apollo/gateway, which the tests have for reference. */
export const STOCK: Contender = {
  name: 'stock',
  title: 'Apollo Server 5, @apollo/gateway',
  queries: ['heavy', 'list', 'child', 'new'],
  missing: () => (isInstalled('@apollo/gateway') ? null : '@apollo/gateway is a development dependency, and those are not installed'),
  command: ({ folder, port }) => ({
    program: process.execPath,
    args: [built('bench/gateways/stock/main.js'), path.join(folder, 'supergraph.graphql'), String(port)],
    environment: { NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' },
  }),
};
