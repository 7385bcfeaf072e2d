import { setTimeout as delay } from 'node:timers/promises';
import type { Answering } from '../apollo.js';
import { AUDIENCES } from '../audience.js';
import type { Preparation } from '../operation.js';
import type { Serving } from './serving.js';

/**
 * Prepares on one supergraph what was in use on another, so that its first users find their plans made: documents are parsed and
 * validated anew, for each kind of clients by its own rules, and planned for everybody they were planned for. What no longer
 * fits is left out. Each takes a thread some milliseconds; as long a pause follows. What was used last comes first.
 */
export async function rehearse(from: Serving, to: Serving): Promise<void> {
  const audiences = Map.groupBy(from.executor.preparer.recent(), keyOf);
  const rehearseAll = async (old: Answering, anew: Answering): Promise<void> => {
    for (const { text, operationName } of old.known.recent()) {
      const began = performance.now();
      const client = await anew.vetted.rehearse(text, operationName);
      const preparations = client === undefined ? undefined : audiences.get(keyOf({ hash: client.hash, operationName: client.operation.name?.value ?? null }));
      for (const audience of preparations ?? []) if (client !== undefined) await to.executor.preparer.prepareFor(client, audience);
      if (to.retired) return;
      await delay(performance.now() - began);
    }
  };
  for (const audience of AUDIENCES) await rehearseAll(from.apollo[audience], to.apollo[audience]);
}

const keyOf = ({ hash, operationName }: Pick<Preparation, 'hash' | 'operationName'>): string => JSON.stringify([hash, operationName]);
