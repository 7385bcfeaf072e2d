import type { FastifyRequest } from 'fastify';
import { caseNumberOf } from '../subgraphs/shared/access/case-number.js';
import { openPurpose } from '../subgraphs/shared/access/purposes.js';
import type { TokenVerifier } from '../subgraphs/shared/access/token.js';
import type { Viewer } from '../subgraphs/shared/access/viewer.js';
import { civilDay, type Clock } from '../subgraphs/shared/clock.js';
import { headerOf } from '../subgraphs/shared/headers.js';
import { negotiateLanguage } from '../subgraphs/shared/language.js';
import type { GatewayAdmission } from './context.js';

/**
 * Who asks, for what purpose. Believes a verified access token and nothing else: cookies and identity headers from
 * outside are not read. Throws `UNAUTHENTICATED` for a token that is not good, `PURPOSE_NOT_ALLOWED` for a purpose that
 * the role may not name, `CASE_NUMBER_MISSING` for one that needs a case, `UNAVAILABLE` when the token cannot be checked, `BAD_REQUEST` for a repeated header and for what is no case
 * number. No token is an anonymous request. `known` hears who it is before the purpose is looked at.
 */
export async function enter(request: FastifyRequest, tokens: TokenVerifier, clock: Clock, known: (viewer: Viewer) => void): Promise<GatewayAdmission> {
  const viewer = await tokens.viewerOf(headerOf(request, 'authorization'));
  if (viewer !== null) known(viewer);
  const caseNumber = caseNumberOf(request);
  return {
    viewer,
    ...openPurpose(viewer, headerOf(request, 'x-purpose'), caseNumber),
    caseNumber,
    language: negotiateLanguage(request.headers['accept-language']),
    today: civilDay(clock.now()),
    correlationId: request.id,
  };
}
