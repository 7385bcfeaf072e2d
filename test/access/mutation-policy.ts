/* The part of the policy (policy.ts) that is about changes. */

const OFFICIALS = 'caseworker ombudsman ministry:registry ministry:benefits ministry:savings ministry:foster-families ministry:schools';

/**
 * Whom a mutation serves, and under which purpose alone: under another one they hear `N`. Whoever else has its classes hears `R`; so does whose token
 * names no person, where there must be one. */
export const MUTATIONS: readonly { readonly roles: string; readonly purpose: string; readonly fields: string; readonly person?: true }[] = [
  { roles: 'ministry:registry', purpose: 'CIVIL_REGISTRATION', fields: 'registerBirth changeCitizenship registerDeath registerParentage changeParentalRights registerMarriage replaceIin registerResidence' },
  { roles: 'ministry:benefits', purpose: 'BENEFIT_ASSESSMENT', fields: 'startPaymentRun recordOverpayment planRecovery recordReturn submitBenefitCase recordSmsReply moveBenefitCase decideBenefitCase reportCircumstance resumeAward recalculateAward changeRecipient' },
  { roles: 'ministry:savings', purpose: 'SAVINGS_ADMINISTRATION', fields: 'movePayout prepareSavingsSettlement releaseSavingsSettlement withdrawSavingsSettlement prepareAccrualRun releaseAccrualRun prepareSavingsCorrection releaseSavingsCorrection withdrawSavingsCorrection prepareReportingYear releaseReportingYear', person: true },
  { roles: 'ministry:savings', purpose: 'SAVINGS_ADMINISTRATION', fields: 'applyForPayout' },
  { roles: 'ministry:schools', purpose: 'EDUCATION_PLANNING', fields: 'recordPreventionStage recordPreventionStaff recordPreventionSurvey recordPreventionCases planProject correctProject planStage recordExpertise reachStage suspendProject resumeProject cancelProject commissionProject attachProjectDocument openProjectSchool recordSchoolApplication decideSchoolApplication enrolPupil transferPupil endEnrolment setIntake setCatchment' },
  { roles: 'citizen', purpose: 'OWN_FAMILY', fields: 'applyForSchool withdrawSchoolApplication', person: true },
  { roles: 'ministry:foster-families', purpose: 'CARE_SUPERVISION', fields: 'recordPlacement endPlacement shieldPlacement liftShielding recordWardMeans recordWardRight recordGuardianshipStaff recordDistrictChildren decideAdoptionPayment recordCareNeed moveCareNeed amendCareNeed closeCareNeed registerCandidate recordCandidateEvidence decideSuitability checkCandidate closeCandidate movePlacement extendPlacement recordVisit recordReport planPlacement signPlacement activatePlacement withdrawPlacement breakDownPlacement beginReview decideReview recordIncident followUpIncident recordAfterCare recordAdoption recordAdoptionReport endAdoption' },
  { roles: 'caseworker ombudsman', purpose: 'CHILD_PROFILE', fields: 'breakGlass', person: true },
  { roles: OFFICIALS, purpose: 'ACCESS_REVIEW', fields: 'requestOwnRelative decideApproval', person: true },
  { roles: 'caseworker ombudsman ministry:foster-families', purpose: 'ACCESS_REVIEW', fields: 'reviewApproval', person: true },
  { roles: OFFICIALS, purpose: 'ACCESS_REVIEW', fields: 'revokeApproval', person: true },
  { roles: 'auditor', purpose: 'AUDIT_ANALYSIS', fields: 'openInquiry closeInquiry signCheckpoint takeSnapshot runAuditRule assignFindings reviewFinding exportEvidence openEngagement closeEngagement' },
  { roles: 'auditor', purpose: 'AUDIT_ANALYSIS', fields: 'requestIdentification decideIdentification', person: true },
  { roles: 'ministry:registry ministry:benefits ministry:savings ministry:foster-families ministry:schools', purpose: 'AUDIT_ANSWER', fields: 'answerFinding' },
];
