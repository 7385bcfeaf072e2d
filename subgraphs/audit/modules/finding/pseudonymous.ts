import type { RuleSubject } from '../rule/audit-rule.js';

/** What the views name by pseudonyms, which never leave; all else they call the same in every snapshot. */
export const PSEUDONYMOUS: readonly RuleSubject[] = ['PERSON', 'FAMILY'];
