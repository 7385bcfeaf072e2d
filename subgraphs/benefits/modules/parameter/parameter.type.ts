import { Field, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { Money } from '../../../shared/money.js';
import { SourcedFigure } from '../../../shared/sourced.type.js';

export const IndexParameterCode = enumType('IndexParameterCode', 'A figure of the yearly budget law that benefits are multiples of.', {
  MCI: 'Monthly calculation index (АЕК / МРП).',
  SM: 'Subsistence minimum (ең төмен күнкөріс деңгейі / прожиточный минимум).',
  MW: 'Minimum wage (ең төмен жалақы / МЗП).',
});
export type IndexParameterCode = EnumValue<typeof IndexParameterCode>;

@ObjectType({ description: 'An index of the yearly budget law. Public.' })
export class IndexParameter extends SourcedFigure {
  @Field(() => IndexParameterCode, { description: 'Which index.' })
  parameter!: IndexParameterCode;

  @Field(() => Money, { description: 'Its value in tenge a month.' })
  value!: Money;
}
