import { Field, ObjectType } from 'type-graphql';
import { Certainty } from './certainty.type.js';
import { DateScalar } from './scalars/scalars.js';

/** A figure of the law: when it holds, where it stands, and how sure we are of it. */
@ObjectType()
export class SourcedFigure {
  @Field(() => DateScalar, { description: 'First day on which the figure holds (or from which it is known).' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  validTo!: string | null;

  @Field(() => String, { description: 'The act that sets it.' })
  legalBasis!: string;

  @Field(() => String, { description: 'Where the figure was read.' })
  source!: string;

  @Field(() => Certainty, { description: 'How sure the figure is.' })
  certainty!: Certainty;
}

interface SourcedColumns extends Omit<SourcedFigure, 'validTo'> {
  readonly validTo?: string | null | undefined;
}

/** The figure's own fields of a row, for an object type that extends SourcedFigure. */
export const sourcedFigure = ({ validFrom, validTo, legalBasis, source, certainty }: SourcedColumns): Pick<SourcedFigure, keyof SourcedFigure> => ({
  validFrom,
  validTo: validTo ?? null,
  legalBasis,
  source,
  certainty,
});
