import type { EntityManager } from '@mikro-orm/postgresql';
import { clientError } from '../../../shared/errors.js';

/** By the configuration that all transactions of a database share. */
const known = new WeakMap<object, string>();

/** Says which secret a process shares with registry: it seals what registry is to open. */
export const bindIdentifying = (configuration: object, feedKey: string): void => void known.set(configuration, feedKey);

/** That secret; throws `UNAVAILABLE` in a process that no registry asks for its feeds. */
export function registryKey(em: Pick<EntityManager, 'config'>): string {
  const key = known.get(em.config);
  if (key === undefined) throw clientError('UNAVAILABLE', 'This process has no registry that could identify anybody.');
  return key;
}
