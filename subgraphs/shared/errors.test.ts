import { buildSchema, graphqlSync, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { clientError, maskError, withheld } from './errors.js';
import { IIN } from './scalars/scalars.js';

const mask = (error: GraphQLError): GraphQLFormattedError => maskError(error.toJSON(), error, 'id-1').formatted;

describe('maskError', () => {
  it('lets known codes through with their correlation id', () => {
    expect(mask(withheld('SHIELDED'))).toEqual({
      message: 'No record is available to you under this key.',
      extensions: { code: 'WITHHELD', correlationId: 'id-1' },
    });
  });

  it('masks whatever it does not know and says nothing of the cause', () => {
    const cause = new Error('duplicate key (iin)=(150601900015) at postgres://app:secret@db/registry');
    const masked = mask(new GraphQLError(cause.message, { originalError: cause, path: ['child'], extensions: { sql: 'select' } }));
    expect(masked).toEqual({ message: 'Internal error.', path: ['child'], extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId: 'id-1' } });
  });

  it('says of a database that was away that it was, and nothing else of it', () => {
    const cause = Object.assign(new Error('could not extend file "base/1/2" for postgres://app:secret@db/registry'), { code: '53100' });
    const formatted = { message: 'Internal error.', path: ['child'], extensions: { code: 'UNAVAILABLE', correlationId: 'id-1' } };
    for (const error of [new GraphQLError(cause.message, { originalError: cause, path: ['child'] }), cause]) {
      expect(maskError({ message: cause.message, path: ['child'] }, error, 'id-1')).toEqual({ masked: false, formatted: { ...formatted, message: 'This part of the graph cannot answer at the moment.' } });
    }
    expect(mask(new GraphQLError('x', { originalError: Object.assign(new Error('x'), { code: '23505' }), path: ['child'] }))).toEqual({ ...formatted, extensions: { ...formatted.extensions, code: 'INTERNAL_SERVER_ERROR' } });
  });

  it('drops extensions that are not on the list', () => {
    const masked = mask(clientError('BAD_USER_INPUT', 'first: must be from 1 to 100.', { field: 'first', stack: 'at x', url: 'http://db' }));
    expect(masked.extensions).toEqual({ code: 'BAD_USER_INPUT', correlationId: 'id-1', field: 'first' });
  });

  it('never repeats a value that graphql-js quotes', () => {
    const schema = buildSchema('scalar IIN input Filter { iin: IIN } type Query { child(iin: IIN!): ID children(filter: Filter): ID }');
    Object.assign(schema.getType('IIN') as object, { parseValue: IIN.parseValue, parseLiteral: IIN.parseLiteral });
    const run = (source: string, variableValues: Record<string, unknown>): string[] =>
      (graphqlSync({ schema, source, variableValues }).errors ?? []).map(
        (error) => maskError({ ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } }, error, 'id').formatted.message,
      );
    expect(run('query ($iin: IIN!) { child(iin: $iin) }', { iin: '150601900016' })).toEqual([
      'Variable "$iin": IIN is mistyped: its check digit (the last of the 12) does not match.',
    ]);
    expect(run('query ($f: Filter) { children(filter: $f) }', { f: { iin: '1' } })).toEqual(['Variable "$f.iin": IIN must be a string of exactly 12 digits.']);
    expect(run('{ child(iin: "150601900016") }', {})).toEqual(['IIN is mistyped: its check digit (the last of the 12) does not match.']);
  });

  it('never repeats a literal of the document, nor a value that a built-in scalar refuses', () => {
    const schema = buildSchema('enum E { A } input I { n: Int } type Query { a(i: Int, f: Float, s: String, b: Boolean, e: E, id: ID, o: I, l: [Int!]): Int }');
    const words = (source: string, variableValues: Record<string, unknown> = {}): string[] =>
      (graphqlSync({ schema, source, variableValues }).errors ?? []).map((error) => maskError({ ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } }, error, 'id').formatted.message);
    const literals = ['i: "Аружан"', 'f: "Аружан"', 's: 1234567', 'b: "Аружан"', 'e: ARUZHAN', 'e: "Аружан"', 'id: 1.2345', 'o: { n: "Аружан" }', 'o: "Аружан"', 'l: ["Аружан"]', '"Аружан"', 'i: """Ару\nжан"""'];
    const told = literals.flatMap((literal) => words(`{ a(${literal}) }`));
    const variables = ['Int', 'Float', 'Boolean', 'E', 'I', '[Int!]', 'Int!'].flatMap((type) => words(`query ($v: ${type}) { a(i: $v) }`, { v: 'Аружан' }));
    expect(told.length).toBeGreaterThanOrEqual(literals.length);
    expect([...told, ...variables].filter((message) => /Ару|жан|ARUZHAN|1234567|1\.2345/.test(message))).toEqual([]);
    expect(told).toContain('Int cannot represent non-integer value.');
    expect(words('{ nope }')).toEqual(['Cannot query field "nope" on type "Query".']);
  });

  it('redacts long numbers even in known errors', () => {
    expect(mask(clientError('BAD_USER_INPUT', 'Int cannot represent 150601900015')).message).toBe('Int cannot represent …');
  });
});
