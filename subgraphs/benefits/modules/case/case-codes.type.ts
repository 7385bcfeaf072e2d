import { enumType, type EnumValue } from '../../../shared/enum.js';

export const BenefitCaseState = enumType('BenefitCaseState', 'Where a case stands, from the offer or the application to the end of an appeal.', {
  OFFERED: 'Offered by SMS because of a life event; waits for the recipient\'s reply.',
  CONSENTED: 'The recipient agreed; no application is needed (Social Code, 72(1)).',
  DECLINED: 'The recipient declined the offer. An application is still possible.',
  EXPIRED: 'Nobody replied in time. An application is still possible.',
  SUBMITTED: 'An application was received.',
  CHECKING: 'Its data are being checked.',
  DOCUMENTS_REQUESTED: 'Papers are missing, and were asked for.',
  ASSIGNED: 'Decided: the benefit is assigned.',
  REFUSED: 'Decided: not accepted, or not assigned; the reason says which.',
  APPEALED: 'The decision is appealed.',
  UPHELD: 'The decision stands.',
  OVERTURNED: 'The decision was overturned, and the benefit is assigned, or assigned otherwise.',
});
export type BenefitCaseState = EnumValue<typeof BenefitCaseState>;

export const BenefitCaseAction = enumType('BenefitCaseAction', 'A step of a case.', {
  OFFER: 'It was offered.',
  CONSENT: 'The recipient said yes.',
  DECLINE: 'The recipient said no.',
  SUBMIT: 'The application was received.',
  CHECK: 'The check began.',
  REQUEST_DOCUMENTS: 'Missing papers were asked for.',
  RECEIVE_DOCUMENTS: 'They came.',
  ASSIGN: 'The benefit was assigned.',
  REFUSE: 'It was refused.',
  APPEAL: 'The decision was appealed.',
  UPHOLD: 'The decision was upheld.',
  OVERTURN: 'The decision was overturned.',
});
export type BenefitCaseAction = EnumValue<typeof BenefitCaseAction>;

export const BenefitRefusalReason = enumType('BenefitRefusalReason', 'A ground of the Social Code for not accepting an application (73(1)), or for not assigning a benefit (73(2)).', {
  ALREADY_ASSIGNED_OR_APPLIED: '73(1)1: the same benefit is assigned, applied for or consented to already.',
  PAPERS_INCOMPLETE_OR_EXPIRED: '73(1)2: the papers are incomplete or out of date.',
  IDENTITY_MISMATCH: '73(1)3: the identity document does not agree with the other papers.',
  NO_RIGHT: '73(1)4: there is no right to the benefit.',
  NO_DATA_CONSENT: '73(1)5: the applicant does not agree to access to personal data that are needed.',
  UNRELIABLE_DATA: '73(2)1: papers or data turned out to be untrue.',
  NON_CONFORMING_DATA: '73(2)2: papers or data do not meet the requirements of the law.',
  FUND_REQUEST_UNANSWERED: '73(2)3: what the Fund asked for while checking was not provided; MATERNITY and CARE_GFSS only.',
});
export type BenefitRefusalReason = EnumValue<typeof BenefitRefusalReason>;

/** Where each ground stands in the Social Code. */
export const REASON_ARTICLES: Readonly<Record<BenefitRefusalReason, string>> = {
  ALREADY_ASSIGNED_OR_APPLIED: '73(1)1',
  PAPERS_INCOMPLETE_OR_EXPIRED: '73(1)2',
  IDENTITY_MISMATCH: '73(1)3',
  NO_RIGHT: '73(1)4',
  NO_DATA_CONSENT: '73(1)5',
  UNRELIABLE_DATA: '73(2)1',
  NON_CONFORMING_DATA: '73(2)2',
  FUND_REQUEST_UNANSWERED: '73(2)3',
};
