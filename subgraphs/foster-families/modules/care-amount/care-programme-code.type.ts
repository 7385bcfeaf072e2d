import { enumType } from '../../../shared/enum.js';
import type { CareProgramme } from '../../rules/programme.js';

export const CareProgrammeCode = enumType('CareProgrammeCode', 'What guardianship bodies decide on and compute (Code on Marriage and Family).', {
  GUARDIAN: 'Allowance for a guardian or trustee (125(2)).',
  PATRONAGE: 'Patronage care: the carer\'s pay (134(2)).',
  FOSTER_FAM: 'Foster family: the children\'s keep (132-5).',
  PRO_FOSTER: 'Professional foster family: the children\'s keep and the carers\' pay (132-8(4), 132-10).',
  ADOPTION_ONCE: 'One-off payment on the adoption of a child without parental care (86(2)).',
} satisfies Record<CareProgramme, string>);
export type CareProgrammeCode = CareProgramme;
