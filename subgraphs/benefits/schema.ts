import { buildFederatedSchema } from '../shared/federation.js';
import { AmountResolver } from './modules/amount/amount.resolver.js';
import { AwardResolver } from './modules/award/award.resolver.js';
import { referencedAward } from './modules/award/award.type.js';
import { CaseChangeResolver } from './modules/case/case-change.resolver.js';
import { CaseResolver, ChildCasesResolver } from './modules/case/case.resolver.js';
import { ChildBenefitsResolver, ChildResolver } from './modules/child/child-benefits.resolver.js';
import { referencedSection } from './modules/child/child-benefits.type.js';
import { Child, referencedChild } from './modules/child/child.type.js';
import { CircumstanceResolver } from './modules/circumstance/circumstance.resolver.js';
import { EntitlementResolver } from './modules/entitlement/entitlement.resolver.js';
import { ParameterResolver } from './modules/parameter/parameter.resolver.js';
import { OverpaymentResolver } from './modules/overpayment/overpayment.resolver.js';
import { PaymentRunResolver } from './modules/payment-run/payment-run.resolver.js';
import { AwardPaymentResolver } from './modules/payment/payment.resolver.js';
import { PersonBenefitsResolver, PersonResolver } from './modules/person/person-benefits.resolver.js';
import { Person, referencedPerson } from './modules/person/person.type.js';
import { Region, referencedRegion } from './modules/place/place.type.js';
import { ProgrammeResolver, referencedProgramme } from './modules/programme/programme.resolver.js';
import { RegionBenefitResolver } from './modules/published/region-benefit.resolver.js';
import { RegisterResolver } from './modules/register/register.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [
    ChildResolver,
    ChildBenefitsResolver,
    EntitlementResolver,
    PersonResolver,
    PersonBenefitsResolver,
    AwardResolver,
    AwardPaymentResolver,
    PaymentRunResolver,
    OverpaymentResolver,
    CaseResolver,
    ChildCasesResolver,
    CaseChangeResolver,
    CircumstanceResolver,
    RegisterResolver,
    RegionBenefitResolver,
    ProgrammeResolver,
    ParameterResolver,
    AmountResolver,
  ],
  types: [Child, Person, Region],
  references: {
    Child: referencedChild,
    ChildBenefits: referencedSection,
    Person: referencedPerson,
    BenefitProgramme: referencedProgramme,
    BenefitAward: referencedAward,
    Region: referencedRegion,
  },
  subjects,
});
