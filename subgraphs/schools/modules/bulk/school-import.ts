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

interface Change {
  readonly before: RecordedCard;
  readonly after: RecordedCard;
}

/** What a batch does: the cards that are new, and those that change. */
class Batch {
  readonly inserted: RecordedCard[] = [];
  readonly changed = new Map<string, Change>();
  readonly #cards: RecordedCard[];

  constructor(onRecord: readonly RecordedCard[]) {
    this.#cards = onRecord.map((card) => ({ ...card, languages: inOrder(card.languages) }));
  }

  /** The schools that have the card's BIN or its nobdId. */
  like({ bin, nobdId }: SchoolCard): RecordedCard[] {
    return this.#cards.filter((one) => one.bin === bin || (nobdId !== null && one.nobdId === nobdId));
  }

  add(card: SchoolCard): void {
    const added = { ...merged({ ...card, id: null }, card), nameEn: card.nameEn ?? card.nameRu };
    const features = Object.fromEntries(Object.entries(added.features).map(([one, has]) => [one, has ?? false])) as SchoolCard['features'];
    this.#cards.push({ ...added, features });
    this.inserted.push({ ...added, features });
  }

  change(before: RecordedCard, after: RecordedCard): void {
    this.#cards[this.#cards.indexOf(before)] = after;
    const first = before.id === null ? undefined : this.changed.get(before.id)?.before;
    if (before.id !== null) this.changed.set(before.id, { before: first ?? before, after });
    else this.inserted[this.inserted.findIndex(({ bin }) => bin === before.bin)] = after;
  }
}

/** Judges one card after the other, as if each were written before the next. */
export async function importCards(em: EntityManager, clerk: Clerk, cards: readonly SchoolCard[]): Promise<Fate[]> {
  await em.execute(`select pg_advisory_xact_lock(hashtext('schools import'))`);
  const batch = new Batch(await cardsLike(em, cards));
  const calendar = await schoolCalendar(em);
  const ids = [...new Set(cards.flatMap((card) => batch.like(card).flatMap(({ id }) => id ?? [])))];
  const promised = new Map((await promisedBy(em, ids, calendar.yearOf(clerk.today))).map((one) => [one.schoolId, one]));
  const closing = cards.flatMap((card) => (card.closedOn === null ? [] : batch.like(card).flatMap(({ id }) => (id === null ? [] : [{ id, on: card.closedOn ?? '' }]))));
  const peopled = await withPupilsAfter(em, closing, clerk.today);
  const fates = cards.map((card): Fate => {
    const [before, ...others] = batch.like(card);
    if (before === undefined) {
      batch.add(card);
      return 'ADDED';
    }
    const unlike = others.length > 0 ? unless(false, 'DIFFERENT', 'nobdId', 'is that of another school than the one with this BIN.') : identityProblems(before, card);
    if (unlike.length > 0) return unlike;
    const after = merged(before, card);
    if (same(before, after)) return 'KNOWN';
    const unfit = [
      ...promiseProblems(after, promised.get(before.id ?? ''), calendar.shiftsCounted),
      ...unless(before.closedOn !== null || after.closedOn === null || !peopled.has(before.id ?? ''), 'STILL_HAS_PUPILS', 'closedOn', 'must lie after the last day of the last pupil: end their places first.'),
    ];
    if (unfit.length > 0) return unfit;
    batch.change(before, after);
    return 'ADDED';
  });
  await insertCards(em, batch.inserted);
  await changeCards(em, [...batch.changed.values()], clerk.viewer);
  return fates;
}
