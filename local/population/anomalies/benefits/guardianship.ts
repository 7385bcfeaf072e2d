import type { GuardianshipProgramme } from '../../../../subgraphs/benefits/rules/rule.js';
import { type AwardDraft, caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { guardianshipBody } from '../../../../subgraphs/shared/synthetic/organisations.js';
import { birthdayOf, dateOf, type Day, years } from '../../calendar.js';
import { relative } from '../../carers.js';
import { guestStays } from '../../guest.js';
import type { Stage } from '../../placement.js';
import { at } from '../../random.js';
import type { Anomaly, AnomalyKind } from '../kind.js';
import { careOf, orphaned } from '../placed.js';
import { aged, type Scene } from '../scene.js';
import { paidWrongly } from './benefit-rows.js';
import { openAward } from './drafts.js';

/** The money of one ward, as the guardianship body of the recipient's district would make it due. */
function childMoney(scene: Scene, programme: GuardianshipProgramme, recipient: string, district: string, from: Day): AwardDraft {
  const since = dateOf(from);
  const cases = [caseFrom(since, { programme, tier: 'CHILD_MONEY' })];
  return openAward({ programme, since, recipient, children: [scene.child().iin], cases }, { component: 'CHILD_MONEY', district, body: guardianshipBody(district) });
}

/** The guardian's allowance for the carer of a stage. */
const allowance = (scene: Scene, stage: Stage | undefined, from: Day): AwardDraft =>
  childMoney(scene, 'GUARDIAN', at(stage?.carers ?? [], 0), stage?.home.district ?? '', from);

function paidFrom(scene: Scene, draft: AwardDraft, wrongAfter: string, what: string, dates: Anomaly['dates']): Anomaly {
  return {
    child: scene.child().iin,
    others: [draft.payee.iin ?? draft.payee.bin],
    what,
    dates,
    plant: { benefits: paidWrongly(draft, (month) => month > wrongAfter) },
  };
}

const ward = { rules: ['R13', 'F10'], programmes: ['benefits'] } as const;

export const guardianAfterMajority: AnomalyKind = {
  ...ward,
  code: 'GUARDIAN_AFTER_MAJORITY',
  title: 'The guardian\'s allowance is paid on after the ward\'s 18th birthday',
  births: (asOf, random) => [aged(asOf, random, [18.3, 18.9])],
  tell: (scene) => {
    const from = scene.asOf - years(6);
    const [stage] = orphaned(scene, 'ORPHAN', [{ form: 'GUARDIANSHIP', from }]);
    const majority = birthdayOf(scene.child().born, 18);
    // A month that begins with the birthday is not due either.
    return paidFrom(scene, allowance(scene, stage, from), dateOf(majority - 1), 'Trusteeship ended at 18; the allowance did not.', { majority: dateOf(majority) });
  },
};

export const guardianAfterDeath: AnomalyKind = {
  ...ward,
  code: 'GUARDIAN_AFTER_DEATH',
  title: 'The guardian\'s allowance is paid on after the month of the ward\'s death',
  births: (asOf, random) => [aged(asOf, random, [6, 12])],
  tell: (scene) => {
    const [from, died] = [scene.asOf - years(3), scene.recently()];
    scene.dies(scene.child(), died, 4);
    const [stage] = orphaned(scene, 'RIGHTS_DEPRIVED', [{ form: 'GUARDIANSHIP', from }]);
    return paidFrom(scene, allowance(scene, stage, from), dateOf(died), 'The placement ended with the ward\'s death; the allowance did not.', { death: dateOf(died) });
  },
};

export const guardianWithoutWard: AnomalyKind = {
  ...ward,
  code: 'GUARDIAN_WITHOUT_GUARDIANSHIP',
  title: 'A guardian\'s allowance is paid to a relative of a child who lives with its parents',
  births: (asOf, random) => [aged(asOf, random, [5, 12])],
  tell: (scene) => {
    const from = scene.monthsAgo(scene.random.between(5, 9));
    const { persons, home } = relative(scene.draft, scene.family, from, scene.random);
    return paidFrom(scene, childMoney(scene, 'GUARDIAN', at(persons, 0).iin, home.district, from), '', 'There is no guardianship and there never was.', {});
  },
};

export const guardianInInstitution: AnomalyKind = {
  ...ward,
  code: 'GUARDIAN_IN_INSTITUTION',
  title: 'The guardian\'s allowance is paid on for a ward who is in an institution',
  births: (asOf, random) => [aged(asOf, random, [8, 12])],
  tell: (scene) => {
    const [from, moved] = [scene.asOf - years(3), scene.dayIn(scene.random.between(4, 9)) + 1];
    const [stage] = orphaned(scene, 'RIGHTS_DEPRIVED', [{ form: 'GUARDIANSHIP', from }, { form: 'INSTITUTION', from: moved }]);
    return paidFrom(scene, allowance(scene, stage, from), dateOf(moved), 'The guardian gave the ward up and is still paid.', { institution: dateOf(moved) });
  },
};

export const guardianAndPatronage: AnomalyKind = {
  ...ward,
  code: 'GUARDIAN_AND_PATRONAGE',
  title: 'A patronage carer receives a guardian\'s allowance, too',
  births: (asOf, random) => [aged(asOf, random, [6, 12])],
  tell: (scene) => {
    const from = scene.asOf - years(2);
    const [stage] = orphaned(scene, 'RIGHTS_DEPRIVED', [{ form: 'PATRONAGE', from }]);
    return paidFrom(scene, allowance(scene, stage, from), '', 'One child, two forms: patronage is paid already.', { placed: dateOf(from) });
  },
};

export const guestHostPaid: AnomalyKind = {
  ...ward,
  code: 'GUEST_HOST_PAID',
  title: 'A guest host is paid as a foster family',
  births: (asOf, random) => [aged(asOf, random, [8, 13])],
  tell: (scene) => {
    const { draft: told, family, random } = scene;
    const stages = careOf(scene, family.children, 'ABANDONED', [{ form: 'INSTITUTION', from: scene.asOf - years(2) }]);
    guestStays(told, family, stages, { reason: 'ABANDONED', returned: null, shielded: false }, random);
    const stay = told.facts.cares.findLast(({ form }) => form === 'GUEST');
    const draft = childMoney(scene, 'FOSTER_FAM', at(stay?.carers ?? [], 0), stay?.district ?? '', scene.monthsAgo(random.between(4, 6)));
    return paidFrom(scene, draft, '', 'Guest families are not paid; the child belongs to the institution.', {});
  },
};
