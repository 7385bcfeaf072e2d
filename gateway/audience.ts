import type { Viewer } from '../subgraphs/shared/access/viewer.js';

/**
 * As whom the gateway takes whoever sends a document. `open`: tokens with `documents: free`; they have introspection, and
 * validation messages that help. `closed`: every other token. `anonymous`: no token; closed, too, and with the strictest bounds.
 */
export type Audience = 'open' | 'closed' | 'anonymous';

export const AUDIENCES: readonly Audience[] = ['closed', 'open', 'anonymous'];

export const audienceOf = (viewer: Viewer | null): Audience => (viewer === null ? 'anonymous' : viewer.documents === 'free' ? 'open' : 'closed');
