import { randomUUID } from 'node:crypto';
import { HOME, PEOPLE, PLACES, PLACED, type Place } from './people.js';
import type { Document } from './probe.js';

/** One change of the register, without the key of the request. */
export interface RegisterChange {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const INPUTS: Readonly<Record<string, string>> = {
  registerResidence: 'RegisterResidenceInput', registerDeath: 'RegisterDeathInput', changeCitizenship: 'ChangeCitizenshipInput', registerParentage: 'RegisterParentageInput',
  changeParentalRights: 'ChangeParentalRightsInput', replaceIin: 'ReplaceIinInput',
};

const AFTER = '2026-05-05';

/** The address that everybody on the stage lives at, as somebody would guess it. */
const home = ({ region, district }: Place): object => ({ districtKato: district, address: `Абай ${region}` });

const child = { iin: PEOPLE.child, source: 'x', expectedVersion: 2 };

/** What a registrar could try with the child's record, to hear from the refusal where the child is. */
export const CHANGES: readonly RegisterChange[] = [
  ...[PLACES.A, PLACES.B, HOME].flatMap((place) => [PLACED, AFTER, '2024-01-01'].map((occurredOn) => ({ mutation: 'registerResidence', input: { ...child, occurredOn, home: home(place) } }))),
  { mutation: 'registerResidence', input: { ...child, occurredOn: AFTER, home: null } },
  { mutation: 'registerResidence', input: { ...child, occurredOn: AFTER, home: home(PLACES.A), expectedVersion: 7 } },
  { mutation: 'registerDeath', input: { ...child, occurredOn: AFTER } },
  { mutation: 'changeCitizenship', input: { ...child, occurredOn: AFTER, change: 'LOST', country: 'KZ' } },
  { mutation: 'registerParentage', input: { childIin: child.iin, source: 'x', expectedVersion: 2, occurredOn: AFTER, change: 'ESTABLISHED', parents: [{ iin: PEOPLE.carers.A[0], role: 'FATHER' }] } },
  { mutation: 'changeParentalRights', input: { childIin: child.iin, source: 'x', expectedVersion: 2, occurredOn: AFTER, parentIin: PEOPLE.mother, change: 'LIMITED' } },
  { mutation: 'replaceIin', input: { ...child, occurredOn: AFTER, newIin: PEOPLE.nobody, basis: 'CORRECTION' } },
];

const OUTCOME = '__typename ... on Registration { kind occurredOn receivedOn source version person { iin residence { address } } child { iin guardianships { source } } } ... on Refusal { code field message currentVersion }';

/** As it is sent, under a key of its own. */
export const changeDocument = ({ mutation, input }: RegisterChange): Document => ({
  query: `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { ${OUTCOME} } }`,
  variables: { input: { idempotencyKey: randomUUID(), ...input } },
});

