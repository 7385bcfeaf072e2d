import { buildFederatedSchema } from '../shared/federation.js';
import { InquiryResolver } from './modules/inquiry/inquiry.resolver.js';
import { LedgerSourceResolver } from './modules/source/ledger-source.resolver.js';
import { subjects } from './subjects.js';

export const schema = buildFederatedSchema({
  resolvers: [LedgerSourceResolver, InquiryResolver],
  types: [],
  references: {},
  subjects,
});
