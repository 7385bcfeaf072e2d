import type { Due, NotDue, Working } from '../../shared/rules/working.js';
import type { BenefitUnit } from '../../shared/rules/benefit-unit.type.js';
import type { CareFacts } from './facts.js';
import type { CareProgramme } from './programme.js';

/** Where a rule of care computes one case. */
export type CareWorking = Working<CareProgramme, CareFacts>;

/** The money of a form of care, article by article. Nothing in it knows a database or GraphQL. */
export interface CareRule {
  readonly programme: CareProgramme;
  readonly unit: BenefitUnit;
  readonly articles: string;
  /** The amount as a formula, in the names of `parameters` and facts. */
  readonly formula: string;
  readonly amount: (working: CareWorking) => Due<CareProgramme> | NotDue;
}
