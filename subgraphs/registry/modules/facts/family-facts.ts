import { earliest, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ageOn } from '../../../shared/dated.js';
import { hasDays, type Period, unionOf } from '../../../shared/periods.js';
import { guardianshipsOf, lifeStatusesOf, parentalRightsOf, residencesOf } from '../facts.repository.js';
import { kinOf, type KinLink } from '../family/kin.repository.js';
import type { ResidenceRow } from '../residence/residence.entity.js';
import { CareFact, ParentFact, PeriodFact, SiblingFact } from './facts.type.js';

const MAJORITY = 18;
const FAR: CivilDate = '9999-12-31';

interface DatedRow {
  readonly validFrom: CivilDate;
  readonly validTo?: CivilDate | null | undefined;
}

const periodOf = ({ validFrom, validTo }: DatedRow): Period => ({ from: validFrom, to: validTo ?? null });
const linkPeriod = ({ valid_from: from, valid_to: to }: KinLink): Period => ({ from, to });
const facts = (periods: readonly Period[]): PeriodFact[] => unionOf(periods).map(fact);
const fact = (period: Period): PeriodFact => Object.assign(new PeriodFact(), period);

/** The days that two periods have in common. */
function common(a: Period, b: Period): Period {
  const to = earliest(a.to ?? FAR, b.to ?? FAR);
  return { from: latest(a.from, b.from), to: to === FAR ? null : to };
}

const sameHome = (a: ResidenceRow, b: ResidenceRow): boolean => a.districtKato === b.districtKato && a.address === b.address;

/** When two people were registered at one address. */
async function together(one: string, other: string, context: SubgraphContext): Promise<PeriodFact[]> {
  const [mine, theirs] = await Promise.all([residencesOf(context).load(one), residencesOf(context).load(other)]);
  const shared = mine.flatMap((home) => theirs.filter((their) => sameHome(home, their)).map((their) => common(periodOf(home), periodOf(their))));
  return facts(shared.filter(hasDays));
}

async function rightsRemoved(child: string, parent: string, context: SubgraphContext): Promise<PeriodFact[]> {
  const rows = await parentalRightsOf(context).load(child);
  return facts(rows.filter(({ parentIin }) => parentIin === parent).map(periodOf));
}

async function deathOf(iin: string, context: SubgraphContext): Promise<CivilDate | null> {
  const rows = await lifeStatusesOf(context).load(iin);
  return rows.find(({ status }) => status === 'DECEASED')?.validFrom ?? null;
}

async function careOf(iin: string, context: SubgraphContext): Promise<CareFact[]> {
  const rows = await guardianshipsOf(context).load(iin);
  const forms = Map.groupBy(rows, ({ form }) => form);
  return [...forms].flatMap(([form, own]) => unionOf(own.map(periodOf)).map((period) => Object.assign(new CareFact(), period, { form })));
}

async function siblingFact(link: KinLink, number: number, context: SubgraphContext): Promise<SiblingFact> {
  const { iin, parent_iin: parent, child_birth_date: birthDate } = link;
  const [deathDate, removed, atHome, care] = await Promise.all([deathOf(iin, context), rightsRemoved(iin, parent, context), together(iin, parent, context), careOf(iin, context)]);
  return Object.assign(new SiblingFact(), {
    person: iin,
    number,
    iin: ageOn(birthDate, context.today) >= MAJORITY ? iin : null,
    birthDate,
    deathDate,
    parentage: fact(linkPeriod(link)),
    rightsRemoved: removed,
    together: atHome,
    care,
  });
}

/** When a child was registered at an address in the country. */
export async function inCountry(iin: string, context: SubgraphContext): Promise<PeriodFact[]> {
  return facts((await residencesOf(context).load(iin)).map(periodOf));
}

/**
 * A child's parents and their other children. What an adoption ended is left out on either side: who the parents were before, and
 * which children a parent had before others adopted them (Code on Marriage and Family, 102).
 */
export async function parentFacts(iin: string, context: SubgraphContext): Promise<ParentFact[]> {
  const kin = (await kinOf(context).load(iin)).filter(({ sealed }) => !sealed);
  const numbers = new Map([...new Set(kin.map((link) => link.iin))].filter((one) => one !== iin).map((one, i) => [one, i + 1]));
  return Promise.all(kin.filter((link) => link.iin === iin).map(async (link) => {
    const parent = link.parent_iin;
    const others = kin.filter((one) => one.iin !== iin && one.parent_iin === parent);
    const [deathDate, removed, atHome, children] = await Promise.all([
      deathOf(parent, context),
      rightsRemoved(iin, parent, context),
      together(iin, parent, context),
      Promise.all(others.map((one) => siblingFact(one, numbers.get(one.iin) ?? 0, context))),
    ]);
    const { role, basis } = link;
    return Object.assign(new ParentFact(), { iin: parent, role, basis, parentage: fact(linkPeriod(link)), deathDate, rightsRemoved: removed, together: atHome, children });
  }));
}
