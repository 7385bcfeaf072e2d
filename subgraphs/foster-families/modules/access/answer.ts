import type DataLoader from 'dataloader';
import type { AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import type { Reference } from '../../../shared/mutation/idempotency.js';
import type { EventInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { showConfidential } from './register.service.js';

/** How a record is read again by its internal key. */
type Loader<R> = (context: SubgraphContext, path: AccessPath) => DataLoader<string, R | null>;

/** Carries out a mutation of the register, with everything in sight that the authority sees, and answers with the record as it is now. */
export const answerByKey = <R, T, K extends Reference>(byId: Loader<R>, show: (row: R) => T, keyOf: (reference: K) => string) =>
  async (context: SubgraphContext, rule: MutationRule, input: EventInput, work: Work<K>): Promise<T | Refusal> => {
    const done = await mutate(context, rule, input, async (em, viewer) => {
      await showConfidential(em);
      return work(em, viewer);
    });
    if (done instanceof Refusal) return done;
    const row = await byId(context, 'register').load(keyOf(done));
    // Asked again with a token for other regions.
    if (row === null) throw withheld('OUT_OF_VIEW');
    return show(row);
  };

/** The same of the databank's records, which are referred to by `id`. */
export const answerWith = <R, T>(byId: Loader<R>, show: (row: R) => T) => answerByKey(byId, show, ({ id }: { readonly id: string }) => id);
