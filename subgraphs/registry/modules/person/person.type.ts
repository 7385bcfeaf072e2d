import { Directive, ObjectType } from 'type-graphql';
import { CHILD } from '../../../shared/access/external-child.type.js';
import { CivilRecord } from './civil-record.type.js';

@Directive('@key(fields: "iin")')
@ObjectType({ description: 'A person on the civil registry: a parent, a carer, or a child grown up.' })
export class Person extends CivilRecord {}

@Directive('@key(fields: "iin")')
@ObjectType({ description: CHILD })
export class Child extends CivilRecord {}

export const personOf = (iin: string): Person => Object.assign(new Person(), { iin });
export const childOf = (iin: string): Child => Object.assign(new Child(), { iin });
