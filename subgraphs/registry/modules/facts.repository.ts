import type { EntityClass, FilterQuery } from '@mikro-orm/postgresql';
import { defineLoader, groupByKey } from '../../shared/loader.js';
import { RestrictionRow } from './access/restriction.entity.js';
import { CitizenshipRow } from './citizenship/citizenship.entity.js';
import { ParentalRightRow } from './family/parental-right.entity.js';
import { GuardianshipRow } from './guardianship/guardianship.entity.js';
import { MarriageRow } from './marriage/marriage.entity.js';
import { LifeStatusRow } from './person/life-status.entity.js';
import { ResidenceRow } from './residence/residence.entity.js';

interface FactRow {
  id: string;
  iin: string;
  validFrom: string;
  supersededAt?: Date | null | undefined;
}

/** A person's facts of one kind that no correction has replaced, oldest first: one statement per table and request. */
const factsOf = <R extends FactRow>(entity: EntityClass<R>) =>
  defineLoader<string, R[]>(async (iins, { database }) => {
    const where = { iin: { $in: [...iins] }, supersededAt: null } as FilterQuery<R>;
    const rows = await database.relation.find(entity, where, { disableIdentityMap: true });
    rows.sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : Number(a.id) - Number(b.id)));
    return groupByKey(iins, rows as R[], ({ iin }) => iin);
  });

export const citizenshipsOf = factsOf(CitizenshipRow);
export const residencesOf = factsOf(ResidenceRow);
export const lifeStatusesOf = factsOf(LifeStatusRow);
export const parentalRightsOf = factsOf(ParentalRightRow);
export const guardianshipsOf = factsOf(GuardianshipRow);
export const marriagesOf = factsOf(MarriageRow);
export const restrictionsOf = factsOf(RestrictionRow);
