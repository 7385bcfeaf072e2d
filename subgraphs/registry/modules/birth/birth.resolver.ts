import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { answer, eventOf, ruleOf } from '../registration/register-change.js';
import { RegistrationOutcome } from '../registration/registration.type.js';
import { RegisterBirthInput } from './birth.input.type.js';
import { recordBirth } from './birth.service.js';

const REGISTER_BIRTH = ruleOf('registerBirth');

@Resolver()
export class BirthResolver {
  @Directive('@requiresScopes(scopes: [["identity", "family", "contacts"]])')
  @Mutation(() => RegistrationOutcome, {
    nullable: true,
    description: 'Registers a birth: a new record, with parents, citizenships and residence from that day. Refusals: IIN_NOT_AVAILABLE, UNKNOWN_PERSON (a parent), OWN_PARENT, PARENT_NOT_OLDER, AFTER_DEATH (the mother had died), UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS.',
  })
  registerBirth(@Arg('input', () => RegisterBirthInput, { description: 'The birth.' }) input: RegisterBirthInput, @Ctx() context: SubgraphContext): Promise<RegistrationOutcome> {
    return answer(context, REGISTER_BIRTH, input, async (em, viewer) => {
      const { act, subjects } = await recordBirth(em, viewer, input, eventOf(input, context));
      return { reference: { registration: act.id }, subjects };
    });
  }
}
