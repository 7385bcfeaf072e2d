import { PROGRAMMES, SUBGRAPHS, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { freePorts, promisedPort } from './processes/ports.js';

/** Where everything listens during one run. */
export interface Ports {
  readonly gateway: number;
  readonly subgraphs: Readonly<Record<SubgraphName, number>>;
  readonly issuer: number;
  readonly postgres: number;
  /** Where each process shows its metrics. */
  readonly metrics: Readonly<Record<ServiceName, number>>;
}

/** The processes of our own, which have metrics. */
export const SERVICES = ['gateway', ...PROGRAMMES, 'issuer', 'audit'] as const;
export type ServiceName = (typeof SERVICES)[number];

const DEFAULT_GATEWAY_PORT = 4000;

/** The ports that follow the gateway's, in a fixed order, so that a URL stays the same from start to start; whoever is new comes last. */
const FOLLOWING = [...PROGRAMMES, 'issuer', 'postgres', 'audit'] as const;

const portOf = (name: (typeof FOLLOWING)[number], base: number): number => (base === 0 ? 0 : base + 1 + FOLLOWING.indexOf(name));

/** Metrics stand ten above the gateway's port, in the order of the ports that they are about. */
const metricsPortOf = (name: ServiceName, base: number): number => (base === 0 ? 0 : base + 10 + SERVICES.indexOf(name));

/**
 * Chooses all ports. One is promised to the user by `PORT`: the gateway's, or that of the one subgraph that runs
 * alone. The others are whatever is free.
 */
export async function choosePorts(wish: number | undefined, alone: SubgraphName | null): Promise<Ports> {
  const promised = await promisedPort(wish ?? (alone === null ? DEFAULT_GATEWAY_PORT : portOf(alone, DEFAULT_GATEWAY_PORT)));
  const base = wish === 0 ? 0 : (alone === null ? promised : DEFAULT_GATEWAY_PORT);
  const names = FOLLOWING.filter((name) => name !== alone);
  const found = await freePorts([...names.map((name) => portOf(name, base)), ...SERVICES.map((name) => metricsPortOf(name, base))], promised);
  const following = new Map<string, number>(names.map((name, i) => [name, found[i] ?? 0]));
  const port = (name: string): number => following.get(name) ?? promised;
  const subgraphs = Object.fromEntries(SUBGRAPHS.map((name) => [name, port(name)])) as Ports['subgraphs'];
  const metrics = Object.fromEntries(SERVICES.map((name, i) => [name, found[names.length + i] ?? 0])) as Ports['metrics'];
  return { gateway: promised, subgraphs, issuer: port('issuer'), postgres: port('postgres'), metrics };
}
