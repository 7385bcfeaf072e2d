import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../../../shared/clock.js';
import { clientError } from '../../../shared/errors.js';
import type { CheckpointSigner } from '../../../shared/ledger/checkpoint/key.js';

/** What a process signs checkpoints with, and the time that it puts into them. */
export interface Signing {
  readonly signer: CheckpointSigner;
  readonly clock: Clock;
}

/** That of each pool of connections; a request's EntityManager has the pool's configuration. */
const known = new WeakMap<object, Signing>();

/** Says how the checkpoints of a database are signed. */
export const bindSigning = (configuration: object, signing: Signing): void => void known.set(configuration, signing);

/** Null in a process that was given no key. */
export const signingOf = (em: EntityManager): Signing | null => known.get(em.config) ?? null;

/** Throws `UNAVAILABLE` in a process that was given no key. */
export function signingIn(em: EntityManager): Signing {
  const signing = signingOf(em);
  if (signing === null) throw clientError('UNAVAILABLE', 'This process has no key for checkpoints.');
  return signing;
}
