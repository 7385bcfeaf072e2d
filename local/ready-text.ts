import { staffRole, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { stripIgnoredCharacters } from 'graphql';
import { childProfileDocument, profileRequest, PROFILE_PURPOSE } from './child-profile.js';
import type { RunState } from './data/run-state.js';

/** In single quotes a shell takes everything as it is, but for the quote itself. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Since the command began. */
const seconds = (): string => (performance.now() / 1000).toFixed(1);

const list = (entries: readonly (readonly [string, string])[]): string[] => entries.map(([name, value]) => `  ${name.padEnd(16)} ${value}`);

const services = (state: RunState): [string, string][] => [
  ['token issuer', state.issuer],
  ...Object.entries(state.subgraphs).map(([name, url]): [string, string] => [name, `${url}/graphql`]),
];

const metrics = (state: RunState): string =>
  `  metrics          ${Object.entries(state.metrics).map(([name, url]) => `${name} ${new URL(url).port}`).join(', ')}: GET /metrics on 127.0.0.1`;

const profileCommand = (url: string, token: string, child: string): string[] => [
  `curl -s ${url}/graphql \\`,
  `  -H 'content-type: application/json' -H 'x-purpose: ${PROFILE_PURPOSE}' \\`,
  `  -H 'authorization: Bearer ${token}' \\`,
  `  -d ${quote(profileRequest(stripIgnoredCharacters(childProfileDocument()), child))}`,
];

/** What `npm start` prints when everything is ready. */
export function federationReady(state: RunState, token: string): string {
  return [
    `Balagraph is ready after ${seconds()} s.`,
    '',
    ...list([['gateway', `${state.url}/graphql`], ...services(state)]),
    metrics(state),
    '',
    'A token (one hour): npm run -s token -- --role caseworker',
    'The profile of one made-up child, as a caseworker of their region:',
    '',
    ...profileCommand(state.url, token, state.demo.child),
    '',
    'Stop with Ctrl-C. Data and logs are kept.',
    '',
  ].join('\n');
}

/** What `npm run subgraph` prints when the one subgraph is ready. */
export function subgraphReady(name: SubgraphName, state: RunState): string {
  return [
    `${name} is ready after ${seconds()} s, without the others and without the gateway.`,
    '',
    ...list(services(state)),
    metrics(state),
    '',
    `A token (one hour): npm run -s token -- --role ${staffRole(name)}`,
    'Requests need the token as a bearer and a purpose in X-Purpose.',
    '',
    'Stop with Ctrl-C. Data and logs are kept.',
    '',
  ].join('\n');
}
