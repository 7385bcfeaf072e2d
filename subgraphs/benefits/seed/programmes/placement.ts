import { addDays, monthEnd } from '../../../shared/calendar.js';
import type { CareForm, SyntheticCare } from '../../../shared/synthetic/household.js';
import { wardMeans } from '../../../shared/synthetic/ward-means.js';
import type { AwardComponent } from '../../modules/award/award-codes.type.js';
import type { GuardianshipProgramme } from '../../rules/rule.js';
import { type AwardDraft, type SeedScope } from '../award-draft.js';
import { groupAwards, type GroupRules, type Member } from '../group-awards.js';
import { endOf, FAR, type HouseholdView } from '../household-view.js';
import type { Payee } from '../homes.js';

interface Entitlement {
  readonly programme: GuardianshipProgramme;
  readonly component: AwardComponent;
}

/** What guardianship bodies set for each form, as far as an amount is known (rates.ts says what is not). */
const ENTITLEMENTS: Readonly<Partial<Record<CareForm, readonly Entitlement[]>>> = {
  GUARDIANSHIP: [{ programme: 'GUARDIAN', component: 'CHILD_MONEY' }],
  TRUSTEESHIP: [{ programme: 'GUARDIAN', component: 'CHILD_MONEY' }],
  PATRONAGE: [{ programme: 'PATRONAGE', component: 'CARER_PAY' }],
  FOSTER_FAMILY: [{ programme: 'FOSTER_FAM', component: 'CHILD_MONEY' }],
  PROFESSIONAL_FOSTER: [{ programme: 'PRO_FOSTER', component: 'CHILD_MONEY' }, { programme: 'PRO_FOSTER', component: 'CARER_PAY' }],
};

const person = (iin: string): Payee => ({ iin, bin: null });

/**
 * Pay goes to each carer. A child's money goes to the first of them, but a professional foster carer may not draw it: the
 * guardianship body keeps it (Code on Marriage and Family, 132-8(5), 132-9(5)).
 */
function payeesOf({ programme, component }: Entitlement, { carers, body }: SyntheticCare): Payee[] {
  if (component === 'CARER_PAY') return carers.map(person);
  if (programme === 'PRO_FOSTER') return [{ iin: null, bin: body }];
  return carers.slice(0, 1).map(person);
}

function memberOf(view: HouseholdView, care: SyntheticCare): Member {
  const death = view.person(care.child)?.death;
  const to = endOf(care);
  if (care.endReason === 'DEATH' && death) {
    return { iin: care.child, from: care.from, to: addDays(monthEnd(to), 1), ending: { on: to, reason: 'CHILD_DIED', receivedOn: death.registeredOn } };
  }
  return { iin: care.child, from: care.from, to, ending: to === FAR ? { on: FAR, reason: 'TERM_ENDED' } : { on: to, reason: care.endReason === 'MAJORITY' ? 'MAJORITY' : 'PLACEMENT_ENDED' } };
}

/** A due entitlement of one payee: a child's money per child, a carer's pay for all children together. */
interface Due {
  readonly key: string;
  readonly rules: GroupRules;
  readonly member: Member;
}

function duesOf({ view, facts }: SeedScope, care: SyntheticCare): Due[] {
  return (ENTITLEMENTS[care.form] ?? []).flatMap((entitlement) => {
    const { programme, component } = entitlement;
    // Paid only where the ward's own means do not suffice (125(2)).
    if (programme === 'GUARDIAN' && wardMeans(facts, care.child) !== null) return [];
    return payeesOf(entitlement, care).map((payee): Due => ({
      key: [programme, component, payee.iin ?? payee.bin, component === 'CARER_PAY' ? '' : care.child].join(' '),
      member: memberOf(view, care),
      rules: {
        programme,
        component,
        payee,
        district: care.district,
        body: care.body,
        least: 1,
        applies: [1, 10],
        since: 'EVENT',
        caseOf: () => ({ programme, tier: component }),
      },
    }));
  });
}

/** GUARDIAN, PATRONAGE, FOSTER_FAM and PRO_FOSTER: what the guardianship bodies' decisions make due. */
export function placementAwards(scope: SeedScope): AwardDraft[] {
  const dues = scope.view.children.flatMap(({ iin }) => scope.view.cares(iin)).flatMap((care) => duesOf(scope, care));
  return [...Map.groupBy(dues, ({ key }) => key).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : groupAwards(scope, group.map(({ member }) => member), first.rules);
  });
}
