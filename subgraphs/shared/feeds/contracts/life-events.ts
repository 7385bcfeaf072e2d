import { Type } from 'typebox';
import { feedContract } from '../contract.js';
import { Day, from, Iin, Kato, to } from './values.js';

const citizenships = Type.Array(
  Type.Object({ country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2 country.' }), from, to }),
  { description: 'Every citizenship on record, oldest first.' },
);

const residence = Type.Union([Type.Object({ regionKato: Kato, districtKato: Kato, from }), Type.Null()], {
  description: 'Where the person is registered now; null for nowhere in the country. Never an address.',
});

const parents = Type.Array(
  Type.Object({
    iin: Iin,
    role: Type.Union([Type.Literal('MOTHER'), Type.Literal('FATHER')]),
    basis: Type.Union([Type.Literal('BIRTH'), Type.Literal('ADOPTION')]),
    from,
    to,
  }),
  { description: 'Every parentage on record, ended ones included.' },
);

const rights = Type.Array(
  Type.Object({ parentIin: Iin, status: Type.Union([Type.Literal('LIMITED'), Type.Literal('DEPRIVED')]), from, to }),
  { description: 'Every limitation and deprivation of a parent\'s rights on record (Code on Marriage and Family, art. 75–80).' },
);

/** What happens to people, as the civil registry records it. */
export const LIFE_EVENTS = feedContract({
  name: 'life-events',
  owner: 'registry',
  description: 'Births, deaths, citizenship, residence, parentage, parents\' rights and replaced IINs, as the civil registry records them.',
  events: {
    BIRTH: Type.Object(
      { iin: Iin, birthDate: Day, sex: Type.Union([Type.Literal('FEMALE'), Type.Literal('MALE')]), registeredOn: Day, citizenships, residence, parents },
      { description: 'A birth was registered, on the day or years later, or recorded anew because an adoption changed its date.' },
    ),
    DEATH: Type.Object({ iin: Iin, diedOn: Day, registeredOn: Day }, { description: 'A death was registered.' }),
    CITIZENSHIP: Type.Object({ iin: Iin, citizenships }, { description: 'A citizenship was acquired, lost or corrected.' }),
    RESIDENCE: Type.Object({ iin: Iin, residence }, { description: 'The registered residence changed.' }),
    PARENTAGE: Type.Object({ iin: Iin, parents }, { description: 'A parentage was established, ended or corrected.' }),
    PARENTAL_RIGHTS: Type.Object({ iin: Iin, rights }, { description: 'A parent\'s rights towards a child were limited, removed or restored.' }),
    IIN_REPLACED: Type.Object(
      { oldIin: Iin, newIin: Iin },
      { description: 'A person got another IIN: everything kept under the old one belongs to the new one, and the old one is forgotten.' },
    ),
    IIN_SEALED: Type.Object(
      { replacement: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'Id of the event IIN_REPLACED.' }) },
      { description: 'Every consumer has applied a replaced IIN: whatever still links the two keys is to be deleted.' },
    ),
  },
  consumers: {
    benefits: {
      BIRTH: ['iin', 'birthDate', 'registeredOn', 'citizenships', 'residence', 'parents'],
      DEATH: ['iin', 'diedOn'],
      CITIZENSHIP: ['iin', 'citizenships'],
      RESIDENCE: ['iin', 'residence'],
      PARENTAGE: ['iin', 'parents'],
      PARENTAL_RIGHTS: ['iin', 'rights'],
      IIN_REPLACED: ['oldIin', 'newIin'],
      IIN_SEALED: ['replacement'],
    },
    savings: {
      BIRTH: ['iin', 'birthDate', 'registeredOn', 'citizenships'],
      DEATH: ['iin', 'diedOn'],
      CITIZENSHIP: ['iin', 'citizenships'],
      IIN_REPLACED: ['oldIin', 'newIin'],
      IIN_SEALED: ['replacement'],
    },
    'foster-families': {
      BIRTH: ['iin', 'birthDate'],
      DEATH: ['iin', 'diedOn'],
      RESIDENCE: ['iin', 'residence'],
      PARENTAGE: ['iin', 'parents'],
      PARENTAL_RIGHTS: ['iin', 'rights'],
      IIN_REPLACED: ['oldIin', 'newIin'],
      IIN_SEALED: ['replacement'],
    },
    schools: {
      BIRTH: ['iin', 'birthDate', 'residence', 'parents'],
      DEATH: ['iin', 'diedOn'],
      RESIDENCE: ['iin', 'residence'],
      PARENTAGE: ['iin', 'parents'],
      PARENTAL_RIGHTS: ['iin', 'rights'],
      IIN_REPLACED: ['oldIin', 'newIin'],
      IIN_SEALED: ['replacement'],
    },
    audit: {
      IIN_REPLACED: ['oldIin', 'newIin'],
      IIN_SEALED: ['replacement'],
    },
  },
});
