import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { registerChange, ruleOf } from '../registration/register-change.js';
import { RegistrationOutcome } from '../registration/registration.type.js';
import { ChangeParentalRightsInput } from './parental-rights-change.input.type.js';
import { changeParentalRights, KIND_OF_DECISION } from './parental-rights-change.service.js';

const CHANGE_PARENTAL_RIGHTS = ruleOf('changeParentalRights');

@Resolver()
export class ParentalRightsChangeResolver {
  @Directive('@requiresScopes(scopes: [["family"]])')
  @Mutation(() => RegistrationOutcome, {
    nullable: true,
    description: 'Registers a court\'s decision on a parent\'s rights; from its day the parent sees what is left to them. Refusals: UNKNOWN_PERSON, VERSION_CONFLICT, BEFORE_BIRTH, AFTER_DEATH, NOT_ON_RECORD (no parent that day, or nothing to restore), ALREADY_RECORDED, RIGHTS_AMBIGUOUS, OUT_OF_ORDER.',
  })
  changeParentalRights(@Arg('input', () => ChangeParentalRightsInput, { description: 'The decision.' }) input: ChangeParentalRightsInput, @Ctx() context: SubgraphContext): Promise<RegistrationOutcome> {
    const about = { kind: KIND_OF_DECISION[input.change], subject: { iin: input.childIin, field: 'input.childIin' } };
    return registerChange(context, CHANGE_PARENTAL_RIGHTS, input, about, (change) => changeParentalRights(change, input));
  }
}
