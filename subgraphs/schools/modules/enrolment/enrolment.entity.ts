import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InstructionLanguage } from '../school/school.enums.js';
import type { LeaveReason } from './leave-reason.type.js';

const schema = defineEntity({
  name: 'EnrolmentRow',
  tableName: 'enrolment',
  properties: {
    id: p.bigint('string').primary(),
    publicId: p.uuid(),
    iin: p.string(),
    schoolId: p.bigint('string'),
    regionKato: p.string(),
    classNumber: p.integer(),
    letter: p.string(),
    language: p.string().$type<InstructionLanguage>(),
    shift: p.integer(),
    validFrom: p.date(),
    validTo: p.date().nullable(),
    leaveReason: p.string().$type<LeaveReason>().nullable(),
    source: p.string(),
    recordedAt: p.datetime(),
  },
});
export class EnrolmentRow extends schema.class {}
schema.setClass(EnrolmentRow);
export const EnrolmentSchema = schema;
