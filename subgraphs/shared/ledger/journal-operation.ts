import type { ApolloServerPlugin } from '@apollo/server';
import type { AccessJournal } from './journal.js';

export interface Journalled {
  readonly journal: AccessJournal;
}

/** Tells the journal of a request which operation it is. */
export const journalOperation: ApolloServerPlugin<Journalled> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ contextValue, operation, operationName }) {
        if (operation !== undefined) contextValue.journal.operation(operation.operation, operationName ?? null);
        return Promise.resolve();
      },
    }),
};
