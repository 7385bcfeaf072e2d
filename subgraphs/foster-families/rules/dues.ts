import type { PlacementFormCode } from '../modules/form/placement-form.type.js';
import type { CareFacts } from './facts.js';
import type { CareProgramme } from './programme.js';

/** Who is paid: the first of the carers, each of them, or the body that keeps the child's money. */
export type PaidTo = 'FIRST_CARER' | 'EACH_CARER' | 'BODY';

/** What a placement in a form makes due. */
export interface Due {
  readonly programme: Exclude<CareProgramme, 'ADOPTION_ONCE'>;
  /** A child's keep is due for each child, a carer's pay for all of a family together. */
  readonly component: 'CHILD_MONEY' | 'CARER_PAY';
  readonly paidTo: PaidTo;
  /** The facts that its amount is computed on, but for the ward's means. */
  readonly facts: CareFacts;
}

const KEEP: CareFacts = { wards: 1 };
const PAY: CareFacts = { carers: 1 };

/**
 * What each form makes due, as far as an amount is known (rates.ts). A professional carer may not draw the child's money: the
 * guardianship body keeps it (132-8(5), 132-9(5)). For a guest stay nothing is paid (137-2(2)).
 */
export const DUES: Readonly<Partial<Record<PlacementFormCode, readonly Due[]>>> = {
  GUARDIANSHIP: [{ programme: 'GUARDIAN', component: 'CHILD_MONEY', paidTo: 'FIRST_CARER', facts: KEEP }],
  TRUSTEESHIP: [{ programme: 'GUARDIAN', component: 'CHILD_MONEY', paidTo: 'FIRST_CARER', facts: KEEP }],
  PATRONAGE: [{ programme: 'PATRONAGE', component: 'CARER_PAY', paidTo: 'EACH_CARER', facts: PAY }],
  FOSTER_FAMILY: [{ programme: 'FOSTER_FAM', component: 'CHILD_MONEY', paidTo: 'FIRST_CARER', facts: KEEP }],
  PROFESSIONAL_FOSTER: [
    { programme: 'PRO_FOSTER', component: 'CHILD_MONEY', paidTo: 'BODY', facts: KEEP },
    { programme: 'PRO_FOSTER', component: 'CARER_PAY', paidTo: 'EACH_CARER', facts: PAY },
  ],
};
