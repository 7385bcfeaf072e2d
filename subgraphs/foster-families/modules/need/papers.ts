import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { unknownPerson } from '../../../shared/mutation/refusal.js';
import { lockChildren } from '../child/known-child.repository.js';
import { joinSiblings } from '../sibling/sibling.repository.js';
import type { CareDocumentInput } from './care-need.input.type.js';

const MOST = 20;
const LONGEST_REFERENCE = 200;

/** Papers, checked: a reference is a number and an issuer, and an IIN in it would outlive its replacement. */
function documentOf({ kind, reference, issuedOn }: CareDocumentInput, at: number, today: CivilDate): CareDocumentInput {
  const field = `input.documents[${at}]`;
  const text = inputText(`${field}.reference`, reference, LONGEST_REFERENCE);
  if (issuedOn > today) throw badInput(`${field}.issuedOn`, 'must not be in the future.');
  return { kind, reference: text, issuedOn };
}

/** Adds papers to a record. */
export async function addDocuments(em: EntityManager, need: string, documents: readonly CareDocumentInput[], today: CivilDate): Promise<void> {
  if (documents.length > MOST) throw badInput('input.documents', `must be at most ${MOST}.`);
  for (const { kind, reference, issuedOn } of documents.map((one, at) => documentOf(one, at, today))) {
    await em.execute('insert into care_need_document (need_id, kind, reference, issued_on) values (?, ?, ?, ?)', [need, kind, reference, issuedOn]);
  }
}

/** Says whose brother or sister a child is: of children whom the civil registry has told of. */
export async function addSiblings(em: EntityManager, iin: string, siblings: readonly string[], source: string): Promise<void> {
  if (siblings.length > MOST) throw badInput('input.siblings', `must be at most ${MOST}.`);
  if (siblings.includes(iin)) throw badInput(`input.siblings[${siblings.indexOf(iin)}]`, 'must not be the child itself.');
  const known = new Set((await lockChildren(em, siblings)).map((child) => child.iin));
  const unknown = siblings.findIndex((one) => !known.has(one));
  if (unknown >= 0) throw unknownPerson(`input.siblings[${unknown}]`);
  for (const sibling of siblings) await joinSiblings(em, iin, sibling, source);
}
