import { Field, InputType } from 'type-graphql';
import { badInput } from '../../../shared/errors.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import type { Named } from '../person/person-state.repository.js';
import { ParentRole } from './family.type.js';

@InputType({ description: 'A parent.' })
export class ParentInput {
  @Field(() => IIN, { description: 'The parent\'s IIN.' })
  iin!: string;

  @Field(() => ParentRole, { description: 'As mother or as father.' })
  role!: ParentRole;
}

/** A parent whom an input names, and where. */
export type NamedParent = Named & Pick<ParentInput, 'role'>;

/** The parents of an input with their places in it; refuses two of one role, and one person twice, as bad input. */
export function namedParents(parents: readonly ParentInput[]): NamedParent[] {
  if (new Set(parents.map(({ role }) => role)).size < parents.length) throw badInput('input.parents', 'must name at most one mother and one father.');
  if (new Set(parents.map(({ iin }) => iin)).size < parents.length) throw badInput('input.parents', 'must name a person once only.');
  return parents.map(({ iin, role }, i) => ({ iin, role, field: `input.parents[${i}].iin` }));
}
