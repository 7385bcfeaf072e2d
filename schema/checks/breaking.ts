import { buildSchema, findBreakingChanges } from 'graphql';

/** What a client of `before` could no longer do with `after`, one line each. Nothing is lost when nothing was there. */
export function breakingChanges(before: string, after: string): string[] {
  if (before === '' || after === '') return [];
  const [old, now] = [buildSchema(before), buildSchema(after)];
  return findBreakingChanges(old, now).map(({ description }) => description);
}
