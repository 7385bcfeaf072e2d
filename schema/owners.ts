import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';

/**
 * Who owns each entity: the one subgraph that resolves its fields. Another subgraph may only add the fields listed for
 * it in ADDED. A change here is a decision of the ministries, not of a pull request's author.
 */
export const OWNERS: Readonly<Record<string, SubgraphName>> = {
  Child: 'registry',
  Person: 'registry',
  Region: 'registry',
  District: 'registry',
  BenefitProgramme: 'benefits',
  BenefitAward: 'benefits',
  ChildBenefits: 'benefits',
  PersonBenefits: 'benefits',
  ReportingYear: 'savings',
  ChildSavings: 'savings',
  Placement: 'foster-families',
  FosterFamily: 'foster-families',
  ChildCare: 'foster-families',
  School: 'schools',
  ChildSchooling: 'schools',
};

/** Fields that a subgraph adds to an entity it does not own. */
export const ADDED: Readonly<Record<string, SubgraphName>> = {
  'Child.benefits': 'benefits',
  'Person.benefits': 'benefits',
  'Region.benefits': 'benefits',
  'Child.savings': 'savings',
  'Region.savings': 'savings',
  'Child.care': 'foster-families',
  'Child.schooling': 'schools',
  'Child.accessLog': 'audit',
  'Region.schoolInfrastructure': 'schools',
  'Region.wellbeing': 'audit',
  'District.schoolInfrastructure': 'schools',
};

/** Value types that more than one subgraph may define; they hold scalars only. */
export const SHARED_TYPES: readonly string[] = ['Money', 'PageInfo', 'Refusal'];
