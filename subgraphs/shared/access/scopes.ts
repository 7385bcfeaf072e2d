/**
 * Field classes. `@requiresScopes` in the SDL names one, a purpose grants some, a token narrows them,
 * and the relation of a viewer to a child (see grant.ts) opens them for that child.
 */
export const SCOPES = [
  'identity',
  'family',
  'contacts',
  'benefits',
  'savings',
  'care',
  'education',
  'audit',
  'findings',
  'operations',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Those of a person's record; the others are about an office. */
export const RECORD_SCOPES = ['identity', 'family', 'contacts', 'benefits', 'savings', 'care', 'education'] as const satisfies readonly Scope[];

export const isScope = (value: unknown): value is Scope => SCOPES.includes(value as Scope);
