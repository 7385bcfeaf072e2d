import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import type { KnownChild } from '../child/known-child.repository.js';
import type { Reporting } from './adopter-reports.js';
import type { AdoptedChildEducation, AdoptedChildHealth, AdoptedChildLiving, AdoptionEnding } from './adoption-codes.type.js';

/** A report that came. */
export interface AdopterReportRow {
  readonly dueOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly living: AdoptedChildLiving;
  readonly education: AdoptedChildEducation;
  readonly health: AdoptedChildHealth;
  readonly source: string;
}

/** An adoption as its row has it, with what the civil registry told of the child and the reports that came. */
export interface AdoptionRow extends Reporting {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly iin: string;
  readonly adopters: readonly string[];
  readonly body: string;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly ending: AdoptionEnding | null;
  readonly source: string;
  readonly version: number;
  readonly reports: readonly AdopterReportRow[];
}

type Stored = Omit<AdoptionRow, 'birthDate' | 'diedOn'>;

const ADOPTION = `
  select a.id::text, a.public_id::text as "publicId", a.iin, to_json(array_remove(array[a.adopter_iin, a.second_adopter_iin], null)) as adopters, a.home, a.decided_on as "decidedOn", a.body_bin as body,
         a.region_kato as "regionKato", a.district_kato as "districtKato", a.ended_on as "endedOn", a.ending, a.source, a.version,
         (select coalesce(json_agg(json_build_object('dueOn', r.due_on, 'receivedOn', r.received_on, 'living', r.living, 'education', r.education, 'health', r.health, 'source', r.source) order by r.due_on), '[]')
            from adoption_report r where r.adoption_id = a.id) as reports
    from adoption a`;

/** A column that is compared as what it is has an index. */
const KEYS = { id: 'bigint', public_id: 'uuid' } as const;

/** Adoptions in sight; what is known of the children is looked up wherever they were born. */
export async function readAdoptions(em: EntityManager, column: keyof typeof KEYS, keys: readonly string[]): Promise<AdoptionRow[]> {
  const rows = await em.execute<Stored[]>(`${ADOPTION} where a.${column} = any (?::${KEYS[column]}[])`, [textArray(keys)]);
  const children = rows.length === 0 ? [] : await nationwide(em, () =>
    em.execute<KnownChild[]>('select iin, birth_date as "birthDate", died_on as "diedOn" from known_child where iin = any (?::text[])', [textArray(rows.map(({ iin }) => iin))]));
  const known = new Map(children.map((child) => [child.iin, child]));
  return rows.flatMap((row) => {
    const child = known.get(row.iin);
    return child === undefined ? [] : [{ ...row, birthDate: child.birthDate, diedOn: child.diedOn }];
  });
}

/** Adoptions by internal key. */
export const adoptionById = definePathLoader<string, AdoptionRow | null>(onRegister, async (em, ids) => alignByKey(ids, await readAdoptions(em, 'id', ids), ({ id }) => id));
