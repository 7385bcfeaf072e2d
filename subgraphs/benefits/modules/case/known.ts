import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import { WHOLE_COUNTRY, withSettings } from '../../../shared/feeds/settings.js';
import type { Contributions } from '../evidence/contributions.js';
import { readContributions } from '../evidence/evidence.repository.js';

/** What the civil registry and guardianship bodies have told of the people of a case, which no award was there to be changed by, and what evidence there is. */
export interface Known {
  /** Days of death of those who died, by IIN. */
  readonly deaths: ReadonlyMap<string, CivilDate>;
  /** Children to whom the recipient's rights are limited or removed now. */
  readonly rightsRemoved: ReadonlySet<string>;
  /** Children who live in an institution now, as guardianship bodies have decided. */
  readonly fullStateSupport: ReadonlySet<string>;
  /** Whether the recipient is a parent of one of the children by birth: then none of them has lost both. */
  readonly parentApplies: boolean;
  /** The recipient's. */
  readonly contributions: readonly Contributions[];
}

const DEATHS = `select data ->> 'iin' as iin, data ->> 'diedOn' as day from inbox where type = 'DEATH' and data <> '{}' and subjects && ?::text[]`;

/** An event has the state that a change led to: the last of each child counts. */
const RIGHTS = `
  select iin from (select distinct on (data ->> 'iin') data ->> 'iin' as iin, data -> 'rights' as rights from inbox
                    where type = 'PARENTAL_RIGHTS' and data <> '{}' and subjects && ?::text[] order by data ->> 'iin', position desc) as told
   where exists (select 1 from jsonb_to_recordset(rights) as r("parentIin" text, "from" date, "to" date) where r."parentIin" = ? and r."from" <= ? and (r."to" is null or r."to" > ?))`;

/** Every guardianship on record is in an event, so that the last of each child counts. */
const INSTITUTIONS = `
  select iin from (select distinct on (data ->> 'iin') data ->> 'iin' as iin, data -> 'guardianships' as guardianships from inbox
                    where type = 'GUARDIANSHIPS' and data <> '{}' and subjects && ?::text[] order by data ->> 'iin', position desc) as told
   where exists (select 1 from jsonb_to_recordset(guardianships) as g(form text, "from" date, "to" date) where g.form = 'INSTITUTION' and g."from" <= ? and (g."to" is null or g."to" > ?))`;

const PARENTS = `
  select 1 from (select distinct on (data ->> 'iin') data -> 'parents' as parents from inbox
                  where type in ('BIRTH', 'PARENTAGE') and data <> '{}' and subjects && ?::text[] and data ->> 'iin' = any (?::text[]) order by data ->> 'iin', position desc) as told
   where exists (select 1 from jsonb_to_recordset(parents) as p(iin text, basis text, "to" date) where p.iin = ? and p.basis = 'BIRTH' and p."to" is null) limit 1`;

/** Looks into what was received by feed, before a decision (what came when there was no award would have changed none), and into the evidence. */
export const knownOf = (em: EntityManager, children: readonly string[], recipientIin: string, on: CivilDate): Promise<Known> =>
  withSettings(em, WHOLE_COUNTRY, async () => {
    const deaths = await em.execute<{ iin: string; day: CivilDate }[]>(DEATHS, [textArray([...children, recipientIin])]);
    const rights = await em.execute<{ iin: string }[]>(RIGHTS, [textArray(children), recipientIin, on, on]);
    const institutions = await em.execute<{ iin: string }[]>(INSTITUTIONS, [textArray(children), on, on]);
    const parents = await em.execute<unknown[]>(PARENTS, [textArray(children), textArray(children), recipientIin]);
    const contributions = await readContributions(em, recipientIin);
    return {
      deaths: new Map(deaths.map(({ iin, day }) => [iin, day])), rightsRemoved: new Set(rights.map(({ iin }) => iin)), fullStateSupport: new Set(institutions.map(({ iin }) => iin)),
      parentApplies: parents.length > 0, contributions,
    };
  });
