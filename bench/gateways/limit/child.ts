import type { Ask, Entities } from './ask.js';

const CHILD = `query($iin:String!){child(iin:$iin){iin name{kk ru latin}birthDate sex citizenships{country validFrom validTo}residence{region district address}
  parents{role basis rights name iin}grant}}`;
const SECTIONS = [
  'benefits{monthlyTotal careBenefitUntil awards{id programme status since until amount}payments{month amount paidOn}}',
  'savings{phase balance payableFrom accruals{reportingYear kind creditedOn amount}}',
  'care{inCare nextReportDue current{form validFrom body}history{form reason validFrom validTo endReason}}',
  'schooling{ofSchoolAge enrolment{school{name shifts designCapacity pupils}classNumber letter language shift}}',
].map((selection) => `query($r:[_Any!]!){_entities(representations:$r){...on Child{${selection}}}}`);

/** @param programmes the subgraphs of benefits, savings, care and schooling. */
export const childBy = (persons: Ask, programmes: readonly Ask[]) => async (variables: object): Promise<unknown> => {
  const { child: { grant, ...person } } = await persons<{ child: { iin: string; grant: string } }>(CHILD, variables);
  const r = [{ __typename: 'Child', iin: person.iin, grant }];
  const sections = await Promise.all(programmes.map((ask, i) => ask<Entities<object>>(SECTIONS[i] ?? '', { r })));
  return { child: Object.assign(person, ...sections.map(({ _entities }) => _entities[0])) as object };
};
