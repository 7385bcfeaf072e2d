import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { registerChange, ruleOf } from '../registration/register-change.js';
import { RegistrationOutcome } from '../registration/registration.type.js';
import { RegisterDeathInput } from './death.input.type.js';
import { recordDeath } from './death.service.js';

const REGISTER_DEATH = ruleOf('registerDeath');

@Resolver()
export class DeathResolver {
  @Directive('@requiresScopes(scopes: [["identity"]])')
  @Mutation(() => RegistrationOutcome, {
    nullable: true,
    description: 'Registers a death. It ends the person\'s residence and citizenship; parentages stay. Refusals: UNKNOWN_PERSON, VERSION_CONFLICT, ALREADY_DEAD, BEFORE_BIRTH, OUT_OF_ORDER (before the birth of the person\'s own child, as its mother).',
  })
  registerDeath(@Arg('input', () => RegisterDeathInput, { description: 'The death.' }) input: RegisterDeathInput, @Ctx() context: SubgraphContext): Promise<RegistrationOutcome> {
    return registerChange(context, REGISTER_DEATH, input, { kind: 'DEATH', subject: { iin: input.iin, field: 'input.iin' }, afterDeath: true }, recordDeath);
  }
}
