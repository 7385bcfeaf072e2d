import { randomUUID } from 'node:crypto';
import { PROFILE_PURPOSE } from '../../local/child-profile.js';
import { StartFailure } from '../../local/failure.js';
import type { RunSettings } from '../../local/service-environments.js';
import { decideGrant, type AccessFacts } from '../../subgraphs/registry/modules/access/relation.js';
import { SCOPES } from '../../subgraphs/shared/access/scopes.js';
import type { Viewer } from '../../subgraphs/shared/access/viewer.js';
import { civilDay } from '../../subgraphs/shared/clock.js';
import { ENVELOPE_LIFETIME_MS, seal } from '../../subgraphs/shared/doors/envelope.js';
import { median } from '../benchmark.js';

const VIEWER: Viewer = { subject: 'bench', role: 'caseworker', client: 'bench', iin: null, organisation: null, regions: ['*'], scopes: SCOPES, documents: 'trusted' };
const MOTHER = '900101900018';
const OTHERS = '900101900019';
const YEARS = Array.from({ length: 100 }, (_, i) => ({ validFrom: `${1925 + i}-01-01`, validTo: `${1926 + i}-01-01` }));
const NOW = { validFrom: '2025-01-01', validTo: null };

/** A hundred and one of each, the one that decides last. */
const FACTS: AccessFacts = {
  iin: '150601900015', birthDate: '2015-06-01', isChild: true, ownRelative: false, identified: false, approvals: [], marriages: [], restrictions: [...YEARS, NOW],
  residences: [...YEARS.map((period) => ({ ...period, regionKato: '710000000' })), { ...NOW, regionKato: '750000000' }],
  parents: [...YEARS.map((period) => ({ ...period, parentIin: OTHERS })), { ...NOW, parentIin: MOTHER }],
  rights: [...YEARS.map((period) => ({ ...period, parentIin: MOTHER, status: 'FULL' })), { ...NOW, parentIin: MOTHER, status: 'LIMITED' }],
  guardianships: YEARS.map((period) => ({ ...period, representativeIin: OTHERS, form: 'GUARDIANSHIP' })),
};
const DECISIONS = 20_000;
const ROUNDS = 15;
const WARM_UP = 20;

/** 95th percentile of one decision from facts that are there, in milliseconds; by turns a parent's and a caseworker's. */
export function decisionP95(): number {
  const times: number[] = [];
  const parent: Viewer = { ...VIEWER, role: 'citizen', iin: MOTHER };
  for (let turn = 0; turn < DECISIONS; turn += 1) {
    const began = performance.now();
    decideGrant(turn % 2 === 0 ? parent : VIEWER, FACTS, '2026-11-22');
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(DECISIONS * 0.95)] ?? Number.NaN;
}

/** Milliseconds in which registry says at the gateway's door what a caseworker is to all of these children. */
export async function grantsMs({ credentials, ports }: RunSettings, iins: readonly string[]): Promise<number> {
  const body = JSON.stringify({
    query: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Child { grant { relation } } } }',
    variables: { of: iins.map((iin) => ({ __typename: 'Child', iin })) },
  });
  const times: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const now = new Date();
    const envelope = { subgraph: 'registry', viewer: VIEWER, purpose: PROFILE_PURPOSE, language: 'KK', today: civilDay(now), expiresAt: now.getTime() + ENVELOPE_LIFETIME_MS, nonce: randomUUID(), correlationId: randomUUID() } as const;
    const headers = { 'content-type': 'application/json', ...seal(credentials.subgraphs.registry.gatewayKey, envelope, body) };
    const began = performance.now();
    const response = await fetch(`http://127.0.0.1:${ports.subgraphs.registry}/graphql`, { method: 'POST', headers, body });
    const { data } = (await response.json()) as { data?: { _entities: ({ grant: object | null } | null)[] } };
    if (round >= 0) times.push(performance.now() - began);
    if (data?._entities.filter((entity) => entity?.grant != null).length !== iins.length) throw new StartFailure(`Registry answered ${response.status} and not every grant.`);
  }
  return median(times);
}
