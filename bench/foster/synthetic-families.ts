import { withClient } from '../../local/bootstrap/connection.js';
import { DISTRICTS } from '../../subgraphs/foster-families/reference/districts.js';
import { withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';

const TODAY = `(now() at time zone 'Asia/Almaty')::date`;

const FAMILIES = `insert into foster_family (region_kato, district_kato, source)
  select left(district, 2) || '0000000', district, 'bench' from (select ($2::text[])[1 + (n * 131) % $3::int] as district from generate_series(0, $1::int - 1) n) places`;

/** Of five families three are couples. */
const CARERS = `insert into carer (family_id, iin, valid_from, source) select id, kind || lpad(id::text, 11, '0'), ${TODAY} - 900, 'bench' from foster_family, unnest(array['A', 'B']) kind where kind = 'A' or id % 5 < 3`;

/** Of seven in a district two speak both languages, and of eleven one is prepared for something. */
const CANDIDATES = `insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, checked_on, family_id, languages, prepared_for, source, version)
  select c.iin, ${TODAY} - 15000 - (f.id * 37 % 4000)::int, case when left(c.iin, 1) = 'A' then 'FEMALE' else 'MALE' end, f.region_kato, f.district_kato, '120190751316', '{GUARDIANSHIP}', 'SUITABLE', ${TODAY} - 1000, ${TODAY} - 1000, ${TODAY} - 100, f.id,
         case when f.id / 224 % 7 < 2 then '{KK,RU}' when f.id / 224 % 7 < 5 then '{KK}' else '{RU}' end::text[], case when f.id % 11 = 0 then '{SIGHT,HEARING}' else '{}' end::text[], 'bench', 4
    from carer c join foster_family f on f.id = c.family_id`;

const YES = ['CITIZEN', 'PERMANENT_HOME', 'INCOME_SUFFICES', 'TRAINING', 'PROFESSIONAL_CONCLUSION'];
const NO = ['CAPACITY_LIMITED', 'SPOUSE_CAPACITY_LIMITED', 'RIGHTS_REMOVED_OR_LIMITED', 'REMOVED_AS_GUARDIAN', 'ADOPTION_CANCELLED', 'UNFIT_HEALTH', 'DISPENSARY_REGISTER', 'UNEXPUNGED_CONVICTION', 'LISTED_OFFENCE', 'UNDER_PROSECUTION', 'STATELESS'];
const list = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/** Of nine certificates one has run out. */
const PAPERS = `insert into carer_evidence (candidate_id, kind, holds, amount, people, valid_from, valid_to, source)
  select k.id, kind, kind in (${list(YES)}, 'HOUSING') or (kind in ('MARRIED', 'SPOUSE_CONSENT') and family_id % 5 < 3), case when kind = 'HOUSING' then 120 end, case when kind = 'HOUSING' then 2 end, registered_on,
         case when kind = 'TRAINING' and k.id % 9 = 0 then ${TODAY} - 3 end, 'bench'
    from carer_candidate k, unnest(array[${list([...YES, ...NO])}, 'HOUSING', 'MARRIED', 'SPOUSE_CONSENT']) kind`;

/** Found suitable, and checked yearly since; of thirteen one was not checked. */
const DECISIONS = `insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source)
  select k.id, form, true, '{}', case step when 3 then registered_on + 30 else ${TODAY} - 100 end, step, 'bench'
    from carer_candidate k, unnest(array['GUARDIANSHIP', 'PATRONAGE', 'PROFESSIONAL_FOSTER']) form, unnest(array[3, 4]) step where step = 3 or k.family_id % 13 <> 0`;

/** Children: of ten families four have one, with whom professional foster families of twenty one is full. */
const PLACED = `with rows as (select f.*, n, row_number() over (order by f.id, n) as serial from foster_family f, generate_series(1, 4) n where (n = 1 and f.id % 10 < 4) or f.id % 20 = 5)
  insert into placement (iin, form, family_id, body_bin, act, reason, region_kato, district_kato, valid_from, source)
  select 'P' || lpad(serial::text, 11, '0'), case when id % 20 = 5 then 'PROFESSIONAL_FOSTER' else 'GUARDIANSHIP' end, id, '120190751316', 'bench', 'ORPHAN', region_kato, district_kato, ${TODAY} - 100, 'bench' from rows`;

const KNOWN = `insert into known_child (iin, birth_date) select iin, ${TODAY} - 1500 - (id * 37 % 2000)::int from placement
  union all select iin, ${TODAY} - 1500 - (n * 37 % 3500)::int from unnest($1::text[]) with ordinality sought (iin, n)`;

const NEEDS = `insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, language, needs, source)
  select c.iin, 'PRIMARY', 'CITIZEN', '{ORPHAN}', left(district, 2) || '0000000', district, '120190751316', ${TODAY} - 10, ${TODAY} - 10, c.birth_date + 6574, ${TODAY} - 9, ${TODAY} + 18,
         case when n % 3 = 0 then 'RU' else 'KK' end, case when n % 5 = 0 then '{SIGHT}' else '{}' end::text[], 'bench'
    from (select n, iin, ($2::text[])[1 + (n / 2 * 61) % $3::int] as district from unnest($1::text[]) with ordinality given (iin, n)) sought join known_child c using (iin)`;

/** Every other pair are brothers or sisters. */
const SIBLINGS = `insert into care_sibling (iin, sibling_iin, source)
  select ($1::text[])[a], ($1::text[])[b], 'bench' from generate_series(1, cardinality($1::text[]) - 1, 4) n, lateral (values (n, n + 1), (n + 1, n)) pair (a, b)`;

/** Children whom nobody has, by their IINs. */
export const someChildren = (count: number): string[] =>
  Array.from({ length: count * 2 }, (_, serial) => withCheckDigit(`1801019${String(serial).padStart(4, '0')}`)).flatMap((iin) => iin ?? []).slice(0, count);

/** Fills an empty register with families, and children who need one. */
export const fillFamilies = (adminUrl: string, families: number, children: readonly string[]): Promise<unknown> =>
  withClient(adminUrl, async (admin) => {
    const districts = [...DISTRICTS];
    await admin.query(FAMILIES, [families, districts, districts.length]);
    for (const sql of [CARERS, CANDIDATES, PAPERS, DECISIONS, PLACED]) await admin.query(sql);
    await admin.query(KNOWN, [children]);
    await admin.query(NEEDS, [children, districts, districts.length]);
    await admin.query(SIBLINGS, [children]);
    await admin.query('vacuum analyze');
  });
