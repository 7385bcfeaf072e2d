import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { RecordPlacementInput } from './placement.input.type.js';

/** Where, or with whom, a child is placed. */
export interface Home {
  /** Internal key. */
  readonly familyId: string | null;
  readonly institutionBin: string | null;
  /** The family's carers on the day. */
  readonly carers: readonly string[];
}

const doesNotFit = (field: 'family' | 'institution', message: string): Refused => new Refused('DOES_NOT_FIT_FORM', `input.${field}`, message);

interface FamilyRow {
  readonly id: string;
  readonly carers: readonly string[];
}

const FAMILY = `
  select f.id::text, to_json(array(select c.iin from carer c where c.family_id = f.id and c.valid_from <= ? and (c.valid_to is null or c.valid_to > ?) and (c.died_on is null or c.died_on > ?) order by c.iin)) as carers
    from foster_family f where f.public_id = ?`;

async function familyOf(em: EntityManager, { family, occurredOn: day }: RecordPlacementInput): Promise<FamilyRow> {
  if (family == null) throw doesNotFit('family', 'This form needs a family.');
  const [row] = isPublicId(family) ? await em.execute<FamilyRow[]>(FAMILY, [day, day, day, family]) : [];
  if (row === undefined) throw new Refused('UNKNOWN_FAMILY', 'input.family', 'No family is on record under this id, or none that is open to you.');
  if (row.carers.length === 0) throw new Refused('NOT_ON_RECORD', 'input.family', 'The family must have a carer on that day, who is alive.');
  return row;
}

/** The institution in which a child lives on a day, wherever that is. */
async function institutionOf(em: EntityManager, iin: string, day: CivilDate): Promise<string | null> {
  const [row] = await nationwide(em, () =>
    em.execute<{ bin: string }[]>(
      `select institution_bin as bin from placement
        where iin = ? and form = 'INSTITUTION' and awaited_event is null and valid_from <= ? and (valid_to is null or valid_to > ?)`, [iin, day, day]));
  return row?.bin ?? null;
}

/** A guest stay is from the institution in which the child lives (137-1(1)). */
async function guestOf(em: EntityManager, input: RecordPlacementInput): Promise<Home> {
  const { id, carers } = await familyOf(em, input);
  const institutionBin = await institutionOf(em, input.iin, input.occurredOn);
  if (institutionBin === null) throw new Refused('NOT_ON_RECORD', 'input.form', 'A guest stay is from an institution: the child must live in one on that day.');
  if (input.institution != null && input.institution !== institutionBin) throw doesNotFit('institution', 'A guest stay is from the institution in which the child lives.');
  return { familyId: id, institutionBin, carers };
}

/** Where the child goes, as the form asks for it; nobody places a child with themselves. */
export async function requireHome(em: EntityManager, viewer: Viewer, input: RecordPlacementInput): Promise<Home> {
  const home = await homeOf(em, input);
  refuseOwn(viewer, home.carers);
  return home;
}

async function homeOf(em: EntityManager, input: RecordPlacementInput): Promise<Home> {
  const { form, family, institution } = input;
  if (form === 'GUEST') return guestOf(em, input);
  if (form !== 'INSTITUTION') {
    if (institution != null) throw doesNotFit('institution', 'This form is in a family, not in an institution.');
    const { id, carers } = await familyOf(em, input);
    return { familyId: id, institutionBin: null, carers };
  }
  if (family != null) throw doesNotFit('family', 'This form is in an institution, not in a family.');
  if (institution == null) throw doesNotFit('institution', 'This form needs an institution.');
  return { familyId: null, institutionBin: institution, carers: [] };
}
