import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { registerChange, ruleOf } from '../registration/register-change.js';
import { RegistrationOutcome } from '../registration/registration.type.js';
import { RegisterResidenceInput } from './residence-change.input.type.js';
import { registerResidence } from './residence-change.service.js';

const REGISTER_RESIDENCE = ruleOf('registerResidence');

@Resolver()
export class ResidenceChangeResolver {
  @Directive('@requiresScopes(scopes: [["identity", "contacts"]])')
  @Mutation(() => RegistrationOutcome, {
    nullable: true,
    description: 'Registers a move within the country, an arrival, or (without a home) a departure for good. An event that arrives late takes its place between those on record. Regional staff record homes in their regions only; a move between regions needs staff of both or of the whole country. Refusals: UNKNOWN_PERSON, VERSION_CONFLICT, UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, BEFORE_BIRTH, AFTER_DEATH, ALREADY_RECORDED, NOT_ON_RECORD, OUT_OF_ORDER.',
  })
  registerResidence(@Arg('input', () => RegisterResidenceInput, { description: 'The residence.' }) input: RegisterResidenceInput, @Ctx() context: SubgraphContext): Promise<RegistrationOutcome> {
    const about = { kind: input.home == null ? 'DEPARTURE' : 'RESIDENCE', subject: { iin: input.iin, field: 'input.iin' } } as const;
    return registerChange(context, REGISTER_RESIDENCE, input, about, (change) => registerResidence(change, input));
  }
}
