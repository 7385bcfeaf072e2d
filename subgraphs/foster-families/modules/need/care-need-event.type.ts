import { Directive, Field, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { JournalEntry, journalEntry } from '../../../shared/mutation/journal-entry.type.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { CareDeadlineCode, CareDeadlineState, CareDocumentKind, CareNeedAction, CareNeedStatus } from './care-need-codes.type.js';
import type { CareDocumentRow, CareNeedEventRow } from './care-need.repository.js';
import type { Deadline } from './deadlines.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of the journal of a child\'s record in the databank.' })
export class CareNeedEvent extends JournalEntry {
  @Field(() => CareNeedAction, { description: 'What was done.' })
  action!: CareNeedAction;

  @Field(() => CareNeedStatus, { nullable: true, description: 'The status before; null for the first entry.' })
  from!: CareNeedStatus | null;

  @Field(() => CareNeedStatus, { description: 'The status after.' })
  to!: CareNeedStatus;
}

export const careNeedEventOf = ({ action, fromStatus: from, toStatus: to, ...entry }: CareNeedEventRow): CareNeedEvent =>
  Object.assign(new CareNeedEvent(), { action, from, to, ...journalEntry(entry) });

@Directive('@authenticated')
@ObjectType({ description: 'A paper that a child\'s record refers to; what stands in it is kept elsewhere.' })
export class CareDocument {
  @Field(() => CareDocumentKind, { description: 'What kind of paper.' })
  kind!: CareDocumentKind;

  @Field(() => String, { description: 'Its number, and who issued it.' })
  reference!: string;

  @Field(() => DateScalar, { description: 'The day on which it was issued.' })
  issuedOn!: CivilDate;
}

export const careDocumentOf = ({ kind, reference, issuedOn }: CareDocumentRow): CareDocument => Object.assign(new CareDocument(), { kind, reference, issuedOn });

@Directive('@authenticated')
@ObjectType({ description: 'A term of a child\'s record, and where it stands.' })
export class CareDeadline {
  @Field(() => CareDeadlineCode, { description: 'What it is for.' })
  code!: CareDeadlineCode;

  @Field(() => DateScalar, { description: 'Its last day.' })
  dueBy!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was done; null while it was not.' })
  doneOn!: CivilDate | null;

  @Field(() => CareDeadlineState, { description: 'Where it stands.' })
  state!: CareDeadlineState;

  @Field(() => String, { description: 'Where the term stands in the law.' })
  article!: string;

  @Field(() => Certainty, { description: 'How sure the term is.' })
  certainty!: Certainty;
}

export const careDeadlineOf = ({ code, term: { article, certainty }, dueBy, doneOn, state }: Deadline): CareDeadline =>
  Object.assign(new CareDeadline(), { code, dueBy, doneOn, state, article, certainty });
