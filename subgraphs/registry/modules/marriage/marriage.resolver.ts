import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { registerChange, ruleOf } from '../registration/register-change.js';
import { RegistrationOutcome } from '../registration/registration.type.js';
import { RegisterMarriageInput } from './marriage.input.type.js';
import { KIND_OF_MARRIAGE, registerMarriage } from './marriage.service.js';

const REGISTER_MARRIAGE = ruleOf('registerMarriage');

@Resolver()
export class MarriageResolver {
  @Directive('@requiresScopes(scopes: [["family"]])')
  @Mutation(() => RegistrationOutcome, {
    nullable: true,
    description: 'Registers a marriage, its dissolution, or that it is void. From the day of a minor\'s marriage parents and representatives no longer act for the child, nor see the record (Code on Marriage and Family, art. 130(3)). Refusals: UNKNOWN_PERSON (either), VERSION_CONFLICT, BEFORE_BIRTH, AFTER_DEATH, TOO_YOUNG, OWN_SPOUSE, ALREADY_MARRIED, NOT_ON_RECORD, OUT_OF_ORDER.',
  })
  registerMarriage(@Arg('input', () => RegisterMarriageInput, { description: 'The civil act.' }) input: RegisterMarriageInput, @Ctx() context: SubgraphContext): Promise<RegistrationOutcome> {
    const about = {
      kind: KIND_OF_MARRIAGE[input.change],
      subject: { iin: input.iin, field: 'input.iin' },
      others: [{ iin: input.spouseIin, field: 'input.spouseIin' }],
      afterDeath: input.change === 'VOID',
    };
    return registerChange(context, REGISTER_MARRIAGE, input, about, (change) => registerMarriage(change, input));
  }
}
