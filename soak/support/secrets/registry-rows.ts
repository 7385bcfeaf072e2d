import { ADOPTED, BODIES, BORN, EVERYBODY, HOME, PEOPLE, PLACED, PLACES, type Place, type Where } from './people.js';
import { key, RECORDED, type Row, type Secret, type TableRows } from './row.js';

const { child, mother, sibling, carers, wards, adopted, earlier, adopters, birthMother } = PEOPLE;

const NAMES = Object.fromEntries(['kk', 'ru', 'latin'].flatMap((script) => [[`surname_${script}`, 'Тегі'], [`given_${script}`, 'Аты'], [`patronymic_${script}`, null]]));

const FACT = { source: 'test', recorded_at: RECORDED, superseded_at: null };

function people({ replaced }: Secret): Row[] {
  const born: Readonly<Record<string, string>> = { [child]: BORN, [sibling]: '2014-06-07', [wards.A]: '2015-01-01', [wards.B]: '2015-02-02', [adopted]: '2019-03-03' };
  return EVERYBODY.filter((iin) => iin !== earlier && iin !== PEOPLE.nobody).map((iin, n) => ({
    iin, id: key(n), birth_date: born[iin] ?? '1985-04-05', sex: 'FEMALE', ...NAMES, is_child: iin in born, registered_on: born[iin] ?? '1985-04-05', source: 'test', recorded_at: RECORDED,
    // A replaced IIN is a change of the record, and so is the child's move.
    version: iin === adopted ? (replaced ? 3 : 2) : iin === child ? 2 : 1,
  }));
}

const lives = (id: number, iin: string, { region, district }: Place, valid_from: string, more: Row = {}): Row =>
  ({ id: key(id), iin, region_kato: region, district_kato: district, address: `Абай ${region}`, valid_from, valid_to: null, ...FACT, began_by: null, ended_by: null, ...more });

function residences({ where, replaced }: Secret): Row[] {
  const others: readonly (readonly [string, Place])[] = [
    [mother, HOME], [sibling, HOME], [birthMother, HOME], ...adopters.map((iin) => [iin, HOME] as const),
    ...(['A', 'B'] as const).flatMap((at) => [...carers[at], wards[at]].map((iin) => [iin, PLACES[at]] as const)),
  ];
  return [
    lives(1, child, HOME, BORN, { valid_to: PLACED, ended_by: key(1) }),
    lives(2, child, PLACES[where], PLACED, { began_by: key(1) }),
    lives(3, adopted, HOME, ADOPTED),
    ...(replaced ? [lives(4, adopted, PLACES.B, '2019-03-03', { valid_to: ADOPTED })] : []),
    ...others.map(([iin, place], n) => lives(10 + n, iin, place, '2020-01-01')),
  ];
}

const registered = (id: number, iin: string, kind: string, occurred: string, version: number, source: string): Row =>
  ({ id: key(id), iin, kind, occurred_on: occurred, received_on: occurred, source, version, recorded_at: RECORDED });

const registrations = ({ where, replaced }: Secret): Row[] => [
  registered(1, child, 'RESIDENCE', PLACED, 2, `Акт ${BODIES[where]}`),
  registered(2, adopted, 'ADOPTION', ADOPTED, 2, 'Решение суда 1'),
  ...(replaced ? [registered(3, adopted, 'IIN_REPLACED', ADOPTED, 3, 'Решение суда 2')] : []),
];

const parent = (id: number, iin: string, parent_iin: string, role: 'MOTHER' | 'FATHER', valid_from: string, more: Row = {}): Row =>
  ({ id: key(id), iin, parent_iin, role, basis: 'BIRTH', valid_from, valid_to: null, ...FACT, began_by: null, ended_by: null, ...more });

const parentages = ({ replaced }: Secret): Row[] => [
  parent(1, child, mother, 'MOTHER', BORN),
  parent(2, sibling, mother, 'MOTHER', '2014-06-07'),
  ...adopters.map((iin, n) => parent(3 + n, adopted, iin, n === 0 ? 'MOTHER' : 'FATHER', ADOPTED, { basis: 'ADOPTION', began_by: key(2) })),
  ...(replaced ? [parent(5, adopted, birthMother, 'MOTHER', '2019-03-03', { valid_to: ADOPTED, ended_by: key(2) })] : []),
];

const ward = (id: number, iin: string, representative: string, at: Where): Row =>
  ({ id: key(id), iin, representative_iin: representative, representative_bin: null, form: 'FOSTER_FAMILY', body_bin: BODIES[at], valid_from: PLACED, valid_to: null, ...FACT, source: `Акт ${BODIES[at]}` });

const guardianships = ({ where }: Secret): Row[] => [
  ...carers[where].map((iin, n) => ward(n, child, iin, where)),
  ...(['A', 'B'] as const).flatMap((at, i) => carers[at].map((iin, n) => ward(10 + 2 * i + n, wards[at], iin, at))),
];

const EARLIER = { iin: adopted, birth_date: '2019-03-04', ...NAMES, registered_on: '2019-03-04', ended_by: key(2), recorded_at: RECORDED };

/** What changes tell the programmes, which nobody reads here. */
const TOLD: TableRows = { table: 'outbox', own: `subjects && '{${EVERYBODY.join(',')}}'`, rows: [] };

const OF_PEOPLE = `iin = any ('{${EVERYBODY.join(',')}}')`;

/** What the civil registry has of everybody. */
export const registryRows = (secret: Secret): TableRows[] => [
  TOLD,
  { table: 'person', own: OF_PEOPLE, rows: people(secret) },
  { table: 'registration', own: OF_PEOPLE, rows: registrations(secret) },
  { table: 'residence', own: OF_PEOPLE, rows: residences(secret) },
  { table: 'citizenship', own: OF_PEOPLE, rows: [child, adopted].map((iin, n) => ({ id: key(n), iin, country: 'KZ', valid_from: BORN, valid_to: null, ...FACT })) },
  { table: 'life_status', own: OF_PEOPLE, rows: [] },
  { table: 'parentage', own: OF_PEOPLE, rows: parentages(secret) },
  { table: 'parental_right', own: OF_PEOPLE, rows: [] },
  { table: 'guardianship', own: OF_PEOPLE, rows: guardianships(secret) },
  { table: 'restriction', own: OF_PEOPLE, rows: [{ id: key(1), iin: child, valid_from: PLACED, valid_to: null, ...FACT }] },
  { table: 'earlier_identity', own: OF_PEOPLE, rows: secret.replaced ? [{ id: key(1), ...EARLIER }] : [] },
  { table: 'iin_replacement', own: `old_iin = any ('{${EVERYBODY.join(',')}}')`, rows: secret.replaced ? [{ old_iin: earlier, new_iin: adopted, basis: 'ADOPTION', registration: key(3), recorded_at: RECORDED }] : [] },
];
