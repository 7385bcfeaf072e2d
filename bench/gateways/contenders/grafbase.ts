import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { subgraphUrl } from '../compose.js';
import type { Contender } from './contender.js';
import { installed } from './places.js';

/** The only build of a current version on the registry. */
const PROGRAM = installed('@grafbase/cli-x86_64-unknown-linux-musl/grafbase');

/** By default equal requests that are under way at the same time are sent to a subgraph once; see bench/peers/hive.config.mjs. */
const COMMON = '[traffic_shaping]\ninflight_deduplication = false\n';

const settings = (subgraphs: readonly { readonly name: string; readonly url: string; readonly file: string }[]): string =>
  [COMMON, ...subgraphs.map(({ name, url, file }) => `[subgraphs.${name}]\nurl = "${url}"\nschema_path = "${file}"\n`)].join('\n');

/** Grafbase's gateway, written in Rust. On the registry it exists only inside of its command line: its `dev` serves a graph from files. */
export const GRAFBASE: Contender = {
  name: 'grafbase',
  title: 'Grafbase gateway (Rust), grafbase dev',
  queries: ['heavy', 'list', 'child', 'new'],
  missing: () => (existsSync(PROGRAM) ? null : 'the registry has no current build of it for this system, only one for Linux on x86-64'),
  command: ({ graph, origin, folder, port }) => {
    const file = path.join(folder, 'grafbase.toml');
    writeFileSync(file, settings(graph.subgraphs.map(({ name }) => ({ name, url: subgraphUrl(origin, name), file: path.join(folder, `${name}.graphql`) }))));
    return { program: PROGRAM, args: ['--home', folder, 'dev', '--config', file, '--listen-address', `127.0.0.1:${port}`] };
  },
};
