import { GraphQLError } from 'graphql';

/** What is sealed under audit's secret does not open, in words for whoever can do something about it. */
export class KeyUnreadable extends GraphQLError {
  constructor(of: string) {
    super(`The key of ${of} was sealed under another secret than the process of audit has (SNAPSHOT_KEY). Its operator gives that secret back, or begins anew (npm run audit:begin-anew).`, { extensions: { code: 'UNAVAILABLE' } });
  }
}

/** What is opened, or else why not. */
export function orUnreadable<T>(of: string, open: () => T): T {
  try {
    return open();
  } catch {
    throw new KeyUnreadable(of);
  }
}
