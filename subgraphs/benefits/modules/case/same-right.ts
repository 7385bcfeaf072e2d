import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import { WHOLE_COUNTRY, withSettings } from '../../../shared/feeds/settings.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

/** The programmes of one right: the two childcare benefits are one (Social Code, 81(2), 84(1)). */
export const sameRight = (programme: BenefitProgrammeCode): readonly BenefitProgrammeCode[] =>
  programme === 'CARE_STATE' || programme === 'CARE_GFSS' ? ['CARE_STATE', 'CARE_GFSS'] : [programme];

/** Due once for each lost parent, so a child may have two (239(3)). */
const isManifold = (programme: BenefitProgrammeCode): boolean => programme === 'SURVIVOR_GFSS';

/** Days that something is about, both included. */
export interface Days {
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

const AWARDED = `
  select 1 from benefit_award_child c where c.iin = any (?::text[]) and c.programme = any (?::text[]) and c.component = 'BENEFIT' and not c.never_due
     and (c.programme = 'BIRTH' or daterange(c.since, c.until, '[]') && daterange(?::date, ?::date, '[]')) limit 1`;

const AWARDED_TO = `
  select 1 from benefit_award a where a.recipient_iin = ? and a.programme = ? and a.status in ('ACTIVE', 'SUSPENDED')
     and daterange(a.since, a.until, '[]') && daterange(?::date, ?::date, '[]') limit 1`;

/** An application from before an adoption, by whoever is no parent since, is nobody's business any more. */
const OPEN = `
  select 1 from benefit_case k left join benefit_case_child c on c.case_id = k.id
   where k.programme = any (?::text[]) and k.state in ('CONSENTED', 'SUBMITTED', 'CHECKING', 'DOCUMENTS_REQUESTED') and k.id is distinct from ?::bigint
     and ((c.iin = any (?::text[]) and c.sealed_on is null) or (c.id is null and k.recipient_iin = ?)) limit 1`;

/** Who asks for what, for whom. */
export interface Asked {
  readonly programme: BenefitProgrammeCode;
  readonly recipientIin: string;
  readonly children: readonly string[];
}

const already = (field: string): Refused => new Refused('ALREADY_RECORDED', field, 'The same benefit is assigned, applied for or consented to already (Social Code, 73(1)1).');

/** Refuses where the same right is awarded for some of the days, wherever in the country, and whether or not an adoption has sealed it. */
export async function requireNotAwarded(em: EntityManager, { programme, recipientIin, children }: Asked, { since, until }: Days, field: string): Promise<void> {
  if (isManifold(programme)) return;
  const [sql, who] = children.length === 0 ? [AWARDED_TO, [recipientIin, programme]] : [AWARDED, [textArray(children), textArray(sameRight(programme))]];
  const found = await withSettings(em, WHOLE_COUNTRY, () => em.execute<unknown[]>(sql, [...who, since, until]));
  if (found.length > 0) throw already(field);
}

/** Refuses where another case asks for the same right, wherever in the country. */
export async function requireNotAsked(em: EntityManager, { programme, recipientIin, children }: Asked, except: string | null, field: string): Promise<void> {
  if (isManifold(programme)) return;
  const found = await withSettings(em, WHOLE_COUNTRY, () => em.execute<unknown[]>(OPEN, [textArray(sameRight(programme)), except, textArray(children), recipientIin]));
  if (found.length > 0) throw already(field);
}
