import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { Whose } from '../../rules/circumstances.js';
import { RULES } from '../../rules/rules.js';
import { lockAwards, membershipsOf } from '../award/award-state.repository.js';
import type { Concerned } from './effect.js';

/** Whom something happened to: everything given must fit. */
export interface Whom {
  /** Public id of an award. */
  readonly award?: string | undefined;
  readonly childIin?: string | undefined;
  readonly recipientIin?: string | undefined;
}

/** What guardianship bodies decide follows their own decisions, which arrive by feed. */
const RULED = textArray(Object.keys(RULES));

const WHERE = `a.programme = any (?::text[]) and a.component = 'BENEFIT' and a.status in ('ACTIVE', 'SUSPENDED', 'TERMINATED')
  and (?::uuid is null or a.public_id = ?) and (?::text is null or a.recipient_iin = ?)
  and (?::text is null or exists (select 1 from benefit_award_child c where c.award_id = a.id and c.iin = ? and not c.never_due))`;

function whoseBy({ childIin, recipientIin }: Whom): Whose | null {
  if ((childIin === undefined) === (recipientIin === undefined)) return null;
  return childIin === undefined ? 'RECIPIENT' : 'CHILD';
}

/** The awards that it may concern, held until the transaction ends; with the child where one is named. */
export async function concernedBy(em: EntityManager, whom: Whom): Promise<Concerned[]> {
  const { award, childIin, recipientIin } = whom;
  const [id, child, recipient] = [award ?? null, childIin ?? null, recipientIin ?? null];
  const awards = await lockAwards(em, WHERE, [RULED, id, id, recipient, recipient, child, child]);
  const found: Concerned[] = [];
  for (const one of awards) {
    const members = await membershipsOf(em, one.id);
    found.push({ award: one, members, child: members.findLast(({ iin }) => iin === child) ?? null, whose: whoseBy(whom) });
  }
  return found;
}
