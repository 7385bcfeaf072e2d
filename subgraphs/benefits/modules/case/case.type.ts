import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { openedUnshielded, type OpenedRecord } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { Person, personOf } from '../person/person.type.js';
import { Region, regionOf } from '../place/place.type.js';
import { BenefitCaseState, BenefitRefusalReason, REASON_ARTICLES } from './case-codes.type.js';
import { BenefitCaseEvent, caseEventOf } from './case-event.type.js';
import { stateOn } from './case-transitions.js';
import { eventsOfCase, type CaseRow } from './case.repository.js';

/** What a case carries: its row, how it was reached, and the child through whose section. */
export interface OpenedCase extends OpenedRecord {
  readonly row: CaseRow;
  readonly child: string | null;
}

const SHIELDED = 'Withheld while a placement of the child is shielded.';

@Directive('@authenticated')
@ObjectType({ description: 'An offer or an application, from the first day to the decision and its appeal.' })
export class BenefitCase {
  opened!: OpenedCase;

  @Directive(BENEFITS)
  @Field(() => ID, { nullable: true, description: 'Opaque id of the case.' })
  id(): string {
    return this.opened.row.publicId;
  }

  @Directive(BENEFITS)
  @Field(() => BenefitCaseState, { nullable: true, description: 'Where it stands today; an offer without a reply is expired once its last day has passed.' })
  state(@Ctx() { today }: SubgraphContext): BenefitCaseState {
    return stateOn(this.opened.row, today);
  }

  @Directive(BENEFITS)
  @Field(() => Boolean, { nullable: true, description: 'Whether it began with an offer of ours, and not with an application.' })
  proactive(): boolean {
    return this.opened.row.proactive;
  }

  @Directive(BENEFITS)
  @Field(() => Int, { nullable: true, description: `Version of the case, for \`expectedVersion\`. ${SHIELDED}` })
  version(): number {
    return openedUnshielded(this.opened).row.version;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Day of the event that gives the right: a birth, a loss, a disability established.' })
  occurredOn(): string {
    return this.opened.row.occurredOn;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Day on which the programme learnt of it, by application or from a register.' })
  receivedOn(): string {
    return this.opened.row.receivedOn;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Day of the application, or of the consent that takes its place; null before.' })
  appliedOn(): string | null {
    return this.opened.row.appliedOn;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Last day on which an offer can be accepted; null for an application.' })
  expiresOn(): string | null {
    return this.opened.row.expiresOn;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Last day for a notice of missing papers: five working days after the application.' })
  noticeBy(): string | null {
    return this.opened.row.noticeBy;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Last day for missing papers that were asked for; null when none were.' })
  documentsBy(): string | null {
    return this.opened.row.documentsBy;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Last day for the decision: seven working days (eight at the Fund) after the application, put off by up to thirty calendar days for missing papers; null for an offer that nobody accepted.' })
  decideBy(): string | null {
    return this.opened.row.decideBy;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision; null before.' })
  decidedOn(): string | null {
    return this.opened.row.decidedOn;
  }

  @Directive(BENEFITS)
  @Field(() => BenefitRefusalReason, { nullable: true, description: `Why it was refused. ${SHIELDED}` })
  reason(): BenefitRefusalReason | null {
    return openedUnshielded(this.opened).row.reason;
  }

  @Directive(BENEFITS)
  @Field(() => String, { nullable: true, description: `Where the ground of the refusal stands in the Social Code. ${SHIELDED}` })
  reasonArticle(): string | null {
    const { reason } = openedUnshielded(this.opened).row;
    return reason === null ? null : REASON_ARTICLES[reason];
  }

  @Directive(BENEFITS)
  @Field(() => Person, { nullable: true, description: `Who was offered the benefit or applied for it. ${SHIELDED}` })
  recipient(): Person {
    return personOf(openedUnshielded(this.opened).row.recipientIin);
  }

  @Directive(BENEFITS)
  @Field(() => Region, { nullable: true, description: `The region that decides. ${SHIELDED}` })
  region(): Region {
    return regionOf(openedUnshielded(this.opened).row.regionKato);
  }

  @Directive(BENEFITS)
  @Field(() => BIN, { nullable: true, description: `The body that decided; null before. ${SHIELDED}` })
  decidingBody(): string | null {
    return openedUnshielded(this.opened).row.decidingBody;
  }

  @Directive(BENEFITS)
  @ListSize(6)
  @Field(() => [BenefitCaseEvent], { nullable: true, description: `Its journal, oldest first. ${SHIELDED}` })
  async history(@Ctx() context: SubgraphContext): Promise<BenefitCaseEvent[]> {
    const { row, path } = openedUnshielded(this.opened);
    return (await eventsOfCase(context, path).load(row.id)).map(caseEventOf);
  }
}

export const caseOf = (opened: OpenedCase): BenefitCase => Object.assign(new BenefitCase(), { opened });

/** A case of the register. */
export const caseOnRegister = (row: CaseRow): BenefitCase => caseOf({ row, child: null, iin: row.recipientIin, restricted: false, path: 'register' });
