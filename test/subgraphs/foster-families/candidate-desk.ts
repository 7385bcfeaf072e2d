import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { ALMATY, Authority, BODY, NATION, type Input } from './authority.js';

let authority: Authority;

/** A register of its own for one file of tests. */
export async function openDesk(): Promise<Authority> {
  authority = await Authority.start();
  return authority;
}

const INPUTS: Readonly<Record<string, string>> = {
  registerCandidate: 'RegisterCandidateInput', recordCandidateEvidence: 'RecordCandidateEvidenceInput', decideSuitability: 'DecideSuitabilityInput', checkCandidate: 'CheckCandidateInput', closeCandidate: 'CloseCandidateInput',
};

export const FIELDS = `id version status forms suitableFor checkedOn nextCheckBy closedOn closing agreesWithIin person { iin } family { id carers { person { iin } } } evidence { kind holds amount people validTo source }
  decisions { form suitable grounds articles decidedOn } history { action from to version }`;

export interface Candidate {
  readonly __typename?: string;
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly suitableFor: readonly string[];
  readonly family: { readonly id: string; readonly carers: readonly { readonly person: { readonly iin: string } }[] } | null;
  readonly decisions: readonly object[];
  readonly history: readonly { readonly action: string }[];
  readonly code?: string;
  readonly field?: string;
  readonly message?: string;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}


export async function mutate(mutation: string, input: Input, viewer: Viewer = NATION): Promise<Candidate> {
  const query = `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { __typename ... on CarerCandidate { ${FIELDS} } ... on Refusal { code field message } } }`;
  const { data, errors } = await authority.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, viewer);
  return { ...(data?.[mutation] as Candidate), ...(errors.length === 0 ? {} : { errors }) };
}

export const registration = (more: Input = {}): Input =>
  ({ iin: authority.iin(), birthDate: '1980-05-05', sex: 'FEMALE', forms: ['PROFESSIONAL_FOSTER', 'GUARDIANSHIP'], body: BODY, district: ALMATY, occurredOn: '2026-08-01', source: 'application 1', ...more });

export async function registered(more: Input = {}): Promise<Candidate & { iin: string }> {
  const input = registration(more);
  const found = await mutate('registerCandidate', input);
  if (found.id === undefined) throw new Error(JSON.stringify(found));
  return { ...found, iin: input['iin'] as string };
}

export const change = (mutation: string, { id, version }: Pick<Candidate, 'id' | 'version'>, more: Input, viewer: Viewer = NATION): Promise<Candidate> =>
  mutate(mutation, { candidate: id, expectedVersion: version, occurredOn: '2026-08-20', source: 'paper 2', ...more }, viewer);

export const paper = (kind: string, holds: boolean, more: Input = {}): Input => ({ kind, holds, validFrom: '2026-08-10', ...more });

export const COMPLETE: readonly Input[] = [
  ...['CITIZEN', 'PERMANENT_HOME', 'INCOME_SUFFICES', 'MARRIED', 'SPOUSE_CONSENT', 'PROFESSIONAL_CONCLUSION'].map((kind) => paper(kind, true)),
  paper('TRAINING', true, { validTo: '2027-08-10' }),
  paper('HOUSING', true, { amount: '105.5', people: 2 }),
  ...['CAPACITY_LIMITED', 'RIGHTS_REMOVED_OR_LIMITED', 'REMOVED_AS_GUARDIAN', 'ADOPTION_CANCELLED', 'UNFIT_HEALTH', 'DISPENSARY_REGISTER', 'UNEXPUNGED_CONVICTION', 'LISTED_OFFENCE', 'UNDER_PROSECUTION', 'STATELESS'].map((kind) => paper(kind, false)),
];

export const documented = async (more: Input = {}, evidence = COMPLETE): Promise<Candidate & { iin: string }> => {
  const candidate = await registered(more);
  return { ...(await change('recordCandidateEvidence', candidate, { evidence })), iin: candidate.iin };
};

export const suitable = async (more: Input = {}, evidence = COMPLETE): Promise<Candidate & { iin: string }> => {
  const candidate = await documented(more, evidence);
  return { ...(await change('decideSuitability', candidate, { decision: 'SUITABLE', forms: ['PROFESSIONAL_FOSTER', 'GUARDIANSHIP'] })), iin: candidate.iin };
};

export const refusal = (code: string, field: string) => ({ __typename: 'Refusal', code, field: `input.${field}` });

export const eligibility = async (id: string, form: string, on: string): Promise<{ allowed: boolean | null; suitable: boolean; missingEvidence: string[]; conditions: { code: string; met: boolean | null; article: string; text: string }[] }> => {
  const query = `query ($id: ID!) { candidate(id: $id) { eligibility(form: ${form}, on: "${on}") { allowed suitable missingEvidence conditions { code text met value source article certainty } } } }`;
  const { data } = await authority.ask(query, { id });
  return (data?.['candidate'] as { eligibility: never }).eligibility;
};

/** The record of a carer whom the register has, as it is now. */
export async function recordOf(iin: string | undefined): Promise<{ id: string; version: number }> {
  const [row] = await authority.rows<{ id: string; version: number }>('select public_id as id, version from carer_candidate where iin = $1 order by carer_candidate.id desc limit 1', [iin]);
  if (row === undefined) throw new Error('Nobody is on record.');
  return row;
}

export const record = async (iin: string | undefined, evidence: readonly Input[], more: Input = {}, viewer: Viewer = NATION): Promise<Candidate> => change('recordCandidateEvidence', await recordOf(iin), { evidence, ...more }, viewer);

export const place = async (family: string | undefined, more: Input = {}) => authority.mutate('recordPlacement', authority.placement(await authority.child(), { family, ...more }));

export const listed = async (filter: string, viewer: Viewer = NATION): Promise<string[]> => {
  const { data } = await authority.ask(`{ carerCandidates(filter: { ${filter} }, first: 100) { edges { node { person { iin } } } } }`, {}, viewer);
  return (data?.['carerCandidates'] as { edges: { node: { person: { iin: string } } }[] }).edges.map(({ node }) => node.person.iin);
};

export const CONVICTED = paper('UNEXPUNGED_CONVICTION', true, { validFrom: '2026-08-15' });
