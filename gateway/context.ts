import type { Purpose } from '../subgraphs/shared/access/purposes.js';
import type { Scope } from '../subgraphs/shared/access/scopes.js';
import type { Viewer } from '../subgraphs/shared/access/viewer.js';
import type { CivilDate } from '../subgraphs/shared/clock.js';
import type { Language } from '../subgraphs/shared/language.js';

/** What the gateway knows about one request after its door; subgraphs get the same in their envelope. */
export interface GatewayContext {
  /** Null for an anonymous request: public fields only. */
  readonly viewer: Viewer | null;
  readonly purpose: Purpose | null;
  /** Field classes open for this viewer and purpose. */
  readonly scopes: ReadonlySet<Scope>;
  readonly language: Language;
  /** What "today" means throughout the request, in every subgraph. */
  readonly today: CivilDate;
  readonly correlationId: string;
}
