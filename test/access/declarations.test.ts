import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse, valueFromASTUntyped, type ConstDirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { Policy } from './support/policy-reader.js';

/*
 * Each field of the published graph is declared to be of the class that the policy gives it. The matrix asks for one field of each class at every
 * place; by this, whatever it sees of one holds for the others of the class: the gateway and every subgraph decide by the declaration alone.
 */

const policy = new Policy({});
const supergraph = parse(readFileSync(path.join(projectRoot(), 'schema/supergraph.graphql'), 'utf8'));

/** Scopes of which all are needed, in alternatives, in any order. */
const said = (alternatives: readonly (readonly string[])[]): string => alternatives.map((all) => all.toSorted().join('+')).toSorted().join(' or ');

/** The scopes that stand on something. */
function scopesOn(directives: readonly ConstDirectiveNode[] = []): string[] {
  const scopes = directives.find(({ name }) => name.value === 'requiresScopes')?.arguments?.find(({ name }) => name.value === 'scopes')?.value;
  return scopes === undefined ? [] : [said(valueFromASTUntyped(scopes) as string[][])];
}

const types = supergraph.definitions.filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION && !one.name.value.includes('__'));
const onType = new Map(types.map(({ name, directives }) => [name.value, scopesOn(directives)]));

const givenBy = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : givenBy(type.type));

/** What the graph declares of a field: all that stands on it, on its type and on the type that it gives. */
const declared = (type: string, { directives, type: gives }: FieldDefinitionNode): string[] =>
  [...new Set([...scopesOn(directives), ...(onType.get(type) ?? []), ...(onType.get(givenBy(gives)) ?? [])])].toSorted();

/** What the policy says of it. */
function expected(type: string, field: string): string {
  const { columns = [], offices = [] } = policy.classOf(type, field) ?? {};
  return said([...(columns.length === 0 ? [] : [columns]), ...offices.map((office) => [office])]);
}

const fields = types.flatMap(({ name, fields: all = [] }) => all.map((field) => ({ type: name.value, field })));
const known = fields.filter(({ type, field }) => policy.classOf(type, field.name.value) !== undefined);

/** Whether whoever has one of these has what is asked for there. */
const implies = (one: string, other: string): boolean => one.split(' or ').every((all) => other.split(' or ').some((needed) => needed.split('+').every((scope) => all.split('+').includes(scope))));

/** What an object is reached by says it already, where the policy says nothing of its fields. */
const leadsTo = (type: string): Set<string> => new Set(fields.filter(({ field }) => givenBy(field.type) === type).flatMap((one) => declared(one.type, one.field)));

function isAsThePolicySays(type: string, field: FieldDefinitionNode): boolean {
  const wanted = expected(type, field.name.value);
  if (wanted === '') return scopesOn(field.directives).every((own) => leadsTo(type).has(own));
  const found = declared(type, field);
  return found.includes(wanted) && found.every((one) => implies(wanted, one));
}

describe('a field of the published graph', () => {
  it('is declared to be of the class that the policy gives it', () => {
    const otherwise = known.filter(({ type, field }) => !isAsThePolicySays(type, field));
    expect(otherwise.map(({ type, field }) => `${type}.${field.name.value}: ${declared(type, field).join(' and ')}, and should be ${expected(type, field.name.value)}`)).toEqual([]);
  });

  it('is in the policy, and nothing else is', () => {
    expect(known.length).toBeGreaterThan(1_000);
    expect(new Set(known.map(({ type, field }) => `${type}.${field.name.value}`))).toEqual(new Set(policy.coordinates));
  });
});
