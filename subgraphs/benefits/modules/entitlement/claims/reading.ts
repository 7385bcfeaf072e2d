import type { CivilDate } from '../../../../shared/clock.js';
import { ageOn, birthdayAt } from '../../../../shared/dated.js';
import { holds } from '../../../../shared/periods.js';
import type { ClaimFacts } from '../../../rules/entitlement.js';
import type { ExternalParent } from '../../child/child-facts.type.js';
import type { Contributions } from '../../evidence/contributions.js';
import type { Disability, Study } from '../../evidence/evidence.repository.js';
import type { BenefitProgrammeCode } from '../../programme/programme-code.type.js';
import type { RateBook } from '../../rate/rate-book.js';
import type { AwardOnRecord, ChildCase } from '../child-case.js';
import { type Claimant, claimantOn, keptByState } from '../claimant.js';
import { citizenshipOn, residentOn } from '../residence.js';
import { given } from './claim.js';

/** Without a break: the days of the records that follow each other up to one, with the group of the day. */
export function disabilityOn(records: readonly Disability[], day: CivilDate): Disability | null {
  const past = records.filter(({ from }) => from <= day);
  const last = past.findLast((one) => holds(one, day)) ?? past.at(-1);
  if (last === undefined) return null;
  let [from, to] = [last.from, last.to];
  for (const one of records.toReversed()) if (one.to === from) from = one.from;
  for (const one of records) if (one.from === to) to = one.to;
  return { group: last.group, from, to };
}

/** A child's case on a day, read once for all programmes. */
export class Reading {
  readonly age: number;
  readonly resident: boolean | undefined;
  readonly claimant: Claimant | null | undefined;
  readonly mother: ExternalParent | null;
  readonly disability: Disability | null;
  readonly kept: string | null;

  constructor(readonly child: ChildCase, readonly on: CivilDate, readonly book: RateBook) {
    const { facts, evidence, restricted } = child;
    this.age = ageOn(facts.birthDate, on);
    this.resident = residentOn(facts, on) ?? undefined;
    this.claimant = restricted ? undefined : claimantOn(facts, on);
    this.mother = facts.parents.find(({ role, parentage }) => role === 'MOTHER' && holds(parentage, on)) ?? null;
    this.disability = disabilityOn(evidence.disabilities.get(child.iin) ?? [], on);
    this.kept = keptByState(facts, on);
  }

  award(...programmes: readonly BenefitProgrammeCode[]): AwardOnRecord | undefined {
    return this.child.awards.find(({ programme }) => programmes.includes(programme));
  }

  /** Whether somebody is paid something for raising the child; of a shielded one not known. */
  receives(programme: BenefitProgrammeCode): boolean | undefined {
    return this.child.restricted ? undefined : this.award(programme) !== undefined;
  }

  /** The day of the application on record, else the day asked about: what would be, if one applied then. */
  appliedOn(programme: BenefitProgrammeCode): CivilDate {
    return this.award(programme)?.receivedOn ?? this.on;
  }

  contributions(iin: string): readonly Contributions[] {
    return this.child.evidence.contributions.get(iin) ?? [];
  }

  readonly study = (iin: string | null): readonly Study[] | undefined => (iin === null ? undefined : this.child.evidence.studies.get(iin));

  /** Facts of every programme. */
  common(programme: BenefitProgrammeCode): Pick<ClaimFacts, 'resident' | 'birthDate' | 'deathDate' | 'appliedOn'> {
    const { birthDate, deathDate } = this.child.facts;
    return given({ resident: this.resident, birthDate, deathDate, appliedOn: this.appliedOn(programme) });
  }

  /** The group of the disability; where none is set, since when it is. */
  get group(): string | null {
    return this.disability === null ? null : (this.disability.group ?? this.disability.from);
  }

  get disabledSinceChildhood(): boolean {
    return this.disability !== null && this.disability.from < birthdayAt(this.child.facts.birthDate, 18);
  }

  /** Disabled before 18, and still when that is over. */
  get disabledBeyond18(): boolean {
    const to = this.disability?.to ?? null;
    return this.disabledSinceChildhood && (to === null || to > birthdayAt(this.child.facts.birthDate, 18));
  }

  values(more: Readonly<Record<string, string | null>> = {}): Record<string, string | null> {
    const { facts } = this.child;
    return { RESIDENT: citizenshipOn(facts, this.on), GROUP_I_OR_II: this.group, BORN: facts.birthDate, NOT_ON_FULL_STATE_SUPPORT: this.kept, DEPENDENT: String(this.age), NOT_RAISED_AS_A_CHILD: String(this.age), ...more };
  }
}
