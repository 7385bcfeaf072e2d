import { defineEntity, p } from '@mikro-orm/postgresql';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { PlacementBreakdown, PlacementEndReason, PlacementReason, SiblingsApart } from './placement-reason.type.js';

/** The day, as the tables' policies have it. */
const TODAY = `(now() at time zone 'Asia/Almaty')::date`;

const schema = defineEntity({
  name: 'PlacementRow',
  tableName: 'placement',
  properties: {
    id: p.bigint('string').primary(),
    publicId: p.uuid(),
    iin: p.string(),
    form: p.string().$type<PlacementFormCode>(),
    familyId: p.bigint('string').nullable(),
    institutionBin: p.string().nullable(),
    bodyBin: p.string(),
    act: p.string(),
    reason: p.string().$type<PlacementReason>(),
    regionKato: p.string(),
    districtKato: p.string(),
    validFrom: p.date(),
    plannedUntil: p.date().nullable(),
    validTo: p.date().nullable(),
    endReason: p.string().$type<PlacementEndReason>().nullable(),
    breakdown: p.string().$type<PlacementBreakdown>().nullable(),
    awaitedEvent: p.uuid().nullable(),
    source: p.string(),
    childConsent: p.boolean().nullable(),
    siblingsApart: p.string().$type<SiblingsApart>().nullable(),
    extensions: p.integer(),
    recordedAt: p.datetime(),
    version: p.integer(),
    /** Whether the child is shielded now, by this placement or another. Not on rows of lists, which are without shielded children or for the authority. */
    childShielded: p.boolean().nullable().formula((placement) =>
      `exists (select 1 from shielding s where s.iin = ${placement.iin} and (s.valid_to is null or s.valid_to > ${TODAY}))`),
  },
});
export class PlacementRow extends schema.class {}
schema.setClass(PlacementRow);
export const PlacementSchema = schema;
