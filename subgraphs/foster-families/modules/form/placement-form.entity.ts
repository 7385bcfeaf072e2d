import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { PlacementFormCode } from './placement-form.type.js';

const schema = defineEntity({
  name: 'PlacementFormRow',
  tableName: 'placement_form',
  properties: {
    code: p.string().$type<PlacementFormCode>().primary(),
    validFrom: p.date().primary(),
    validTo: p.date().nullable(),
    nameKk: p.string(),
    nameRu: p.string(),
    nameEn: p.string(),
    familyForm: p.boolean(),
    representsChild: p.boolean(),
    reportIntervalMonths: p.integer().nullable(),
    minChildren: p.integer().nullable(),
    maxChildren: p.integer().nullable(),
    contractMonths: p.integer().nullable(),
    extensions: p.integer().nullable(),
    endsAtAge: p.integer().nullable(),
    continuesAs: p.string().$type<PlacementFormCode>().nullable(),
    legalBasis: p.string(),
    source: p.string(),
    certainty: p.string().$type<Certainty>(),
  },
});
export class PlacementFormRow extends schema.class {}
schema.setClass(PlacementFormRow);
export const PlacementFormSchema = schema;
