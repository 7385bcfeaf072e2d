import { Directive, ObjectType } from 'type-graphql';
import { CivilRecord } from './civil-record.type.js';

@Directive('@key(fields: "iin")')
@ObjectType({ description: 'A person on the civil registry: a parent, a carer, or a child grown up.' })
export class Person extends CivilRecord {}

@Directive('@key(fields: "iin")')
@ObjectType({
  description: 'A child the programmes serve: anybody with a birth record of 1 January 2006 or later. Every programme adds its own section. The record stays after majority, because savings are paid then.',
})
export class Child extends CivilRecord {}

export const personOf = (iin: string): Person => Object.assign(new Person(), { iin });
export const childOf = (iin: string): Child => Object.assign(new Child(), { iin });
