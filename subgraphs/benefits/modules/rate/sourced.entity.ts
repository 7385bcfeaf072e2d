import { p } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';

/** The columns every dated figure of the law has, besides its first day, which belongs to its key. */
export const sourcedProperties = {
  validTo: p.date().nullable(),
  legalBasis: p.string(),
  source: p.string(),
  certainty: p.string().$type<Certainty>(),
};
