import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';

/** A time in which a child lives in one district, whatever the addresses. */
export interface Stay {
  readonly district: string;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  /** Why it ended; null while it lasts. */
  readonly end: 'TRANSFERRED' | 'MOVED_ABROAD' | 'DEATH' | null;
}

/** Children in care are registered where they live, so residences say it all. */
export function staysOf({ residences, death }: SyntheticPerson): Stay[] {
  const merged: { district: string; from: CivilDate; to: CivilDate | null }[] = [];
  for (const { district, from, to } of residences) {
    const last = merged.at(-1);
    if (last?.district === district) last.to = to;
    else merged.push({ district, from, to });
  }
  return merged.map((stay, i): Stay => {
    const moved = i < merged.length - 1;
    return { ...stay, end: stay.to === null ? null : moved ? 'TRANSFERRED' : death === null ? 'MOVED_ABROAD' : 'DEATH' };
  });
}
