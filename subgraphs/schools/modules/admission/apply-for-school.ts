import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { clientError, withheld } from '../../../shared/errors.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule, Work } from '../../../shared/mutation/mutate.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { familyRuleOf, ruleOf } from '../access/rule.js';
import { requireRegion } from '../access/region.js';
import { refuseRelative } from '../resident/refuse-relative.js';
import { representativesOf, residentOf } from '../resident/resident.repository.js';
import { applicantRole, isMinor } from '../resident/who-applies.js';
import { answerWithApplication, type SchoolApplicationOutcome } from './application-outcome.type.js';
import { holdApplication, takeStep, unknownApplication } from './application-state.repository.js';
import { ofApplication } from './application.repository.js';
import type { ApplyForSchoolInput, RecordSchoolApplicationInput, WithdrawSchoolApplicationInput } from './application.input.type.js';
import { submitApplication } from './submit-application.js';
import { offerPlaces } from './waiting-list.js';

const APPLY = familyRuleOf('applyForSchool');
const WITHDRAW = familyRuleOf('withdrawSchoolApplication');
const RECORD = ruleOf('recordSchoolApplication');

const BY_FAMILY = 'Application of the family';

/** Whoever acts for their own child. */
function familyOf(context: SubgraphContext): string {
  const { iin } = viewerOf(context);
  if (iin === null) throw clientError('ROLE_NOT_ALLOWED', 'This field serves people: the access token must name one (claim iin).');
  return iin;
}

const today = ({ today: day }: SubgraphContext): JournalNote => ({ occurredOn: day, receivedOn: day, source: BY_FAMILY, by: null });

/** Whether somebody may act for a child today, though another may have applied. */
async function actsFor(em: EntityManager, applicantIin: string, childIin: string, day: string): Promise<boolean> {
  const resident = await residentOf(em, childIin, day);
  return resident !== null && isMinor(resident.birthDate, day) && applicantRole(applicantIin, await representativesOf(em, childIin), day, resident.restricted) !== null;
}

/** As `answerWithApplication`, to whoever acts for the child still: an answer may be asked for again after that has ended. */
async function answerToFamily(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly application: string }>): Promise<SchoolApplicationOutcome> {
  const answer = await answerWithApplication(context, rule, input, 'relation', work);
  if (answer instanceof Refusal || (await actsFor(context.database.relation, familyOf(context), answer.row.iin, context.today))) return answer;
  throw withheld('NO_RELATION');
}

/** Takes an application of a parent or representative. */
export const applyForSchool = (context: SubgraphContext, input: ApplyForSchoolInput): Promise<SchoolApplicationOutcome> =>
  answerToFamily(context, APPLY, input, async (em) => {
    const row = await submitApplication(em, context, { input: input.application, applicantIin: familyOf(context), note: today(context), byOfficial: false, requireSchool: () => undefined });
    return { reference: { application: row.id }, subjects: ofApplication(row) };
  });

/** Records an application that was brought to a school of the official's regions. */
export const recordSchoolApplication = (context: SubgraphContext, input: RecordSchoolApplicationInput): Promise<SchoolApplicationOutcome> =>
  answerWithApplication(context, RECORD, input, 'register', async (em, viewer) => {
    await refuseRelative(em, viewer, input.application.childIin, context.today);
    const row = await submitApplication(em, context, {
      input: input.application, applicantIin: input.applicantIin, note: noteOf(input, context, viewer), byOfficial: true,
      requireSchool: ({ regionKato }) => requireRegion(viewer, regionKato, 'input.application.school'),
    });
    return { reference: { application: row.id }, subjects: ofApplication(row) };
  });

/** Withdraws an application; what it held goes to the next who waits. */
export const withdrawSchoolApplication = (context: SubgraphContext, input: WithdrawSchoolApplicationInput): Promise<SchoolApplicationOutcome> =>
  answerToFamily(context, WITHDRAW, input, (em) =>
    nationwide(em, async () => {
      const note = today(context);
      const { application } = await holdApplication(em, input.application);
      if (!(await actsFor(em, familyOf(context), application.iin, context.today))) throw unknownApplication();
      const row = await takeStep(em, application, { action: 'WITHDRAW' }, note);
      await offerPlaces(em, row.intakeId, context.today);
      return { reference: { application: row.id }, subjects: [...new Set([...ofApplication(row), familyOf(context)])] };
    }));
