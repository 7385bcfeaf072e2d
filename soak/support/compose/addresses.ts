import { freePorts } from '../../../local/processes/ports.js';
import type { Environment } from '../../../subgraphs/shared/environment.js';
import type { ComposeService } from './compose-file.js';

const POSTGRES_PORT = '5432';

/** Ports at which a service listens within its container. */
const portsOf = ({ build, environment: { PORT, METRICS_PORT }, command }: ComposeService): string[] =>
  build === undefined && command[0] === 'postgres' ? [POSTGRES_PORT] : [PORT, METRICS_PORT].filter((port) => port !== undefined);

/**
 * Containers have a name and all ports to themselves; processes on one machine have neither. For every `name:port` that is
 * listened at stands a port of 127.0.0.1, wherever it is told to anybody.
 */
export class Addresses {
  private constructor(private readonly ports: ReadonlyMap<string, number>) {}

  static async of(services: ReadonlyMap<string, ComposeService>): Promise<Addresses> {
    const names = [...services].flatMap(([name, service]) => portsOf(service).map((port) => `${name}:${port}`));
    const ports = await freePorts(names.map(() => 0), 0);
    return new Addresses(new Map(names.map((name, i) => [name, ports[i] ?? 0])));
  }

  /** Where a port of a service is to be found. */
  port(service: string, port: string | undefined): number {
    const found = this.ports.get(`${service}:${port}`);
    if (found === undefined) throw new Error(`${service} does not listen at ${port}`);
    return found;
  }

  /** What a text of a service's says, for this machine; within a container 127.0.0.1 is the container. */
  told(service: string, text: string): string {
    return [...this.ports].reduce((told, [address, port]) => {
      const [name = '', own] = address.split(':');
      const from = name === service ? `(?:${name}|127\\.0\\.0\\.1)` : name;
      return told.replaceAll(new RegExp(`(?<![\\w.-])${from}:${own}(?!\\d)`, 'g'), `127.0.0.1:${port}`);
    }, text);
  }

  /** A container's environment, for this machine. */
  environmentOf(service: string, environment: Environment): Environment {
    const told = Object.fromEntries(Object.entries(environment).map(([name, value = '']) => [name, this.told(service, value)]));
    const listens = ['PORT', 'METRICS_PORT'].filter((name) => environment[name] !== undefined);
    return {
      ...told,
      ...Object.fromEntries(listens.map((name) => [name, String(this.port(service, environment[name]))])),
      ...Object.fromEntries(['HOST', 'METRICS_HOST'].filter((name) => environment[name] === '0.0.0.0').map((name) => [name, '127.0.0.1'])),
    };
  }
}
