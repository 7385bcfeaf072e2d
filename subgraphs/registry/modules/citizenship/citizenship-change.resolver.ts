import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { registerChange, ruleOf } from '../registration/register-change.js';
import { RegistrationOutcome } from '../registration/registration.type.js';
import { ChangeCitizenshipInput } from './citizenship-change.input.type.js';
import { changeCitizenship, KIND_OF_CHANGE } from './citizenship-change.service.js';

const CHANGE_CITIZENSHIP = ruleOf('changeCitizenship');

@Resolver()
export class CitizenshipChangeResolver {
  @Directive('@requiresScopes(scopes: [["identity"]])')
  @Mutation(() => RegistrationOutcome, {
    nullable: true,
    description: 'Registers that a citizenship was acquired or ended. Refusals: UNKNOWN_PERSON, VERSION_CONFLICT, BEFORE_BIRTH, AFTER_DEATH, ALREADY_RECORDED (a citizen already), NOT_ON_RECORD (no citizen that day), OUT_OF_ORDER.',
  })
  changeCitizenship(@Arg('input', () => ChangeCitizenshipInput, { description: 'The change.' }) input: ChangeCitizenshipInput, @Ctx() context: SubgraphContext): Promise<RegistrationOutcome> {
    const about = { kind: KIND_OF_CHANGE[input.change], subject: { iin: input.iin, field: 'input.iin' } };
    return registerChange(context, CHANGE_CITIZENSHIP, input, about, (change) => changeCitizenship(change, input));
  }
}
