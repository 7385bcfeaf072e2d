import type { Contender } from './contender.js';
import { built } from './places.js';

/** No gateway at all: a program that knows the queries and what to ask for each of them. What is left is HTTP and JSON. */
export const LIMIT: Contender = {
  name: 'limit',
  title: 'glued by hand, no GraphQL',
  queries: ['heavy', 'list', 'child'],
  missing: () => null,
  command: ({ origin, port }) => ({ program: process.execPath, args: [built('bench/gateways/limit/main.js'), origin, String(port)], environment: { NODE_ENV: 'production' } }),
};
