import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { CARE } from '../access/scope.js';
import { ruleOf } from '../placement/placement-change.js';
import { CarerCandidateOutcome } from './candidate-outcome.type.js';
import { CheckCandidateInput, CloseCandidateInput, DecideSuitabilityInput, RecordCandidateEvidenceInput, RegisterCandidateInput } from './candidate.input.type.js';
import { closeCandidate } from './close-candidate.js';
import { checkCandidate, decideSuitability } from './decide-suitability.js';
import { recordEvidence } from './record-evidence.js';
import { registerCandidate } from './register-candidate.js';

const REGISTER = ruleOf('registerCandidate');
const EVIDENCE = ruleOf('recordCandidateEvidence');
const DECIDE = ruleOf('decideSuitability');
const CHECK = ruleOf('checkCandidate');
const CLOSE = ruleOf('closeCandidate');

@Resolver()
export class CandidateChangeResolver {
  @Directive(CARE)
  @Mutation(() => CarerCandidateOutcome, {
    nullable: true,
    description: 'Registers somebody who wants to take a child in (118-2(3)). Whoever is a carer already, anywhere, brings that family along. Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, AFTER_DEATH, ALREADY_RECORDED (an open record, anywhere; the spouse has another spouse), UNKNOWN_CANDIDATE (the spouse), CONTRADICTORY (each of the two has a family already).',
  })
  registerCandidate(@Arg('input', () => RegisterCandidateInput, { description: 'The candidate.' }) input: RegisterCandidateInput, @Ctx() context: SubgraphContext): Promise<CarerCandidateOutcome> {
    return registerCandidate(context, REGISTER, input);
  }

  @Directive(CARE)
  @Mutation(() => CarerCandidateOutcome, {
    nullable: true,
    description:
      'Records what papers say of a candidate. A conviction, a prosecution or a dispensary\'s register ends suitability at once, since 4 February 2026, in every form in which they are suitable or have children; also in a record that is closed. Refusals: UNKNOWN_CANDIDATE, VERSION_CONFLICT, NOT_IN_THIS_STATE (closed by a death, or a later record is there).',
  })
  recordCandidateEvidence(
    @Arg('input', () => RecordCandidateEvidenceInput, { description: 'The papers.' }) input: RecordCandidateEvidenceInput, @Ctx() context: SubgraphContext,
  ): Promise<CarerCandidateOutcome> {
    return recordEvidence(context, EVIDENCE, input);
  }

  @Directive(CARE)
  @Mutation(() => CarerCandidateOutcome, {
    nullable: true,
    description:
      'Decides whether a candidate is suitable, form by form. Who is becomes a carer: of the spouse\'s family, or of a new one. Refusals: UNKNOWN_CANDIDATE, VERSION_CONFLICT, NOT_IN_THIS_STATE (closed), OUT_OF_ORDER, FORM_NOT_AVAILABLE, NOT_SUITABLE (with the condition and its article; a bar that came up since counts, too), EVIDENCE_MISSING (with the papers), NO_GROUND (the condition is met, or not asked for).',
  })
  decideSuitability(@Arg('input', () => DecideSuitabilityInput, { description: 'The decision.' }) input: DecideSuitabilityInput, @Ctx() context: SubgraphContext): Promise<CarerCandidateOutcome> {
    return decideSuitability(context, DECIDE, input);
  }

  @Directive(CARE)
  @Mutation(() => CarerCandidateOutcome, {
    nullable: true,
    description: 'Records the yearly check of somebody who is suitable, also in a record that is closed. Refusals: as of `decideSuitability`, and NOT_IN_THIS_STATE (not suitable; closed by a death, or a later record is there).',
  })
  checkCandidate(@Arg('input', () => CheckCandidateInput, { description: 'The check.' }) input: CheckCandidateInput, @Ctx() context: SubgraphContext): Promise<CarerCandidateOutcome> {
    return checkCandidate(context, CHECK, input);
  }

  @Directive(CARE)
  @Mutation(() => CarerCandidateOutcome, {
    nullable: true,
    description: 'Closes a candidate\'s record (118-4(2)); children who live with them stay. Refusals: UNKNOWN_CANDIDATE, VERSION_CONFLICT, NOT_IN_THIS_STATE (closed), OUT_OF_ORDER.',
  })
  closeCandidate(@Arg('input', () => CloseCandidateInput, { description: 'The end.' }) input: CloseCandidateInput, @Ctx() context: SubgraphContext): Promise<CarerCandidateOutcome> {
    return closeCandidate(context, CLOSE, input);
  }
}
