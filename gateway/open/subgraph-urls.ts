import { parse } from 'graphql';
import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { EnvironmentError } from '../../subgraphs/shared/environment.js';
import { Ownership } from '../schema/ownership.js';

/** Where the subgraphs of a supergraph are, by name. Refuses a supergraph of the ministries: theirs is never served open. */
export function subgraphUrls(sdl: string): ReadonlyMap<string, URL> {
  const { urls } = new Ownership(parse(sdl, { noLocation: true }));
  if (SUBGRAPHS.every((name) => urls.has(name))) throw new EnvironmentError("--supergraph: the ministries' graph is not served open. Leave out --open.");
  return new Map([...urls].map(([name, url]) => {
    if (!URL.canParse(url)) throw new EnvironmentError(`--supergraph: the subgraph ${name} has no URL.`);
    return [name, new URL(url)];
  }));
}
