import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { registerChange, ruleOf } from '../registration/register-change.js';
import { RegistrationOutcome } from '../registration/registration.type.js';
import { ReplaceIinInput } from './replacement.input.type.js';
import { giveAnotherIin } from './replacement.service.js';

const REPLACE_IIN = ruleOf('replaceIin');

@Resolver()
export class ReplacementResolver {
  @Directive('@requiresScopes(scopes: [["identity"]])')
  @Mutation(() => RegistrationOutcome, {
    nullable: true,
    description: 'Replaces a person\'s IIN. The record answers under the new one at once, the programmes\' follow within seconds; the old one answers like an unknown person\'s and is never given again. The link between the two is sealed. Refusals: UNKNOWN_PERSON, VERSION_CONFLICT, IIN_NOT_AVAILABLE, BEFORE_BIRTH.',
  })
  replaceIin(@Arg('input', () => ReplaceIinInput, { description: 'The replacement.' }) input: ReplaceIinInput, @Ctx() context: SubgraphContext): Promise<RegistrationOutcome> {
    const about = { kind: 'IIN_REPLACED', subject: { iin: input.iin, field: 'input.iin' }, afterDeath: true } as const;
    return registerChange(context, REPLACE_IIN, input, about, (change) => giveAnotherIin(change, input));
  }
}
