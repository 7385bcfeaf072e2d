import { Directive, Field, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { CARE } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { placementsOf } from '../placement/placement.repository.js';
import { recordByRegister } from '../placement/placement-record.js';
import { Placement, toPlacement } from '../placement/placement.type.js';
import { siblingsOf } from '../sibling/sibling.repository.js';
import { livesIn } from './care.service.js';

@Directive('@authenticated')
@ObjectType({ description: 'A brother or sister of a child in care, as the databank has it.' })
export class CareSibling {
  iin!: string;

  /** Null where none of today is in sight. */
  held!: Placement | null;

  @Directive(CARE)
  @Field(() => Child, { nullable: true, description: 'The brother or sister.' })
  child(): Child {
    return childOf(this.iin);
  }

  @Directive(CARE)
  @Field(() => Placement, { nullable: true, description: 'Where they live today outside the parents\' care, guest stays aside; null where they do not, or outside of your regions.' })
  placement(): Placement | null {
    return this.held;
  }
}

/** A child's brothers and sisters and where they are, as the register shows it to the authority; in no more statements than one of them takes. */
export async function siblingsInCare(iin: string, context: SubgraphContext): Promise<CareSibling[]> {
  const siblings = await siblingsOf(context, 'register').load(iin);
  return Promise.all(siblings.map(async (sibling) => {
    const row = livesIn(await placementsOf(context, 'register').load(sibling), context.today);
    return Object.assign(new CareSibling(), { iin: sibling, held: row && toPlacement(row, recordByRegister(sibling)) });
  }));
}
