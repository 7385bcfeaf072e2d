import type { EventData } from '../../../shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import type { Fact } from './fact.js';
import type { CitizenshipFact, ParentageFact, ResidenceFact, RightsFact } from './tables.js';

/* What the feed says of a person's facts: always all of it, as it is after the change. */

type Data<Type extends keyof (typeof LIFE_EVENTS)['events']> = EventData<typeof LIFE_EVENTS, Type>;

const days = ({ validFrom, validTo }: Fact<unknown>) => ({ from: validFrom, to: validTo });

export const citizenshipsIn = (facts: readonly Fact<CitizenshipFact>[]): Data<'CITIZENSHIP'>['citizenships'] =>
  facts.map((fact) => ({ country: fact.is.country, ...days(fact) }));

export function residenceIn(facts: readonly Fact<ResidenceFact>[]): Data<'RESIDENCE'>['residence'] {
  const now = facts.find(({ validTo }) => validTo === null);
  return now === undefined ? null : { regionKato: now.is.regionKato, districtKato: now.is.districtKato, from: now.validFrom };
}

export const parentsIn = (facts: readonly Fact<ParentageFact>[]): Data<'PARENTAGE'>['parents'] =>
  facts.map((fact) => ({ iin: fact.is.parentIin, role: fact.is.role, basis: fact.is.basis, ...days(fact) }));

export const rightsIn = (facts: readonly Fact<RightsFact>[]): Data<'PARENTAL_RIGHTS'>['rights'] =>
  facts.map((fact) => ({ parentIin: fact.is.parentIin, status: fact.is.status, ...days(fact) }));
