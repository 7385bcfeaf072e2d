import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { ageOn, holdsOn } from '../../../shared/dated.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { begunBy, endedBy, inOrder, overlap, type Act, type Fact } from '../history/fact.js';
import { readFacts, writeFacts } from '../history/fact-table.js';
import { MARRIAGE, type MarriageFact } from '../history/tables.js';
import { personIn, setVersion, type PersonState } from '../person/person-state.repository.js';
import type { Change, Concerned } from '../registration/register-change.js';
import type { RegistrationKind } from '../registration/registration-kind.type.js';
import { insertRegistration } from '../registration/registration.repository.js';
import { requireBorn, requireLiving } from '../registration/rules.js';
import type { MarriageChange, RegisterMarriageInput } from './marriage.input.type.js';

export const KIND_OF_MARRIAGE: Readonly<Record<MarriageChange, RegistrationKind>> = {
  CONCLUDED: 'MARRIAGE',
  DISSOLVED: 'MARRIAGE_DISSOLVED',
  VOID: 'MARRIAGE_VOID',
};

/** From 16 with a permission, from 18 without (Code on Marriage and Family, art. 10; not among our sources, configuration). */
const YOUNGEST = 16;
const WITHOUT_PERMISSION = 18;
const LONGEST_PERMISSION = 200;

/** A permission is for minors, and for them it is needed. */
function requirePermission({ change, permission }: RegisterMarriageInput, minor: boolean): void {
  if (permission != null && (change !== 'CONCLUDED' || !minor)) throw badInput('input.permission', 'must be left out unless somebody of 16 or 17 marries.');
  if (permission != null) inputText('input.permission', permission, LONGEST_PERMISSION);
  if (change === 'CONCLUDED' && minor && permission == null) throw badInput('input.permission', 'must name the permission where somebody of 16 or 17 marries.');
}

function requireAge(people: readonly PersonState[], day: CivilDate): void {
  if (people.some(({ birthDate }) => ageOn(birthDate, day) < YOUNGEST)) {
    throw new Refused('TOO_YOUNG', 'input.occurredOn', 'Both must be 16 or older on the day, and before 18 have a permission (Code on Marriage and Family, art. 10).');
  }
}

/** One spouse's marriages after the change. */
function marriagesAfter(all: readonly Fact<MarriageFact>[], spouseIin: string, change: MarriageChange, day: CivilDate, act: Act): Fact<MarriageFact>[] {
  if (change === 'CONCLUDED') {
    const begun = begunBy<MarriageFact>(act, { spouseIin }, day);
    if (all.some((one) => overlap(one, begun))) throw new Refused('ALREADY_MARRIED', 'input.occurredOn', 'Neither may be married to anybody on that day or later.');
    return inOrder([...all, begun]);
  }
  const own = all.find((one) => one.is.spouseIin === spouseIin && holdsOn(one, day));
  if (own === undefined) throw new Refused('NOT_ON_RECORD', 'input.occurredOn', 'On that day the two must be married to each other.');
  const rest = all.filter((one) => one !== own);
  if (change === 'VOID') return rest;
  if (own.validTo !== null) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'No later end of the marriage may be on record.');
  return inOrder([...rest, endedBy(act, own, day)]);
}

async function writeMarriages(em: Change['em'], iin: string, spouseIin: string, kind: MarriageChange, day: CivilDate, act: Act): Promise<void> {
  const before = await readFacts(em, MARRIAGE, iin);
  await writeFacts(em, MARRIAGE, iin, before, marriagesAfter(before, spouseIin, kind, day, act));
}

/** A marriage is a fact of two records: each says who the other is, has its entry in the journal and its next version. */
export async function registerMarriage({ em, person, people, act, occurredOn, receivedOn }: Change, input: RegisterMarriageInput): Promise<Concerned> {
  const { spouseIin, change: what } = input;
  if (spouseIin === person.iin) throw new Refused('OWN_SPOUSE', 'input.spouseIin', 'The spouse must be somebody else.');
  const spouse = personIn(people, { iin: spouseIin, field: 'input.spouseIin' });
  requireBorn(spouse, { occurredOn, receivedOn });
  if (what === 'CONCLUDED') {
    requireLiving(spouse, occurredOn, 'input.occurredOn');
    requireAge([person, spouse], occurredOn);
  }
  requirePermission(input, [person, spouse].some(({ birthDate }) => ageOn(birthDate, occurredOn) < WITHOUT_PERMISSION));
  const version = spouse.version + 1;
  await setVersion(em, spouse.iin, version);
  const mirrored = { id: await insertRegistration(em, { iin: spouse.iin, kind: KIND_OF_MARRIAGE[what], source: act.source, version, occurredOn, receivedOn }), source: act.source };
  await writeMarriages(em, person.iin, spouse.iin, what, occurredOn, act);
  await writeMarriages(em, spouse.iin, person.iin, what, occurredOn, mirrored);
  return { subjects: [person.iin, spouse.iin] };
}
