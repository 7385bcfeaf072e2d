import { p } from '@mikro-orm/postgresql';

/** The columns every dated fact has; an open `supersededAt` means that no correction has replaced the row. */
export const factProperties = {
  id: p.bigint('string').primary(),
  iin: p.string(),
  validFrom: p.date(),
  validTo: p.date().nullable(),
  source: p.string(),
  recordedAt: p.datetime(),
  supersededAt: p.datetime().nullable(),
};
