import type { FastifyRequest } from 'fastify';
import { caseNumberOf } from '../access/case-number.js';
import { effectiveScopes, openPurpose, purposesOf, requireCaseNumber } from '../access/purposes.js';
import type { TokenVerifier } from '../access/token.js';
import type { SubgraphName, Viewer } from '../access/viewer.js';
import { civilDay, type Clock } from '../clock.js';
import type { SubgraphContext } from '../context.js';
import { clientError, ReasonedRefusal } from '../errors.js';
import { headerOf, headerValues } from '../headers.js';
import { negotiateLanguage } from '../language.js';
import { ENVELOPE_HEADER, MAC_HEADER } from './envelope.js';
import type { GatewayDoor } from './gateway-door.js';
import { admitToOwnDoor } from './own-door.js';

/** Who asks, for what and when; as the gateway vouches for it or the ministry's own token says. */
export type Admission = Omit<SubgraphContext, 'database' | 'journal' | 'now'>;

export interface DoorsOptions {
  readonly subgraph: SubgraphName;
  readonly gatewayDoor: GatewayDoor;
  readonly tokens: TokenVerifier;
  readonly clock: Clock;
}

/** Any header of the gateway's, empty or repeated, leads to the gateway door: what fails there must not fall back to a token. */
export const isForGatewayDoor = (request: FastifyRequest): boolean => [ENVELOPE_HEADER, MAC_HEADER].some((name) => headerValues(request, name).length > 0);

/** The two ways into a subgraph. Of a request's headers they read their own and no others; who sent it is in none else. */
export class Doors {
  constructor(private readonly options: DoorsOptions) {}

  /** Lets in what the gateway has signed. Throws `DOOR_REFUSED`, `CASE_NUMBER_MISSING`, or `UNAVAILABLE` when replays cannot be told. */
  async fromGateway(request: FastifyRequest): Promise<Admission> {
    const envelope = await this.options.gatewayDoor.open(only(request, ENVELOPE_HEADER), only(request, MAC_HEADER), request.rawBody);
    if (typeof envelope === 'string') {
      request.log.warn({ refusal: envelope }, 'gateway door refused');
      throw new ReasonedRefusal('DOOR_REFUSED', 'This call is not signed by the gateway.', `DOOR_${envelope}`);
    }
    const { viewer, purpose, caseNumber = null, language, today, correlationId } = envelope;
    requireCaseNumber(purpose, caseNumber);
    const scopes = viewer && purpose ? effectiveScopes(viewer, purpose) : null;
    return { viewer, purpose, caseNumber, language, today, correlationId, scopes: scopes ?? new Set() };
  }

  /**
   * Lets in staff of the ministry. Throws `UNAUTHENTICATED`, `ROLE_NOT_ALLOWED`, `PURPOSE_MISSING`, `PURPOSE_NOT_ALLOWED`, `CASE_NUMBER_MISSING`;
   * `known` hears who stands at the door before anything else is asked of them.
   */
  async fromMinistry(request: FastifyRequest, known: (viewer: Viewer) => void): Promise<Admission> {
    const { subgraph, tokens, clock } = this.options;
    const knocking = await tokens.viewerOf(headerOf(request, 'authorization'));
    if (knocking !== null) known(knocking);
    const viewer = admitToOwnDoor(subgraph, knocking);
    const caseNumber = caseNumberOf(request);
    const purpose = headerOf(request, 'x-purpose');
    if (purpose === undefined) {
      throw clientError('PURPOSE_MISSING', `X-Purpose must name the purpose of the request: ${purposesOf(viewer.role).join(', ')}.`);
    }
    return {
      viewer,
      ...openPurpose(viewer, purpose, caseNumber),
      caseNumber,
      language: negotiateLanguage(request.headers['accept-language']),
      today: civilDay(clock.now()),
      correlationId: request.id,
    };
  }
}

/** Of a repeated header no value is taken. */
function only(request: FastifyRequest, name: string): string {
  const [value = '', ...others] = headerValues(request, name);
  return others.length === 0 ? value : '';
}
