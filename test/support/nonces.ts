import type { NonceBook } from '../../subgraphs/shared/doors/nonces.js';

/** Nonces of one process, for doors without a database. */
export function memoryNonces(): NonceBook {
  const taken = new Set<string>();
  return {
    take: (nonce) => {
      const fresh = !taken.has(nonce);
      taken.add(nonce);
      return Promise.resolve(fresh);
    },
  };
}
