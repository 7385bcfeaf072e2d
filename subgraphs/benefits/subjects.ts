import { about, aboutKey, type Subjects, type SubjectsOf } from '../shared/ledger/subject-rules.js';
import { childrenOfAward } from './modules/award/award.repository.js';
import type { BenefitAward } from './modules/award/award.type.js';
import type { BenefitPayment } from './modules/payment/payment.type.js';

/** Whoever receives an award, and the children it is for; through a child's section that child alone, as for the viewer. */
const ofAward: SubjectsOf<BenefitAward> = ({ opened }, context) => {
  if (opened === null) return [];
  const { row, path, child } = opened;
  const recipient = row.recipientIin == null ? [] : [row.recipientIin];
  if (child !== null) return [child.iin, ...recipient];
  return childrenOfAward(context, path).load(row.id).then((children) => [...children.map(({ iin }) => iin), ...recipient]);
};

/** Whose data benefits shows. */
export const subjects: Subjects = {
  of: {
    Child: aboutKey,
    Person: aboutKey,
    ChildBenefits: aboutKey,
    PersonBenefits: aboutKey,
    BenefitAward: about(ofAward),
    BenefitPayment: about(({ award }: BenefitPayment, context) => ofAward(award, context)),
  },
  nobody: ['BenefitProgramme', 'ProgrammeRate', 'ProgrammeTerm', 'IndexParameter', 'BenefitAmount', 'BenefitAmountParameter', 'BenefitAmountStep', 'BenefitStatistic', 'RegionBenefit', 'Region'],
};
