import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import type { Fate } from '../../../shared/import/row.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { lockIntakes } from '../intake/intake.repository.js';
import { leavePlace } from '../transfer/leave.js';
import type { FiledPlace } from './enrolment-file.js';
import { applicationsBehind, childrenOf, endPlaces, insertPlaces, type FiledChild, type Place } from './enrolment-import.repository.js';
import { SchoolBook, schoolProblems, schoolsNamed } from './filed-school.js';
import { judgePlace, toPlace } from './judge-place.js';
import { unless } from './reject.js';
import type { SchoolCalendar } from './school-calendar.js';
import { SOURCE } from './school-file.js';

/** What became of some rows, and of whom the register had to say something. */
export interface ImportedPlaces {
  readonly fates: readonly Fate[];
  readonly written: readonly string[];
  readonly answered: readonly string[];
  readonly shielded: readonly string[];
}

/** Places as rows say them, one after the other: each is judged as if those before had been written. */
class Sheet {
  readonly inserted = new Set<Place>();
  readonly ended = new Map<string, Place>();
  readonly #places: Map<string, Place[]>;

  constructor(children: readonly FiledChild[]) {
    this.#places = new Map(children.map(({ iin, places }) => [iin, [...places]]));
  }

  judge(child: FiledChild, filed: Place): Fate {
    const places = this.#places.get(child.iin) ?? [];
    const judged = judgePlace(child, places, filed);
    switch (judged.kind) {
      case 'NEW':
        places.push(judged.place);
        this.inserted.add(judged.place);
        return 'ADDED';
      case 'END':
        places[places.indexOf(judged.was)] = judged.place;
        if (judged.place.id !== null) this.ended.set(judged.place.id, judged.place);
        else if (this.inserted.delete(judged.was)) this.inserted.add(judged.place);
        return 'ADDED';
      case 'KNOWN':
        return 'KNOWN';
      case 'REJECT':
        return judged.why;
      default:
        return judged satisfies never;
    }
  }
}

/** A class that went on to the next took nobody's place with it: what its intake had is of a year that is over. */
const GOES_ON: readonly (string | null)[] = ['PROMOTED', 'REPEATED'];

/** Gives back the places of those who have left a school that they came to by an application. */
async function giveBack(em: EntityManager, ended: readonly Place[], note: Omit<JournalNote, 'occurredOn'>): Promise<void> {
  const left = new Map(ended.flatMap((place) => (place.id === null || GOES_ON.includes(place.leaveReason) ? [] : [[place.id, place] as const])));
  await nationwide(em, async () => {
    const applications = await applicationsBehind(em, [...left.keys()]);
    await lockIntakes(em, applications.map(({ intakeId }) => intakeId));
    for (const application of applications) await leavePlace(em, application, { ...note, occurredOn: left.get(application.enrolmentId ?? '')?.validTo ?? note.receivedOn }, note.receivedOn);
  });
}

/** A row is judged after those of the same child's earlier days, in whatever order a batch has them. */
const byDay = (places: readonly FiledPlace[]): readonly (readonly [number, FiledPlace])[] => [...places.entries()].sort(([i, a], [j, b]) => (a.validFrom === b.validFrom ? i - j : a.validFrom < b.validFrom ? -1 : 1));

/** Judges rows that are sound by themselves, and writes what is new. */
export async function importPlaces(em: EntityManager, clerk: Clerk, calendar: SchoolCalendar, rows: readonly FiledPlace[]): Promise<ImportedPlaces> {
  await em.execute(`select pg_advisory_xact_lock(hashtext('schools import'))`);
  const schools = new SchoolBook(await schoolsNamed(em, rows));
  const children = await nationwide(em, () => childrenOf(em, [...new Set(rows.map(({ iin }) => iin))], clerk.viewer.iin, clerk.today));
  const [byIin, sheet, fates, answered] = [new Map(children.map((child) => [child.iin, child])), new Sheet(children), new Map<number, Fate>(), new Set<string>()];
  for (const [i, row] of byDay(rows)) {
    const child = byIin.get(row.iin);
    if (child === undefined) continue;
    const school = schools.of(row);
    const wrong = school === undefined ? unless(false, 'UNKNOWN_SCHOOL', 'schoolNobdId', 'must be the id of a school on record, and schoolBin its BIN.') : [
      ...schoolProblems(row, school, calendar, (region) => clerk.actsIn(region)), ...unless(clerk.viewer.iin !== row.iin && !child.ofBearer, 'OWN_RECORD', 'iin', 'nobody brings a file about themselves or their own child.'),
    ];
    if (wrong.length === 0) answered.add(row.iin);
    fates.set(i, school === undefined || wrong.length > 0 ? wrong : sheet.judge(child, toPlace(row, school, SOURCE)));
  }
  const ended = [...sheet.ended.values()];
  await endPlaces(em, ended);
  await insertPlaces(em, [...sheet.inserted]);
  await giveBack(em, ended, { receivedOn: clerk.today, source: SOURCE, by: clerk.viewer });
  const written = new Set([...ended, ...sheet.inserted].map(({ iin }) => iin));
  const shielded = children.filter((child) => child.shielded && answered.has(child.iin)).map(({ iin }) => iin);
  return { fates: rows.map((_, i) => fates.get(i) ?? []), written: [...written], shielded, answered: [...answered].filter((iin) => !written.has(iin) && !shielded.includes(iin)) };
}
