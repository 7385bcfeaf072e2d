/**
 * Who may see what, as the law and the design have it, written by hand. It shares nothing with the product: whoever changes
 * what somebody may see changes it here as well, on purpose, and an official can read it. The matrix test asks every field of
 * the published schemas as somebody who may have it and one field of each class at every place as everybody below, through the
 * gateway and at each ministry's own door, and compares; `npm run soak -- matrix` asks every field by every way as everybody.
 * That each field is declared to be of its class, declarations.test.ts holds.
 *
 * To extend it:
 * - a new field: a word in `FIELDS` (fields/, the file of its subgraph), under its type, in the line of its class. The test names a field that is not there,
 *   and a word that is no field;
 * - a new root field: also a column in `ROOTS`, or in `FIELDS` alone when it is public or starts at a record;
 *   its arguments in `ARGUMENTS`, when it has some that it cannot be asked without;
 * - a field of an office, which is about no child's record: in `FIELDS` with `audit`, `findings` or `operations`, or several with a bar between;
 * - a new purpose: in `PURPOSES_OF`, and rows in `RECORDS` and `ROOTS` for whoever may name it;
 * - a new actor: in `ACTORS`, and rows with an `anybody` line at their end; a new situation: a person of support/cast.ts;
 * - a new mutation: in `FIELDS`, in `MUTATIONS` (mutation-policy.ts), and in support/inputs.ts an input that would change something.
 *
 * | letter | the field |
 * |---|---|
 * | + | is there |
 * | W | is null with `WITHHELD`, as for somebody whom nobody knows |
 * | S | is null with `SCOPE_MISSING`: the purpose does not open this class of fields |
 * | R | is null with `ROLE_NOT_ALLOWED` |
 * | N | is null with `PURPOSE_NOT_ALLOWED`: it is open to the role under another purpose only |
 * | P | is null with `PURPOSE_MISSING`; U with `UNAUTHENTICATED` |
 */
export type Letter = '+' | 'W' | 'S' | 'R' | 'N' | 'P' | 'U';

export const CODES: Readonly<Record<Exclude<Letter, '+'>, string>> = {
  W: 'WITHHELD',
  S: 'SCOPE_MISSING',
  R: 'ROLE_NOT_ALLOWED',
  N: 'PURPOSE_NOT_ALLOWED',
  P: 'PURPOSE_MISSING',
  U: 'UNAUTHENTICATED',
};

/** Who asks: the role of the token, the person behind it, the regions it names. */
export interface Actor {
  readonly role: string;
  readonly person?: string;
  readonly regions?: readonly ('HERE' | 'THERE' | 'EVERYWHERE')[];
}

const citizen = (person: string): Actor => ({ role: 'citizen', person });
const ministry = (name: string): Readonly<Record<string, Actor>> => ({
  [`${name}, whole country`]: { role: `ministry:${name}` },
  [`${name}, here`]: { role: `ministry:${name}`, regions: ['HERE'] },
});

export const ACTORS: Readonly<Record<string, Actor | null>> = {
  anonymous: null,
  mother: citizen('mother'),
  father: citizen('father'),
  'former father': citizen('former'),
  guardian: citizen('guardian'),
  'professional carer': citizen('carer'),
  'guest host': citizen('host'),
  'foster parent': citizen('fosterParent'),
  'mother of the shielded': citizen('birthMother'),
  'mother of the placed': citizen('wardMother'),
  'self, 15': citizen('teen15'),
  'self, 16': citizen('teen16'),
  'self, 18': citizen('day18'),
  stranger: citizen('stranger'),
  'caseworker here': { role: 'caseworker', person: 'clerk', regions: ['HERE'] },
  'caseworker there': { role: 'caseworker', regions: ['THERE'] },
  'caseworker of nowhere': { role: 'caseworker' },
  'ombudsman here': { role: 'ombudsman', person: 'clerk', regions: ['HERE'] },
  'ombudsman there': { role: 'ombudsman', regions: ['THERE'] },
  auditor: { role: 'auditor', regions: ['EVERYWHERE'] },
  operator: { role: 'operator' },
  ...ministry('registry'),
  ...ministry('benefits'),
  ...ministry('savings'),
  'savings, whole country': { role: 'ministry:savings', person: 'clerk' },
  ...ministry('foster-families'),
  ...ministry('schools'),
};

/** The purposes that a role may name. Of any other the whole request is refused with `PURPOSE_NOT_ALLOWED`. */
export const PURPOSES_OF: Readonly<Record<string, readonly string[]>> = {
  citizen: ['OWN_FAMILY'],
  caseworker: ['CHILD_PROFILE', 'BENEFIT_ASSESSMENT', 'CARE_SUPERVISION', 'EDUCATION_PLANNING', 'ACCESS_REVIEW'],
  ombudsman: ['CHILD_PROFILE', 'CARE_SUPERVISION', 'ACCESS_REVIEW'],
  auditor: ['AUDIT_ANALYSIS', 'AUDIT_CASE'],
  operator: ['OPERATIONS'],
  'ministry:registry': ['CIVIL_REGISTRATION', 'ACCESS_REVIEW', 'AUDIT_ANSWER'],
  'ministry:benefits': ['BENEFIT_ASSESSMENT', 'ACCESS_REVIEW', 'AUDIT_ANSWER'],
  'ministry:savings': ['SAVINGS_ADMINISTRATION', 'ACCESS_REVIEW', 'AUDIT_ANSWER'],
  'ministry:foster-families': ['CARE_SUPERVISION', 'ACCESS_REVIEW', 'AUDIT_ANSWER'],
  'ministry:schools': ['EDUCATION_PLANNING', 'ACCESS_REVIEW', 'AUDIT_ANSWER'],
};

/** Names for several people of the cast. */
export const GROUPS: Readonly<Record<string, string>> = {
  ordinary: 'child sibling teen15 teen16 eve18 day18 grown',
  placed: 'ward trustee patronised fostered hosted',
  here: 'ordinary placed shielded',
  open: 'ordinary placed',
  adults: 'mother father former guardian carer host fosterParent birthMother birthFather wardMother wardFather stranger clerk',
  there: 'away',
  'adults-there': 'awayMother awayFather awayGuardian',
  all: 'here there',
};

/** The classes of fields, in the order of the columns. `place`: what tells where a child is, in the classes that are open. */
export const COLUMNS = ['record', 'identity', 'family', 'contacts', 'benefits', 'savings', 'care', 'education', 'place'] as const;

/**
 * What the record of a person shows, by whatever way it was reached. Parents see their child's until it is 18, unless their
 * rights were taken; limited rights leave them who the child is (Code on Marriage and Family, 75, 79–80). Whoever represents
 * a child sees its record, a professional foster carer without the birth family (132-8(5)); a guest host is no representative
 * (137-3(2)). At 16 the child sees its own. A purpose of officials opens what it is for and nothing
 * else; no official sees their own record (`clerk`), nor finds themselves on a register.
 */
export const RECORDS = `
who                            | purpose                | about                                         | record identity family contacts benefits savings care education place
anonymous                      | -                      | anybody                                       | U      U        U      U        U        U       U    U         U
stranger                       | -                      | anybody                                       | P      P        P      P        P        P       P    P         P
caseworker here                | -                      | anybody                                       | P      P        P      P        P        P       P    P         P
auditor                        | -                      | anybody                                       | P      P        P      P        P        P       P    P         P
operator                       | -                      | anybody                                       | P      P        P      P        P        P       P    P         P
mother                         | OWN_FAMILY             | child sibling teen15 teen16 eve18 mother      | +      +        +      +        +        +       +    +         +
mother                         | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
father                         | OWN_FAMILY             | sibling eve18 father                          | +      +        +      +        +        +       +    +         +
father                         | OWN_FAMILY             | child                                         | +      +        W      W        W        W       W    W         +
father                         | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
former father                  | OWN_FAMILY             | former                                        | +      +        +      +        +        +       +    +         +
former father                  | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
guardian                       | OWN_FAMILY             | ward trustee patronised guardian              | +      +        +      +        +        +       +    +         +
guardian                       | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
professional carer             | OWN_FAMILY             | carer                                         | +      +        +      +        +        +       +    +         +
professional carer             | OWN_FAMILY             | fostered                                      | +      +        W      W        +        +       +    +         +
professional carer             | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
guest host                     | OWN_FAMILY             | host                                          | +      +        +      +        +        +       +    +         +
guest host                     | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
foster parent                  | OWN_FAMILY             | fosterParent shielded                         | +      +        +      +        +        +       +    +         +
foster parent                  | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
mother of the shielded         | OWN_FAMILY             | birthMother                                   | +      +        +      +        +        +       +    +         +
mother of the shielded         | OWN_FAMILY             | shielded                                      | +      +        +      +        +        +       +    +         W
mother of the shielded         | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
mother of the placed           | OWN_FAMILY             | wardMother trustee patronised fostered hosted | +      +        +      +        +        +       +    +         +
mother of the placed           | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
self, 15                       | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
self, 16                       | OWN_FAMILY             | teen16                                        | +      +        +      +        +        +       +    +         +
self, 16                       | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
self, 18                       | OWN_FAMILY             | day18                                         | +      +        +      +        +        +       +    +         +
self, 18                       | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
stranger                       | OWN_FAMILY             | stranger                                      | +      +        +      +        +        +       +    +         +
stranger                       | OWN_FAMILY             | anybody                                       | W      W        W      W        W        W       W    W         W
caseworker here                | CHILD_PROFILE          | open adults                                   | +      +        +      +        +        +       +    +         +
caseworker here                | CHILD_PROFILE          | shielded                                      | +      +        +      +        +        +       +    +         W
caseworker here                | CHILD_PROFILE          | clerk                                         | W      W        W      W        W        W       W    W         W
caseworker here                | CHILD_PROFILE          | anybody                                       | W      W        W      W        W        W       W    W         W
caseworker here                | BENEFIT_ASSESSMENT     | open adults                                   | +      +        +      S        +        S       S    S         +
caseworker here                | BENEFIT_ASSESSMENT     | shielded                                      | +      +        +      S        +        S       S    S         W
caseworker here                | BENEFIT_ASSESSMENT     | clerk                                         | W      W        W      S        W        S       S    S         W
caseworker here                | BENEFIT_ASSESSMENT     | anybody                                       | W      W        W      S        W        S       S    S         W
caseworker here                | CARE_SUPERVISION       | open adults                                   | +      +        +      +        S        S       +    S         +
caseworker here                | CARE_SUPERVISION       | shielded                                      | +      +        +      +        S        S       +    S         W
caseworker here                | CARE_SUPERVISION       | clerk                                         | W      W        W      W        S        S       W    S         W
caseworker here                | CARE_SUPERVISION       | anybody                                       | W      W        W      W        S        S       W    S         W
caseworker here                | EDUCATION_PLANNING     | open adults                                   | +      +        S      S        S        S       S    +         +
caseworker here                | EDUCATION_PLANNING     | shielded                                      | +      +        S      S        S        S       S    +         W
caseworker here                | EDUCATION_PLANNING     | clerk                                         | W      W        S      S        S        S       S    W         W
caseworker here                | EDUCATION_PLANNING     | anybody                                       | W      W        S      S        S        S       S    W         W
caseworker there               | CHILD_PROFILE          | there adults-there                            | +      +        +      +        +        +       +    +         +
caseworker there               | CHILD_PROFILE          | anybody                                       | W      W        W      W        W        W       W    W         W
caseworker of nowhere          | CHILD_PROFILE          | anybody                                       | W      W        W      W        W        W       W    W         W
ombudsman here                 | CHILD_PROFILE          | open adults                                   | +      +        +      S        S        S       +    +         +
ombudsman here                 | CHILD_PROFILE          | shielded                                      | +      +        +      S        S        S       +    +         W
ombudsman here                 | CHILD_PROFILE          | clerk                                         | W      W        W      S        S        S       W    W         W
ombudsman here                 | CHILD_PROFILE          | anybody                                       | W      W        W      S        S        S       W    W         W
ombudsman here                 | CARE_SUPERVISION       | open adults                                   | +      +        +      S        S        S       +    S         +
ombudsman here                 | CARE_SUPERVISION       | shielded                                      | +      +        +      S        S        S       +    S         W
ombudsman here                 | CARE_SUPERVISION       | clerk                                         | W      W        W      S        S        S       W    S         W
ombudsman here                 | CARE_SUPERVISION       | anybody                                       | W      W        W      S        S        S       W    S         W
ombudsman there                | CHILD_PROFILE          | there adults-there                            | +      +        +      S        S        S       +    +         +
ombudsman there                | CHILD_PROFILE          | anybody                                       | W      W        W      S        S        S       W    W         W
auditor                        | AUDIT_ANALYSIS         | anybody                                       | W      S        S      S        S        S       S    S         W
benefits, whole country        | AUDIT_ANSWER           | anybody                                       | W      S        S      S        S        S       S    S         W
benefits, here                 | AUDIT_ANSWER           | anybody                                       | W      S        S      S        S        S       S    S         W
schools, here                  | AUDIT_ANSWER           | anybody                                       | W      S        S      S        S        S       S    S         W
caseworker here                | ACCESS_REVIEW          | open adults                                   | +      +        S      S        S        S       S    S         +
caseworker here                | ACCESS_REVIEW          | shielded                                      | +      +        S      S        S        S       S    S         W
caseworker here                | ACCESS_REVIEW          | clerk                                         | W      W        S      S        S        S       S    S         W
caseworker here                | ACCESS_REVIEW          | anybody                                       | W      W        S      S        S        S       S    S         W
ombudsman here                 | ACCESS_REVIEW          | open adults                                   | +      +        S      S        S        S       S    S         +
ombudsman here                 | ACCESS_REVIEW          | shielded                                      | +      +        S      S        S        S       S    S         W
ombudsman here                 | ACCESS_REVIEW          | clerk                                         | W      W        S      S        S        S       S    S         W
ombudsman here                 | ACCESS_REVIEW          | anybody                                       | W      W        S      S        S        S       S    S         W
foster-families, here          | ACCESS_REVIEW          | here adults                                   | +      +        S      S        S        S       S    S         +
foster-families, here          | ACCESS_REVIEW          | anybody                                       | W      W        S      S        S        S       S    S         W
operator                       | OPERATIONS             | anybody                                       | W      S        S      S        S        S       S    S         W
auditor                        | AUDIT_CASE             | open there                                    | +      +        +      S        +        +       +    +         +
auditor                        | AUDIT_CASE             | shielded                                      | +      +        +      S        +        +       +    +         W
auditor                        | AUDIT_CASE             | anybody                                       | W      W        W      S        W        W       W    W         W
registry, whole country        | CIVIL_REGISTRATION     | open adults there adults-there                | +      +        +      +        S        S       S    S         +
registry, whole country        | CIVIL_REGISTRATION     | shielded                                      | +      +        +      +        S        S       S    S         W
registry, whole country        | CIVIL_REGISTRATION     | anybody                                       | W      W        W      W        S        S       S    S         W
registry, here                 | CIVIL_REGISTRATION     | open adults                                   | +      +        +      +        S        S       S    S         +
registry, here                 | CIVIL_REGISTRATION     | shielded                                      | +      +        +      +        S        S       S    S         W
registry, here                 | CIVIL_REGISTRATION     | anybody                                       | W      W        W      W        S        S       S    S         W
benefits, whole country        | BENEFIT_ASSESSMENT     | open adults there adults-there                | +      +        +      S        +        S       S    S         +
benefits, whole country        | BENEFIT_ASSESSMENT     | shielded                                      | +      +        +      S        +        S       S    S         W
benefits, whole country        | BENEFIT_ASSESSMENT     | anybody                                       | W      W        W      S        W        S       S    S         W
benefits, here                 | BENEFIT_ASSESSMENT     | open adults                                   | +      +        +      S        +        S       S    S         +
benefits, here                 | BENEFIT_ASSESSMENT     | shielded                                      | +      +        +      S        +        S       S    S         W
benefits, here                 | BENEFIT_ASSESSMENT     | anybody                                       | W      W        W      S        W        S       S    S         W
savings, whole country         | SAVINGS_ADMINISTRATION | open adults there adults-there                | +      +        S      S        S        +       S    S         +
savings, whole country         | SAVINGS_ADMINISTRATION | shielded                                      | +      +        S      S        S        +       S    S         W
savings, whole country         | SAVINGS_ADMINISTRATION | clerk                                         | W      W        S      S        S        W       S    S         W
savings, whole country         | SAVINGS_ADMINISTRATION | anybody                                       | W      W        S      S        S        W       S    S         W
savings, here                  | SAVINGS_ADMINISTRATION | open adults                                   | +      +        S      S        S        +       S    S         +
savings, here                  | SAVINGS_ADMINISTRATION | shielded                                      | +      +        S      S        S        +       S    S         W
savings, here                  | SAVINGS_ADMINISTRATION | anybody                                       | W      W        S      S        S        W       S    S         W
foster-families, whole country | CARE_SUPERVISION       | here adults there adults-there                | +      +        +      +        S        S       +    S         +
foster-families, whole country | CARE_SUPERVISION       | anybody                                       | W      W        W      W        S        S       W    S         W
foster-families, here          | CARE_SUPERVISION       | here adults                                   | +      +        +      +        S        S       +    S         +
foster-families, here          | CARE_SUPERVISION       | anybody                                       | W      W        W      W        S        S       W    S         W
schools, whole country         | EDUCATION_PLANNING     | open adults there adults-there                | +      +        S      S        S        S       S    +         +
schools, whole country         | EDUCATION_PLANNING     | shielded                                      | +      +        S      S        S        S       S    +         W
schools, whole country         | EDUCATION_PLANNING     | anybody                                       | W      W        S      S        S        S       S    W         W
schools, here                  | EDUCATION_PLANNING     | open adults                                   | +      +        S      S        S        S       S    +         +
schools, here                  | EDUCATION_PLANNING     | shielded                                      | +      +        S      S        S        S       S    +         W
schools, here                  | EDUCATION_PLANNING     | anybody                                       | W      W        S      S        S        S       S    W         W
`;

/**
 * What the registers show: those whose record is there, or who may stand in the list; of anybody else `W`, or an empty
 * section (`…/empty`). A register is served to its own ministry and to the officials of a region, who find nobody there whose
 * placement is shielded, and totals to auditors; whoever is not here hears what their purpose says of the class, or `R`. `*`: of a shielded child without
 * what tells the place. `pupils…`: whoever is on a school's roll of that region today, `rolls…`: or ever was, and is not shielded.
 */
export const ROOTS = `
who                            | purpose                | benefitsOf  savingsOf careOf          schoolingOf  registrationsOf benefitAwards benefitCases benefitCase accrualRuns savingsClaims savingsPayouts savingsPayout savingsCorrections savingsSettlements savingsDue savingsLeftToOfficials reportingYearDrafts placements      enrolments             schoolApplications schoolApplication children approvals paymentRuns benefitStatistics savingsReconciliation careNeeds       careNeed        carerCandidates candidate supervisionCases supervisionCounts placementOptions placementPlans
caseworker here                | CHILD_PROFILE          | open/empty  R         placed          pupils-here  R               open          open         open        R           R             R              R             R                  R                  R          R                      R                   placed          rolls-here             child+teen15       child             here     N         R           open              R                     placed          placed          R               R         placed           all               R                R
caseworker here                | BENEFIT_ASSESSMENT     | open/empty  S         S               S            R               open          open         open        S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 here     N         R           open              S                     S               S               S               S         S                S                 S                S
caseworker here                | CARE_SUPERVISION       | S           S         placed          S            R               S             S            S           S           S             S              S             S                  S                  S          S                      S                   placed          S                      S                  S                 here     N         S           S                 S                     placed          placed          R               R         placed           all               R                R
caseworker here                | EDUCATION_PLANNING     | S           S         S               pupils-here  S               S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               rolls-here             child+teen15       child             here     N         S           S                 S                     S               S               S               S         S                S                 S                S
caseworker there               | CHILD_PROFILE          | there/empty R         there           pupils-there R               there         there        there       R           R             R              R             R                  R                  R          R                      R                   there           rolls-there            none               none              there    R         R           there             R                     there           there           R               R         there            all               R                R
caseworker of nowhere          | CHILD_PROFILE          | none/empty  R         none            none         R               none          none         none        R           R             R              R             R                  R                  R          R                      R                   none            none                   none               none              none     R         R           none              R                     none            none            R               R         none             all               R                R
registry, whole country        | CIVIL_REGISTRATION     | S           S         S               S            anybody         S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 all      R         S           S                 S                     S               S               S               S         S                S                 S                S
registry, here                 | CIVIL_REGISTRATION     | S           S         S               S            here/empty      S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 here     R         S           S                 S                     S               S               S               S         S                S                 S                S
benefits, whole country        | BENEFIT_ASSESSMENT     | anybody     S         S               S            R               all           all          all         S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 R        R         all         all               S                     S               S               S               S         S                S                 S                S
benefits, here                 | BENEFIT_ASSESSMENT     | here/empty  S         S               S            R               here          here         here        S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 R        R         all         here              S                     S               S               S               S         S                S                 S                S
savings, whole country         | SAVINGS_ADMINISTRATION | S           anybody   S               S            S               S             S            S           all         all           all            all           all                all                all        all                    all                 S               S                      S                  S                 R        N         S           S                 all                   S               S               S               S         S                S                 S                S
savings, here                  | SAVINGS_ADMINISTRATION | S           anybody   S               S            S               S             S            S           all         all           all            all           all                all                all        all                    all                 S               S                      S                  S                 R        R         S           S                 all                   S               S               S               S         S                S                 S                S
foster-families, whole country | CARE_SUPERVISION       | S           S         anybody         S            R               S             S            S           S           S             S              S             S                  S                  S          S                      S                   all             S                      S                  S                 R        R         S           S                 S                     all             all             all             all       all              all               all              all
foster-families, here          | CARE_SUPERVISION       | S           S         placed+shielded S            R               S             S            S           S           S             S              S             S                  S                  S          S                      S                   placed+shielded S                      S                  S                 R        R         S           S                 S                     placed+shielded placed+shielded all             all       placed+shielded  all               all              all
schools, whole country         | EDUCATION_PLANNING     | S           S         S               anybody*     S               S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               rolls-here+rolls-there child+teen15       child             R        R         S           S                 S                     S               S               S               S         S                S                 S                S
schools, here                  | EDUCATION_PLANNING     | S           S         S               pupils-here  S               S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               rolls-here             child+teen15       child             R        R         S           S                 S                     S               S               S               S         S                S                 S                S
ombudsman here                 | CHILD_PROFILE          | S           S         R               R            R               S             S            S           S           S             S              S             S                  S                  S          S                      S                   R               R                      R                  R                 R        N         S           S                 S                     R               R               R               R         R                R                 R                R
ombudsman there                | CHILD_PROFILE          | S           S         R               R            R               S             S            S           S           S             S              S             S                  S                  S          S                      S                   R               R                      R                  R                 R        R         S           S                 S                     R               R               R               R         R                R                 R                R
ombudsman here                 | CARE_SUPERVISION       | S           S         R               S            R               S             S            S           S           S             S              S             S                  S                  S          S                      S                   R               S                      S                  S                 R        N         S           S                 S                     R               R               R               R         R                R                 R                R
caseworker here                | ACCESS_REVIEW          | S           S         S               S            S               S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 here     all       S           S                 S                     S               S               S               S         S                S                 S                S
ombudsman here                 | ACCESS_REVIEW          | S           S         S               S            S               S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 R        all       S           S                 S                     S               S               S               S         S                S                 S                S
foster-families, here          | ACCESS_REVIEW          | S           S         S               S            S               S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 R        R         S           S                 S                     S               S               S               S         S                S                 S                S
auditor                        | AUDIT_ANALYSIS         | S           S         S               S            S               S             S            S           S           S             S              S             S                  S                  S          S                      S                   S               S                      S                  S                 S        S         S           S                 all                   S               S               S               S         S                all               S                S
auditor                        | AUDIT_CASE             | R           R         R               R            R               R             R            R           R           R             R              R             R                  R                  R          R                      R                   R               R                      R                  R                 R        R         R           R                 all                   R               R               R               R         R                all               R                R
`;

/**
 * Of what is paid for a shielded child, what those hear who must not know its place: what is due for the child itself. Anything else tells
 * what the carer earns, whom else they raise, or how the child is cared for; of it they have what they receive themselves.
 */
export const SHIELDED_PROGRAMMES = 'DIS_CHILD SURVIVOR SURVIVOR_GFSS';

/** What somebody of the cast receives, or received, for the shielded child. */
export const RECEIVED: Readonly<Record<string, string>> = { 'mother of the shielded': 'DIS_CARER' };

/** Who looks after how children are cared for: whoever is looked after, and the family, reads neither findings nor when the next visit comes. */
export const CARE_OFFICIALS: readonly string[] = ['ministry:foster-families', 'caseworker', 'ombudsman', 'auditor'];

/**
 * Who is told whom a finding of auditors is about, which is `child`, and under which purpose: the ministry that it is assigned to. The two auditors are
 * people (a token that names nobody is told nothing), and ask for a case; that is tried where they are.
 */
export const IDENTIFIED: Readonly<Record<string, string>> = { 'benefits, whole country': 'BENEFIT_ASSESSMENT', 'benefits, here': 'BENEFIT_ASSESSMENT' };

/** The offices that a purpose opens, which look after the system and have nobody's record. */
export const OFFICES: Readonly<Record<string, readonly string[]>> = { AUDIT_ANALYSIS: ['audit'], AUDIT_ANSWER: ['findings'], OPERATIONS: ['operations'] };

/**
 * Who reads whose log of accesses: the child from 16, and whoever acts for the child in full; a parent with limited rights does not,
 * and no official does.
 */
export const LOGS: Readonly<Record<string, string>> = {
  mother: 'child sibling teen15 teen16 eve18',
  father: 'sibling eve18',
  guardian: 'ward trustee patronised',
  'professional carer': 'fostered',
  'foster parent': 'shielded',
  'mother of the shielded': 'shielded',
  'mother of the placed': 'trustee patronised fostered hosted',
  'self, 16': 'teen16',
  'self, 18': 'day18',
};
