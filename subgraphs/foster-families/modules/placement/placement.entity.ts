import { defineEntity, p } from '@mikro-orm/postgresql';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { PlacementEndReason, PlacementReason } from './placement-reason.type.js';

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
    source: p.string(),
    recordedAt: p.datetime(),
  },
});
export class PlacementRow extends schema.class {}
schema.setClass(PlacementRow);
export const PlacementSchema = schema;
