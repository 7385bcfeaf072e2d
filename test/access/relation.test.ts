import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideGrant, type AccessFacts, type Inquiry } from '../../subgraphs/registry/modules/access/relation.js';
import type { Role, Viewer } from '../../subgraphs/shared/access/viewer.js';

/*
 * Who may see what of a person on a day, as the law has it, told once more without a line of relation.ts; compared on random
 * lives, on the days at which something begins or ends and on those beside them.
 */

interface Period {
  readonly from: string;
  readonly to: string | null;
}

/** A life as the registers tell it. */
interface Life {
  readonly born: string;
  readonly homes: readonly (Period & { readonly region: string })[];
  readonly parents: readonly (Period & { readonly who: string })[];
  readonly rights: readonly (Period & { readonly who: string; readonly status: 'LIMITED' | 'DEPRIVED' })[];
  readonly guardians: readonly (Period & { readonly who: string | null; readonly form: string })[];
  readonly marriages: readonly Period[];
  readonly hidden: readonly Period[];
  readonly ownRelative: boolean;
  readonly identified: boolean;
  readonly approvals: readonly ('BREAK_GLASS' | 'OWN_RELATIVE')[];
}

interface Asker {
  readonly role: Role;
  readonly who: string | null;
  readonly regions: readonly string[];
  readonly inquiry: Inquiry;
}

const CHILD = '150601900015';
const ADULTS = ['900101900018', '800101900011', '850101900014'] as const;
const REGIONS = ['710000000', '750000000', '790000000'] as const;
const EVERYTHING = 'identity family contacts benefits savings care education';

/** What each of them sees at the most; the place of a hidden child aside. */
const AT_MOST: Readonly<Record<string, string>> = {
  SELF: EVERYTHING,
  PARENT: EVERYTHING,
  'PARENT limited': 'identity',
  REPRESENTATIVE: EVERYTHING,
  'REPRESENTATIVE professional': 'identity benefits savings care education',
  CASEWORKER: EVERYTHING,
  OMBUDSMAN: 'identity family care education',
  AUDITOR: 'identity family benefits savings care education',
  OWN_RELATIVE: '',
  'BREAK_GLASS caseworker': 'identity family benefits care education',
  'BREAK_GLASS ombudsman': 'identity family care education',
  'MINISTRY registry': 'identity family contacts',
  'MINISTRY benefits': 'identity family benefits',
  'MINISTRY savings': 'identity savings',
  'MINISTRY foster-families': 'identity family contacts care',
  'MINISTRY schools': 'identity education',
};

const during = ({ from, to }: Period, day: string): boolean => day >= from && !(to !== null && day >= to);

/** The first day of an age. 29 February has no anniversary in a common year, and nobody is older a day too early. */
function comesTo(age: number, born: string): string {
  const anniversary = new Date(Date.UTC(Number(born.slice(0, 4)) + age, Number(born.slice(5, 7)) - 1, Number(born.slice(8, 10))));
  return anniversary.toISOString().slice(0, 10);
}

/** Forms by which a person represents a child: a guest host does not (137-3(2)), an institution is no person. */
const REPRESENTING = ['GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'ADOPTION'];

/** Since when the child's place is secret without a break, as the days before tell; null when it is no secret. */
function hiddenSince({ hidden }: Life, day: string): string | null {
  const around = (one: string) => hidden.find((held) => during(held, one))?.from ?? null;
  let since = around(day);
  for (let earlier = since; earlier !== null; earlier = around(beside(earlier, -1))) since = earlier;
  return since;
}

/**
 * The region whose officials are responsible: of the last home. While a placement is shielded, those stay responsible who were
 * before it began, and no others become so, but for the authority that places children.
 */
function homeKnownTo(role: Role, life: Life, day: string): string | null {
  const since = role === 'ministry:foster-families' ? null : hiddenSince(life, day);
  return life.homes.reduce<string | null>((last, { from, region }) => (from <= day && (since === null || from < since) ? region : last), null);
}

/** Name of what somebody is, as in `AT_MOST`, and whether they may draw on accounts; null for nothing. */
function standing({ role, who, regions, inquiry }: Asker, life: Life, day: string): readonly [name: string, mayDraw: boolean] | null {
  const isChild = life.born >= '2006-01-01';
  const adult = day >= comesTo(18, life.born) || life.marriages.some(({ from }) => from <= day);
  if (role === 'citizen') {
    if (who === CHILD) return day >= comesTo(16, life.born) ? ['SELF', adult] : null;
    if (who === null || adult || !isChild) return null;
    const forms = life.guardians.filter((one) => one.who === who && during(one, day) && REPRESENTING.includes(one.form)).map(({ form }) => form);
    if (forms.length > 0) return forms.includes('PROFESSIONAL_FOSTER') ? ['REPRESENTATIVE professional', false] : ['REPRESENTATIVE', true];
    const taken = life.rights.filter((one) => one.who === who && during(one, day)).map(({ status }) => status);
    if (taken.includes('DEPRIVED') || !life.parents.some((one) => one.who === who && during(one, day))) return null;
    return taken.includes('LIMITED') ? ['PARENT limited', false] : ['PARENT', true];
  }
  if (life.ownRelative && !life.approvals.includes('OWN_RELATIVE')) return ['OWN_RELATIVE', false];
  const emergency = isChild && life.approvals.includes('BREAK_GLASS') && `BREAK_GLASS ${role}` in AT_MOST ? ([`BREAK_GLASS ${role}`, false] as const) : null;
  const home = homeKnownTo(role, life, day);
  const [office, ministry] = role.split(':');
  const central = regions.includes('*') || (ministry !== undefined && regions.length === 0);
  if (!central && (home === null || !regions.includes(home))) return emergency;
  // What auditors found is answered without a look at anybody's record.
  if (ministry !== undefined) return inquiry.purpose === 'AUDIT_ANSWER' ? null : [`MINISTRY ${ministry}`, false];
  if (role === 'auditor') return (isChild || life.identified) && inquiry.purpose === 'AUDIT_CASE' && inquiry.caseNumber !== null ? ['AUDITOR', false] : emergency;
  return office === 'caseworker' || office === 'ombudsman' ? [office.toUpperCase(), false] : emergency;
}

interface Verdict {
  readonly relation: string;
  readonly classes: string;
  readonly restricted: boolean;
  readonly mayDraw: boolean;
}

function expected(asker: Asker, life: Life, day: string): Verdict | null {
  const found = standing(asker, life, day);
  if (found === null) return null;
  const [name, mayDraw] = found;
  const relation = name.split(' ')[0] ?? '';
  const knowsThePlace = relation === 'SELF' || relation === 'REPRESENTATIVE' || asker.role === 'ministry:foster-families';
  return { relation, classes: AT_MOST[name] ?? '', restricted: life.hidden.some((one) => during(one, day)) && !knowsThePlace, mayDraw };
}

const viewerOf = ({ role, who, regions }: Asker): Viewer => ({ subject: 's', role, client: 'c', iin: who, organisation: null, regions, scopes: [], documents: 'trusted' });

const dated = ({ from, to }: Period) => ({ validFrom: from, validTo: to });

const factsOf = (life: Life): AccessFacts => ({
  iin: CHILD,
  birthDate: life.born,
  isChild: life.born >= '2006-01-01',
  residences: life.homes.map((one) => ({ ...dated(one), regionKato: one.region })),
  parents: life.parents.map((one) => ({ ...dated(one), parentIin: one.who })),
  rights: life.rights.map((one) => ({ ...dated(one), parentIin: one.who, status: one.status })),
  guardianships: life.guardians.map((one) => ({ ...dated(one), representativeIin: one.who, form: one.form })),
  marriages: life.marriages.map(dated),
  restrictions: life.hidden.map(dated),
  ownRelative: life.ownRelative,
  approvals: life.approvals,
  identified: life.identified,
});

function decided(asker: Asker, life: Life, day: string): Verdict | null {
  const grant = decideGrant(viewerOf(asker), factsOf(life), day, asker.inquiry);
  return grant && { relation: grant.relation, classes: grant.classes.join(' '), restricted: grant.restricted, mayDraw: grant.mayDraw };
}

const DAYS = { from: Date.UTC(1990, 0, 1) / 86_400_000, to: Date.UTC(2045, 0, 1) / 86_400_000 };
const dayAt = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
const beside = (day: string, by: number): string => dayAt(Date.parse(day) / 86_400_000 + by);

const anyDay = fc.integer({ min: DAYS.from, max: DAYS.to }).map(dayAt);
/** Beginnings and ends often fall together. */
const someDay = fc.oneof(anyDay, fc.constantFrom('2026-10-01', '2028-02-29', '2031-06-01', '2033-06-01'));
const birth = fc.oneof(anyDay, fc.constantFrom('2008-02-29', '2012-02-29', '2015-06-01', '2006-01-01', '2005-12-31'));
const period = fc.tuple(someDay, fc.option(someDay)).map(([a, b]): Period => (b === null || b >= a ? { from: a, to: b } : { from: b, to: a }));
const someone = fc.constantFrom(...ADULTS);
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
/** Nobody represents a child in two forms at once. */
const guardians = fc.uniqueArray(fc.tuple(period, fc.option(someone), fc.constantFrom(...REPRESENTING, 'GUEST', 'INSTITUTION')).map(([held, who, form]) => ({ ...held, who, form })), { selector: ({ who }) => who, maxLength: 4 });

const lives: fc.Arbitrary<Life> = fc.record({
  born: birth,
  homes: few(fc.tuple(period, fc.constantFrom(...REGIONS)).map(([held, region]) => ({ ...held, region }))).map((homes) => homes.toSorted((a, b) => (a.from < b.from ? -1 : 1))),
  parents: few(fc.tuple(period, someone).map(([held, who]) => ({ ...held, who }))),
  rights: few(fc.tuple(period, someone, fc.constantFrom('LIMITED' as const, 'DEPRIVED' as const)).map(([held, who, status]) => ({ ...held, who, status }))),
  guardians,
  marriages: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(period) }),
  hidden: few(period),
  ownRelative: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  identified: fc.boolean(),
  approvals: fc.subarray(['BREAK_GLASS', 'OWN_RELATIVE'] as const),
});

const OFFICIALS = ['caseworker', 'ombudsman', 'auditor', 'operator', 'ministry:registry', 'ministry:benefits', 'ministry:savings', 'ministry:foster-families', 'ministry:schools'] as const satisfies readonly Role[];
const regionsHeld = fc.oneof(fc.subarray([...REGIONS]), fc.constantFrom(['*'], []));
const inquiries = fc.record({ purpose: fc.constantFrom('AUDIT_CASE' as const, 'AUDIT_ANALYSIS' as const, 'AUDIT_ANSWER' as const, null), caseNumber: fc.constantFrom('K-7', null) });
const citizens: fc.Arbitrary<Asker> = fc.record({ role: fc.constant('citizen' as const), who: fc.constantFrom(CHILD, ...ADULTS, null), regions: regionsHeld, inquiry: inquiries });
const officials: fc.Arbitrary<Asker> = fc.record({ role: fc.constantFrom(...OFFICIALS), who: fc.constant(null), regions: regionsHeld, inquiry: inquiries });
const askers = fc.oneof(citizens, officials);

/** Every day on which something of a life begins or ends, and its neighbours. */
function turningPoints({ born, homes, parents, rights, guardians: held, marriages, hidden }: Life): string[] {
  const ends = [...homes, ...parents, ...rights, ...held, ...marriages, ...hidden].flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  return [born, comesTo(14, born), comesTo(16, born), comesTo(18, born), ...ends].flatMap((day) => [beside(day, -1), day, beside(day, 1)]);
}

const classesOf = (verdict: Verdict | null): Set<string> => new Set((verdict?.classes ?? '').split(' ').filter((one) => one !== ''));

/** Whether the second opens nothing that the first does not; a relation without classes is none. */
const opensNoMore = (first: Verdict | null, second: Verdict | null): boolean =>
  second === null || classesOf(second).size === 0 || (first !== null && classesOf(second).isSubsetOf(classesOf(first)) && !(first.restricted && !second.restricted) && !(second.mayDraw && !first.mayDraw));

/** Cheaper than an expectation for each of some ten thousand days. */
function agree(day: string, one: unknown, other: unknown): void {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  if (left !== right) throw new Error(`${day}: ${left} and not ${right}`);
}

const RUNS = { numRuns: 1_500, seed: 20_261_127 };

describe('who may see what of a person', () => {
  it('is what the law says, on every day on which something changes and beside it', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(lives, askers, anyDay, (life, asker, other) => {
        for (const day of [...turningPoints(life), other]) {
          const verdict = expected(asker, life, day);
          agree(day, decided(asker, life, day), verdict);
          met.add(standing(asker, life, day)?.[0] ?? 'nobody');
        }
      }),
      RUNS,
    );
    expect([...met].sort()).toEqual([...Object.keys(AT_MOST), 'nobody'].sort());
  });

  const more = (name: string, grow: fc.Arbitrary<(life: Life) => Life>): void => {
    it(`${name} never opens more`, () => {
      fc.assert(
        fc.property(lives, askers, grow, (life, asker, change) => {
          const after = change(life);
          for (const day of turningPoints(after)) agree(day, opensNoMore(decided(asker, life, day), decided(asker, after, day)), true);
        }),
        { ...RUNS, numRuns: 400 },
      );
    });
  };
  more('a decision on a parent\'s rights', fc.tuple(period, someone, fc.constantFrom('LIMITED' as const, 'DEPRIVED' as const)).map(([held, who, status]) => (life) => ({ ...life, rights: [...life.rights, { ...held, who, status }] })));
  more('the end of a parentage', fc.nat(2).map((at) => (life) => ({ ...life, parents: life.parents.filter((_, i) => i !== at) })));
  more('a relative\'s record', fc.constant((life) => ({ ...life, ownRelative: true })));
  more('the end of an exceptional access', fc.constant((life) => ({ ...life, approvals: [] })));

  it('a shielding never opens more than was open that day, or on the eve of it to those who stay responsible', () => {
    fc.assert(
      fc.property(lives, askers, period, (life, asker, one) => {
        const after = { ...life, hidden: [...life.hidden, one] };
        for (const day of turningPoints(after)) {
          const [since, verdict] = [hiddenSince(after, day), decided(asker, after, day)];
          const before = since === null || asker.role === 'citizen' ? [day] : [day, beside(since, -1)];
          agree(day, before.some((then) => opensNoMore(decided(asker, life, then), verdict)), true);
        }
      }),
      { ...RUNS, numRuns: 400 },
    );
  });

  it('a region less never opens more to an official of regions', () => {
    fc.assert(
      fc.property(lives, officials, (life, asker) => {
        for (const day of turningPoints(life)) {
          // A ministry's staff without regions are those for the whole country.
          for (const less of asker.regions.length > 1 || !asker.role.includes(':') ? asker.regions.map((one) => asker.regions.filter((region) => region !== one)) : []) {
            agree(day, opensNoMore(decided(asker, life, day), decided({ ...asker, regions: less }, life, day)), true);
          }
        }
      }),
      { ...RUNS, numRuns: 300 },
    );
  });

  it('does not hang on the order in which facts were recorded', () => {
    fc.assert(
      fc.property(lives, askers, (life, asker) => {
        const turned: Life = { ...life, parents: life.parents.toReversed(), rights: life.rights.toReversed(), guardians: life.guardians.toReversed(), marriages: life.marriages.toReversed(), hidden: life.hidden.toReversed() };
        for (const day of turningPoints(life)) agree(day, decided(asker, turned, day), decided(asker, life, day));
      }),
      { ...RUNS, numRuns: 300 },
    );
  });
});
