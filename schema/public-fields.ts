/**
 * What anybody may read without a token or purpose: figures and catalogues that the ministries publish. Every other
 * field needs an access rule; a test fails on one without.
 */
export const PUBLIC_FIELDS: readonly string[] = [
  'Query.regions',
  'Query.region',
  'Query.purposes',
  'Query.reportingYears',
  'Query.reportingYear',
  'Query.placementForms',
  'Query.careAmount',
  'Query.carerRequirements',
  'Query.benefitProgrammes',
  'Query.benefitProgramme',
  'Query.indexParameters',
  'Query.benefitAmount',
  'Query.savingsProjection',
  'Query.schoolNorms',
  'Query.school',
  'Query.schools',
  'Query.schoolAdmissionRules',
];

/** Types whose every field is public, because nothing in them is about a person. */
export const PUBLIC_TYPES: readonly string[] = [
  'Region',
  'District',
  'ProcessingPurpose',
  'PurposeRole',
  'Money',
  'PageInfo',
  'ReportingYear',
  'SavingsProjection',
  'SavingsProjectionAccrual',
  'SavingsProjectionStep',
  'PlacementForm',
  'CareAmount',
  'CareAmountParameter',
  'CareAmountStep',
  'CarerRequirement',
  'BenefitProgramme',
  'ProgrammeRate',
  'ProgrammeTerm',
  'IndexParameter',
  'BenefitAmount',
  'BenefitAmountParameter',
  'BenefitAmountStep',
  'RegionBenefit',
  'RegionSavings',
  'School',
  'SchoolFeatures',
  'SchoolConnection',
  'SchoolEdge',
  'SchoolInfrastructure',
  'SchoolNorm',
  'SchoolIntake',
  'SchoolMicrodistrict',
  'SchoolAdmissionRule',
];

/**
 * Root fields that are never null. A root field must be nullable, so that a programme that is down does not blank what the
 * others answer. These are questions about the law and nobody's data: they read nothing but figures of the law, they answer or say
 * what is wrong with the question, and who asks one asks for nothing else in the same document. Their types are agreed with those who call them.
 */
export const NEVER_NULL_ROOT_FIELDS: readonly string[] = ['Query.benefitAmount', 'Query.savingsProjection'];
