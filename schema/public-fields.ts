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
  'Query.benefitProgrammes',
  'Query.benefitProgramme',
  'Query.indexParameters',
  'Query.schoolNorms',
  'Query.school',
  'Query.schools',
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
  'PlacementForm',
  'BenefitProgramme',
  'ProgrammeRate',
  'ProgrammeTerm',
  'IndexParameter',
  'School',
  'SchoolFeatures',
  'SchoolConnection',
  'SchoolEdge',
  'SchoolInfrastructure',
  'SchoolNorm',
];
