import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { registerChange, ruleOf } from '../registration/register-change.js';
import { RegistrationOutcome } from '../registration/registration.type.js';
import { RegisterParentageInput } from './parentage-change.input.type.js';
import { KIND_OF_PARENTAGE, registerParentage } from './parentage-change.service.js';

const REGISTER_PARENTAGE = ruleOf('registerParentage');

@Resolver()
export class ParentageChangeResolver {
  @Directive('@requiresScopes(scopes: [["identity", "family"]])')
  @Mutation(() => RegistrationOutcome, {
    nullable: true,
    description: 'Registers who becomes, or no longer is, a child\'s parent: paternity established, adoption, its cancellation, annulment. An adoption may change name and birth date; a new IIN is a mutation of its own (replaceIin). Refusals: UNKNOWN_PERSON (the child or a parent named), VERSION_CONFLICT, BEFORE_BIRTH, AFTER_DEATH, OWN_PARENT, PARENT_NOT_OLDER, SECOND_MOTHER, SECOND_FATHER, ALREADY_RECORDED, NOT_ON_RECORD, NOT_A_MINOR, ALREADY_ADOPTED, BIRTH_DATE_NOT_ALLOWED, OUT_OF_ORDER.',
  })
  registerParentage(@Arg('input', () => RegisterParentageInput, { description: 'The change.' }) input: RegisterParentageInput, @Ctx() context: SubgraphContext): Promise<RegistrationOutcome> {
    const about = {
      kind: KIND_OF_PARENTAGE[input.change],
      subject: { iin: input.childIin, field: 'input.childIin' },
      others: input.parents.map(({ iin }, i) => ({ iin, field: `input.parents[${i}].iin` })),
    };
    return registerChange(context, REGISTER_PARENTAGE, input, about, (change) => registerParentage(change, input));
  }
}
