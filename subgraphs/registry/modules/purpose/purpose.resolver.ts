import { Query, Resolver } from 'type-graphql';
import { PURPOSES } from '../../../shared/access/purposes.js';
import { ListSize } from '../../../shared/list-size.js';
import { ProcessingPurpose, toPurpose } from './purpose.type.js';

@Resolver()
export class PurposeResolver {
  @ListSize(11)
  @Query(() => [ProcessingPurpose], { nullable: true, description: 'The registered purposes: on what basis who may ask for what. Public.' })
  purposes(): ProcessingPurpose[] {
    return PURPOSES.map(toPurpose);
  }
}
