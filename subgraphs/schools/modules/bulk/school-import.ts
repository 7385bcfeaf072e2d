import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import type { Fate } from '../../../shared/import/row.js';
import { unless, type Reject } from './reject.js';
import { cardsLike, changeCards, insertCards, promisedBy, withPupilsAfter, type Promised, type RecordedCard } from './school-import.repository.js';
import { FEATURES, inOrder, type SchoolCard } from './school-file.js';
import { schoolCalendar } from './school-calendar.js';

/** What a card says of a school with what was on record where it says nothing. */
const merged = (before: RecordedCard, card: SchoolCard): RecordedCard => ({
  ...card, id: before.id, nobdId: card.nobdId ?? before.nobdId, nameEn: card.nameEn ?? before.nameEn, programme: card.programme ?? before.programme, closedOn: card.closedOn ?? before.closedOn,
  features: Object.fromEntries(Object.keys(FEATURES).map((one) => [one, card.features[one as keyof typeof FEATURES] ?? before.features[one as keyof typeof FEATURES]])) as SchoolCard['features'],
});

/** Who says so may have changed: that alone is nothing new. */
const same = (a: RecordedCard, b: RecordedCard): boolean => (Object.keys(a) as (keyof RecordedCard)[]).every((key) => key === 'source' || JSON.stringify(a[key]) === JSON.stringify(b[key]));

/** What never changes about a school that is on record. */
function identityProblems(before: RecordedCard, after: SchoolCard): Reject[] {
  return [
    ...unless(before.bin === after.bin, 'DIFFERENT', 'bin', 'the school of this nobdId is on record with another BIN.'),
    ...unless(after.nobdId === null || before.nobdId === null || before.nobdId === after.nobdId, 'DIFFERENT', 'nobdId', 'the school of this BIN is on record with another nobdId.'),
    ...unless(before.districtKato === after.districtKato, 'MOVED', 'districtKato', 'the school is on record in another district: a school that moves is closed there and another one here.'),
    ...unless(before.openedOn === after.openedOn, 'DIFFERENT', 'openedOn', 'the school is on record with another first day.'),
    ...unless(after.closedOn === null || before.closedOn === null || before.closedOn === after.closedOn, 'DIFFERENT', 'closedOn', 'the school is on record with another last day.'),
  ];
}

/** A building that is planned anew still has the places that its intakes promise. */
function promiseProblems({ designCapacity, shifts, languages }: SchoolCard, promised: Promised | undefined, counted: number): Reject[] {
  return promised === undefined ? [] : [
    ...unless(designCapacity * Math.max(counted, shifts) >= promised.places, 'PLACES_PROMISED', 'designCapacity', `must leave the ${promised.places} places of the school's intakes: plan those anew first (setIntake).`),
    ...unless(promised.languages.every((one) => languages.includes(one)), 'PLACES_PROMISED', 'languages', 'must have those of the school\'s intakes: plan those anew first (setIntake).'),
  ];
}

/** What else the register knows of the schools of a batch. */
interface Known {
  readonly promised: ReadonlyMap<string, Promised>;
  /** Schools that would be closed before their last pupil has left. */
  readonly peopled: ReadonlySet<string>;
  readonly shiftsCounted: number;
}

const ALL_FEATURES = Object.keys(FEATURES) as (keyof typeof FEATURES)[];

/** A card that is new: what it does not say is not so. */
const begun = (card: SchoolCard): RecordedCard =>
  ({ ...card, id: null, nameEn: card.nameEn ?? card.nameRu, features: Object.fromEntries(ALL_FEATURES.map((one) => [one, card.features[one] ?? false])) as SchoolCard['features'] });

/** Cards, one after the other: each is judged as if those before had been written. */
class Batch {
  readonly inserted: RecordedCard[] = [];
  readonly changed = new Map<string, { readonly before: RecordedCard; readonly after: RecordedCard }>();
  readonly #cards: RecordedCard[];

  constructor(onRecord: readonly RecordedCard[]) {
    this.#cards = onRecord.map((card) => ({ ...card, languages: inOrder(card.languages) }));
  }

  /** The schools that have the card's BIN or its nobdId. */
  like({ bin, nobdId }: SchoolCard): RecordedCard[] {
    return this.#cards.filter((one) => one.bin === bin || (nobdId !== null && one.nobdId === nobdId));
  }

  judge(card: SchoolCard, known: Known): Fate {
    const [before, ...others] = this.like(card);
    if (before === undefined) return this.#add(begun(card));
    const unlike = others.length > 0 ? unless(false, 'DIFFERENT', 'nobdId', 'is that of another school than the one with this BIN.') : identityProblems(before, card);
    if (unlike.length > 0) return unlike;
    const after = merged(before, card);
    if (same(before, after)) return 'KNOWN';
    const unfit = [
      ...promiseProblems(after, known.promised.get(before.id ?? ''), known.shiftsCounted),
      ...unless(before.closedOn !== null || after.closedOn === null || !known.peopled.has(before.id ?? ''), 'STILL_HAS_PUPILS', 'closedOn', 'must not lie before the last day of the last pupil: end their places first.'),
    ];
    return unfit.length > 0 ? unfit : this.#change(before, after);
  }

  #add(card: RecordedCard): Fate {
    this.#cards.push(card);
    this.inserted.push(card);
    return 'ADDED';
  }

  #change(before: RecordedCard, after: RecordedCard): Fate {
    this.#cards[this.#cards.indexOf(before)] = after;
    if (before.id === null) this.inserted[this.inserted.indexOf(before)] = after;
    else this.changed.set(before.id, { before: this.changed.get(before.id)?.before ?? before, after });
    return 'ADDED';
  }
}

async function knownOf(em: EntityManager, clerk: Clerk, batch: Batch, cards: readonly SchoolCard[]): Promise<Known> {
  const { yearOf, shiftsCounted } = await schoolCalendar(em);
  const idsLike = (card: SchoolCard): string[] => batch.like(card).flatMap(({ id }) => id ?? []);
  const promised = await promisedBy(em, [...new Set(cards.flatMap(idsLike))], yearOf(clerk.today));
  const closing = cards.flatMap((card) => (card.closedOn === null ? [] : idsLike(card).map((id) => ({ id, on: card.closedOn ?? '' }))));
  return { promised: new Map(promised.map((one) => [one.schoolId, one])), peopled: await withPupilsAfter(em, closing, clerk.today), shiftsCounted };
}

/** Writes the cards that are new or say something new, and answers what became of each. One import at a time looks and writes. */
export async function importCards(em: EntityManager, clerk: Clerk, cards: readonly SchoolCard[]): Promise<Fate[]> {
  await em.execute(`select pg_advisory_xact_lock(hashtext('schools import'))`);
  const batch = new Batch(await cardsLike(em, cards));
  const known = await knownOf(em, clerk, batch, cards);
  const fates = cards.map((card) => batch.judge(card, known));
  await insertCards(em, batch.inserted);
  await changeCards(em, [...batch.changed.values()], clerk.viewer);
  return fates;
}
