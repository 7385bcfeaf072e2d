import { Directive, Field, ObjectType } from 'type-graphql';
import { opened, type OpenedRecord } from '../../../shared/access/path.js';
import { requireGrant } from '../../../shared/access/grant.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import type { AccessGrant } from '../../../shared/access/grant.js';
import { Child, childOf, type ChildRepresentation } from './child.type.js';
import type { ExternalFacts } from './child-facts.type.js';

@Directive('@key(fields: "iin")')
@Directive('@authenticated')
@ObjectType({ description: 'A child\'s section of the Ministry of Labour and Social Protection: what is awarded and paid for the child. Empty for a child the programme does not know.' })
export class ChildBenefits {
  @Field(() => IIN, { description: 'Individual identification number of the child: the key of the section.' })
  iin!: string;

  @Field(() => Child, { description: 'The child.' })
  child(): Child {
    return childOf(this.iin);
  }

  /** How the section was opened; null when it was reached by its key alone. */
  record!: OpenedRecord | null;

  /** Registry's facts, where the planner was asked for them: of each field those that it requires. */
  facts!: ExternalFacts | null;

  /** The grant that came with them. */
  grant!: AccessGrant | null;
}

/** The section of a record that was opened. */
export const benefitsSection = (record: OpenedRecord): ChildBenefits => Object.assign(new ChildBenefits(), { iin: record.iin, record, facts: null, grant: null });

/** What the planner hands in of a section. */
interface SectionRepresentation {
  readonly iin: string;
  readonly child?: ChildRepresentation | null;
}

/** By its key alone the section opens nothing; a field that requires registry's facts brings the grant along. */
export function referencedSection({ iin, child }: SectionRepresentation): ChildBenefits {
  const grant = child?.iin === undefined || child.iin === iin ? child?.grant : null;
  const record = grant?.classes.includes('benefits') ? { ...requireGrant(iin, grant, 'benefits'), path: 'relation' as const } : null;
  return Object.assign(new ChildBenefits(), { iin, record, facts: child?.facts ?? null, grant: grant ?? null });
}

export const openedSection = (section: ChildBenefits): OpenedRecord => opened(section.record);
