import type { FieldRule } from '../../subgraphs/shared/access/guard.js';
import type { Scope } from '../../subgraphs/shared/access/scopes.js';
import type { GatewayContext } from '../context.js';

/** As much of a viewer as decides what is stripped: two requests with equal `key` are stripped alike. */
export interface Access {
  readonly authenticated: boolean;
  readonly purposeNamed: boolean;
  readonly scopes: ReadonlySet<Scope>;
  /** Part of the plan cache's key. */
  readonly key: string;
}

export function accessOf({ viewer, purpose, scopes }: Pick<GatewayContext, 'viewer' | 'purpose' | 'scopes'>): Access {
  const authenticated = viewer !== null;
  const purposeNamed = purpose !== null;
  return { authenticated, purposeNamed, scopes, key: [authenticated, purposeNamed, ...[...scopes].sort()].join(' ') };
}

export type RefusalCode = 'UNAUTHENTICATED' | 'PURPOSE_MISSING' | 'SCOPE_MISSING';

/** A selection taken out of an operation before planning. */
export interface Refusal {
  /** Schema coordinate of the field. */
  readonly coordinate: string;
  /** Response keys from the root; `@` stands for every item of a list. */
  readonly path: readonly string[];
  readonly code: RefusalCode;
  readonly message: string;
  /** The subgraph that owns the field. */
  readonly programme: string | null;
}

/** Why the first unmet rule refuses; null when all are met. Depends on role and purpose only, never on a child. */
export function refuse(rules: readonly FieldRule[], access: Access): Pick<Refusal, 'code' | 'message'> | null {
  for (const rule of rules) {
    if (!access.authenticated) return { code: 'UNAUTHENTICATED', message: 'This field needs an access token.' };
    if (!access.purposeNamed) return { code: 'PURPOSE_MISSING', message: 'This field needs a purpose: name it in the header X-Purpose.' };
    if (rule.scopes.length === 0 || rule.scopes.some((all) => all.every((scope) => access.scopes.has(scope)))) continue;
    const wanted = rule.scopes.map((all) => all.join(' and ')).join(', or ');
    return { code: 'SCOPE_MISSING', message: `This field needs the field class ${wanted} under the purpose named.` };
  }
  return null;
}
