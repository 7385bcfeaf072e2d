import { Directive, Field, ObjectType } from 'type-graphql';
import { JournalEntry, journalEntry } from '../../../shared/mutation/journal-entry.type.js';
import { ApplicationAction, ApplicationState, RefusalReason } from './application-codes.type.js';
import type { ApplicationEventRow } from './application.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of an application\'s journal: what was done, when, and by whom. Nobody edits it.' })
export class SchoolApplicationEvent extends JournalEntry {
  @Field(() => ApplicationAction, { description: 'What was done.' })
  action!: ApplicationAction;

  @Field(() => ApplicationState, { nullable: true, description: 'The state before; null for the first entry.' })
  from!: ApplicationState | null;

  @Field(() => ApplicationState, { description: 'The state after.' })
  to!: ApplicationState;

  @Field(() => RefusalReason, { nullable: true, description: 'The ground of a refusal; null for other steps.' })
  reason!: RefusalReason | null;
}

export const applicationEventOf = ({ action, fromState: from, toState: to, reason, ...entry }: ApplicationEventRow): SchoolApplicationEvent => Object.assign(new SchoolApplicationEvent(), { action, from, to, reason, ...journalEntry(entry) });
