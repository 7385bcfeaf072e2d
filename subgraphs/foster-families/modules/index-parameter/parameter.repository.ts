import type { EntityManager } from '@mikro-orm/postgresql';
import { careBook, type CareBook } from '../../rules/book.js';
import { ParameterRow } from './parameter.entity.js';

/** The figures of care as they are known now, and as of when. */
export interface KnownFigures {
  readonly book: CareBook;
  /** When the ministry of benefits recorded its last word on the indices. */
  readonly asOf: Date;
}

/** Null while the ministry of benefits has not told of any index. */
export async function knownFigures(em: EntityManager): Promise<KnownFigures | null> {
  const rows = await em.find(ParameterRow, {}, { orderBy: { parameter: 'asc', validFrom: 'asc' }, disableIdentityMap: true });
  const [first] = rows;
  return first === undefined ? null : { book: careBook(rows), asOf: first.toldAt };
}
