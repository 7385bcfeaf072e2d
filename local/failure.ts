import { GraphQLError } from 'graphql';
import { EnvironmentError } from '../subgraphs/shared/environment.js';

/** Something the operator can put right; the message is the one line they need for it. */
export class StartFailure extends Error {}

/** For `catch`: says where an error came from, and keeps it as the cause. */
export const blaming = (where: string) => (error: unknown): never => {
  throw new Error(`${where}: ${reason(error)}`, { cause: error });
};

/** An error in one line: the message alone for what an operator can act on, the stack for a fault of ours. */
export function describe(error: unknown): string {
  if (error instanceof StartFailure || error instanceof EnvironmentError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The first line of an error's message, for use within a line of ours. */
export const reason = (error: unknown): string =>
  (error instanceof Error ? error.message || error.name : String(error)).split('\n', 1)[0] ?? '';

/** True for a system error with this code, such as `ENOENT`. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

/** What a client would be refused with, as an operator reads it. */
export async function refusalsInOneLine<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GraphQLError) throw new StartFailure(error.message, { cause: error });
    throw error;
  }
}

/** Runs a command: whatever goes wrong is told on stderr, and the exit code says so. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  // A reader that closes our output early (`npm start | head`) is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 1;
  }
}
