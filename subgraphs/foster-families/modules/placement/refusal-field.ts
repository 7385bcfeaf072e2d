import { Refused } from '../../../shared/mutation/refusal.js';

/** Does something that is asked for by another input than it is written for: a refusal names the field that was sent. */
export async function named<T>(rename: (field: string) => string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused) || error.field === null) throw error;
    const field = rename(error.field);
    throw field === error.field ? error : new Refused(error.code, field, error.message, error.details);
  }
}
