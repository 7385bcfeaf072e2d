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

/** A row as clients are told of it: of one that a new birth date made, not when it was written (history/timeline.ts). */
export const asTold = <R extends { readonly recordedAt: Date; readonly toldAt?: Date | null | undefined }>(row: R): R => ({ ...row, recordedAt: row.toldAt ?? row.recordedAt });
