import { about, aboutKey, type Subjects, type SubjectsOf } from '../shared/ledger/subject-rules.js';
import { childrenOfAward } from './modules/award/award.repository.js';
import type { BenefitAward } from './modules/award/award.type.js';
import type { Overpayment } from './modules/overpayment/overpayment.type.js';
import { childrenOfCase } from './modules/case/case.repository.js';
import type { BenefitCase } from './modules/case/case.type.js';
import type { ReportedCircumstance } from './modules/circumstance/circumstance-outcome.type.js';
import type { BenefitPayment } from './modules/payment/payment.type.js';

/** Whoever receives an award, and the children it is for; through a child's section that child alone, as for the viewer. */
const ofAward: SubjectsOf<BenefitAward> = ({ opened }, context) => {
  if (opened === null) return [];
  const { row, path, child } = opened;
  const recipient = row.recipientIin == null ? [] : [row.recipientIin];
  if (child !== null) return [child.iin, ...recipient];
  return childrenOfAward(context, path).load(row.id).then((children) => [...children.map(({ iin }) => iin), ...recipient]);
};

/** Whoever applies, and the children it is about; through a child's section that child alone. */
const ofCase: SubjectsOf<BenefitCase> = async ({ opened: { row, path, child } }, context) => {
  const children = child === null ? (await childrenOfCase(context, path).load(row.id)).map(({ iin }) => iin) : [child];
  return [...children, row.recipientIin];
};

/** Whose data benefits shows. */
export const subjects: Subjects = {
  of: {
    Child: aboutKey,
    Person: aboutKey,
    ChildBenefits: aboutKey,
    PersonBenefits: aboutKey,
    BenefitAward: about(ofAward),
    BenefitCase: about(ofCase),
    ReportedCircumstance: about(async ({ awards }: ReportedCircumstance, context) => (await Promise.all(awards.map(async (award) => ofAward(award, context)))).flat()),
    BenefitPayment: about(({ award }: BenefitPayment, context) => ofAward(award, context)),
    Overpayment: about(({ award }: Overpayment, context) => ofAward(award, context)),
  },
  nobody: ['BenefitProgramme', 'ProgrammeRate', 'ProgrammeTerm', 'IndexParameter', 'BenefitAmount', 'BenefitAmountParameter', 'BenefitAmountStep', 'PaymentRun', 'PaymentRunTotal', 'BenefitStatistic', 'RegionBenefit', 'Region'],
};
