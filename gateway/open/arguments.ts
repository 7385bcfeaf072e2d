import { parseArgs } from 'node:util';
import { EnvironmentError } from '../../subgraphs/shared/environment.js';

const USAGE = 'npm run gateway -- --supergraph FILE [--port N] [--host HOST] --open';

export interface OpenArguments {
  readonly supergraph: string;
  readonly host: string;
  readonly port: number;
}

/** Reads the command line of an open gateway; `production` is whether this is one. Throws `EnvironmentError` with one clear line. */
export function readOpenArguments(args: string[], production: boolean): OpenArguments {
  const options = { supergraph: { type: 'string' }, port: { type: 'string', default: '4000' }, host: { type: 'string', default: '127.0.0.1' }, open: { type: 'boolean', default: false } } as const;
  try {
    const { values } = parseArgs({ args, options });
    const { supergraph, port, host, open } = values;
    if (supergraph === undefined) throw new EnvironmentError(`--supergraph is missing. Usage: ${USAGE}`);
    if (!open) throw new EnvironmentError(`Without --open the gateway is configured by its environment (gateway/README.md). Usage: ${USAGE}`);
    if (production) throw new EnvironmentError('--open asks nobody who they are, and is refused in production.');
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new EnvironmentError('--port must be a whole number from 0 to 65535.');
    return { supergraph, host, port: Number(port) };
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw new EnvironmentError(`${(error as Error).message} Usage: ${USAGE}`);
  }
}
