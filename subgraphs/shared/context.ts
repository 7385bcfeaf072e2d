import type { Purpose } from './access/purposes.js';
import type { Scope } from './access/scopes.js';
import type { Role, Viewer } from './access/viewer.js';
import type { CivilDate } from './clock.js';
import type { RequestDatabase } from './database/database.js';
import { clientError } from './errors.js';
import type { AccessJournal } from './ledger/journal.js';
import type { Language } from './language.js';

/** What every resolver of every subgraph gets; made anew for each request. */
export interface SubgraphContext {
  /** Null for an anonymous request: public fields only. */
  readonly viewer: Viewer | null;
  readonly purpose: Purpose | null;
  /** The case that the request is made for, as `X-Case-Number` says it. */
  readonly caseNumber: string | null;
  /** Field classes open for this viewer and purpose. */
  readonly scopes: ReadonlySet<Scope>;
  readonly language: Language;
  /** The day that `on` arguments default to. */
  readonly today: CivilDate;
  /** When the request came in; the clock of whatever lasts hours. */
  readonly now: Date;
  readonly correlationId: string;
  readonly database: RequestDatabase;
  /** What this request has been told about whom, for the ledger. */
  readonly journal: AccessJournal;
}

/** The viewer, where the SDL's `@authenticated` has already made sure that there is one. */
export function viewerOf(context: SubgraphContext): Viewer {
  if (context.viewer === null) throw clientError('UNAUTHENTICATED', 'This field needs an access token.');
  return context.viewer;
}

/** The rule of a register-path root field: which roles may ask a programme's own lists, aggregates and mutations. */
export function requireRole(context: SubgraphContext, roles: readonly Role[]): Viewer {
  const viewer = viewerOf(context);
  if (!roles.includes(viewer.role)) {
    throw clientError('ROLE_NOT_ALLOWED', `This field serves the roles ${roles.join(', ')}.`);
  }
  return viewer;
}
