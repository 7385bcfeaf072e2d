/**
 * What anybody may read without a token or purpose: figures and catalogues that the ministries publish. Every other
 * field needs an access rule; a test fails on one without.
 */
export const PUBLIC_FIELDS: readonly string[] = [
  'Query.regions',
  'Query.region',
  'Query.reportingYears',
  'Query.reportingYear',
  'Query.placementForms',
];

/** Types whose every field is public, because nothing in them is about a person. */
export const PUBLIC_TYPES: readonly string[] = ['Region', 'District', 'Money', 'PageInfo', 'ReportingYear', 'PlacementForm'];
