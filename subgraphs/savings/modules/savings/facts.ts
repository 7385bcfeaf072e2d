import { GRANT_SELECTION } from '../../../shared/access/grant.js';
import { clientError } from '../../../shared/errors.js';
import type { ExternalFacts } from '../child/child-facts.type.js';
import type { ChildSavings } from './savings.type.js';

/** What a field of the section requires that is computed with some of registry's facts. */
export const requiresFacts = (facts: string): string => `@requires(fields: "child { ${GRANT_SELECTION} facts { ${facts} } }")`;

/** Registry's facts, which only the gateway hands in. */
export function factsOf({ facts }: ChildSavings): ExternalFacts {
  if (facts === null) throw clientError('UNAVAILABLE', 'This field needs the civil registry: ask for it through the gateway.');
  return facts;
}
