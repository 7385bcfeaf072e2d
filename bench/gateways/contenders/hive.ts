import path from 'node:path';
import type { Contender } from './contender.js';
import { installed, peer } from './places.js';

const hive = (name: string, title: string, flags: readonly string[]): Contender => ({
  name,
  title,
  queries: ['heavy', 'list', 'child', 'new'],
  missing: () => null,
  command: ({ folder, port }) => ({
    program: process.execPath,
    args: [installed('@graphql-hive/gateway/dist/bin.js'), 'supergraph', path.join(folder, 'supergraph.graphql'), '--config-path', peer('hive.config.mjs'), '--host', '127.0.0.1', '--port', String(port), ...flags],
    environment: { NODE_ENV: 'production', LOG_LEVEL: 'warn' },
  }),
});

/** Hive Gateway as its command starts it, but for what `hive.config.mjs` says. */
export const HIVE_JS = hive('hive-js', 'Hive Gateway, JavaScript planner', []);

/** The same with the planner of Hive Router, written in Rust, and the executor made for it. */
export const HIVE_RUST = hive('hive-rust', 'Hive Gateway, Rust planner', ['--hive-router-runtime']);
