import { addDays, earliest, latest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import type { Cell } from '../../shared/synthetic/seed.js';
import type { BenefitCaseAction, BenefitCaseState } from '../modules/case/case-codes.type.js';
import { termsFrom } from '../modules/case/case-terms.js';
import { serviceDays } from '../rules/service-terms.js';
import { type AwardDraft, happens, type SeedScope } from './award-draft.js';
import { homesOf } from './homes.js';
import { type AwardRecord, regionOf, type Writer } from './records.js';

/** Cases are kept for as long as somebody may ask about one: a year. */
const KEPT_DAYS = 365;

/** The benefits that are offered at a birth; the share of recipients who say yes to the message and do not apply by themselves. */
const OFFERED: ReadonlySet<AwardDraft['programme']> = new Set<AwardDraft['programme']>(['BIRTH', 'CARE_STATE', 'CARE_GFSS']);
const SHARE_OFFERED = 0.6;

interface Step {
  readonly action: BenefitCaseAction;
  readonly to: BenefitCaseState;
  readonly on: CivilDate;
}

function writeSteps(write: Writer, id: number, steps: readonly Step[], body: string | null): void {
  steps.forEach(({ action, to, on }, i) => write.row('benefit_case_event', [id, i + 1, action, steps[i - 1]?.to ?? null, to, on, on, i === 0 && action === 'OFFER' ? 'registry' : 'e-case', action === 'ASSIGN' ? body : null, on]));
}

/** The case that led to an award of the last year: by an offer and a reply, or by an application and a check. */
export function writeCase({ view, facts }: SeedScope, { award, regionKato, decidingBody }: AwardRecord, awardId: number, write: Writer): void {
  const { programme, payee, occurredOn, receivedOn, decidedOn } = award;
  if (payee.iin === null || award.body !== null || decidedOn < addDays(facts.asOf, -KEPT_DAYS)) return;
  const proactive = OFFERED.has(programme) && happens(facts, SHARE_OFFERED, 'offered', programme, payee.iin, occurredOn);
  const told = proactive ? latest(occurredOn, addDays(receivedOn, -3)) : receivedOn;
  const { noticeBy, decideBy } = termsFrom(programme, receivedOn);
  const steps: Step[] = proactive
    ? [{ action: 'OFFER', to: 'OFFERED', on: told }, { action: 'CONSENT', to: 'CONSENTED', on: receivedOn }, { action: 'ASSIGN', to: 'ASSIGNED', on: decidedOn }]
    : [{ action: 'SUBMIT', to: 'SUBMITTED', on: receivedOn }, { action: 'CHECK', to: 'CHECKING', on: receivedOn }, { action: 'ASSIGN', to: 'ASSIGNED', on: decidedOn }];
  const expiresOn = proactive ? addDays(told, serviceDays('OFFER', programme, told)) : null;
  const id = write.row('benefit_case', [programme, proactive, payee.iin, regionKato, 'ASSIGNED', occurredOn, told, receivedOn, expiresOn, noticeBy, decideBy, decidedOn, decidingBody, awardId, steps.length, decidedOn]);
  for (const iin of new Set(award.children.map((child) => child.iin))) {
    const birthDate = view.person(iin)?.birthDate;
    if (birthDate !== undefined) write.row('benefit_case_child', [id, programme, regionKato, iin, birthDate, decidedOn]);
  }
  writeSteps(write, id, steps, decidingBody);
}

/** Offers of the last days that wait for a reply: of children for whom nothing was decided yet. */
export function writeOffers({ view, facts }: SeedScope, child: SyntheticPerson, awards: readonly AwardDraft[], write: Writer): void {
  const told = latest(child.registeredOn, child.birthDate);
  if (told < addDays(facts.asOf, -KEPT_DAYS)) return;
  const expiresOn = addDays(told, serviceDays('OFFER', 'BIRTH', told));
  const [home] = homesOf(view, child);
  const district = home?.payee.iin == null ? undefined : view.person(home.payee.iin)?.residences.findLast(({ from }) => from <= told)?.district;
  if (expiresOn < facts.asOf || told > facts.asOf || district === undefined || child.death !== null || home?.payee.iin == null) return;
  for (const programme of ['BIRTH', 'CARE_STATE'] as const) {
    if (awards.some((one) => one.children.some(({ iin }) => iin === child.iin) && (programme === 'BIRTH' ? one.programme === 'BIRTH' : one.programme.startsWith('CARE_')))) continue;
    const cells: Cell[] = [programme, true, home.payee.iin, regionOf(district), 'OFFERED', child.birthDate, told, null, expiresOn, null, null, null, null, null, 1, earliest(told, facts.asOf)];
    const id = write.row('benefit_case', cells);
    write.row('benefit_case_child', [id, programme, regionOf(district), child.iin, child.birthDate, told]);
    writeSteps(write, id, [{ action: 'OFFER', to: 'OFFERED', on: told }], null);
  }
}
