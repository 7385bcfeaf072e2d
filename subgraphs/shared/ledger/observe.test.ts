import { buildSchema, graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withheld } from '../errors.js';
import { AccessJournal } from './journal.js';
import { observeFields } from './observe.js';
import { aboutKey } from './subject-rules.js';

const [ANNA, BERIK] = ['150101900007', '150101900017'];

/** What the ledger gets to know of a query over some people, as `IIN outcome reason fields`. */
async function recorded(query: string, people: () => readonly unknown[]): Promise<string[]> {
  const schema = buildSchema('type Person { iin: String friends: [Person] tags: [String] } type Query { people: [Person] }');
  observeFields(schema, { of: { Person: aboutKey }, nobody: [] });
  const journal = new AccessJournal({ viewer: null, purpose: null, caseNumber: null, correlationId: 'c', door: 'OWN' });
  await graphql({ schema, source: query, rootValue: { people }, contextValue: { journal } });
  const entries = await journal.entries(0);
  return entries.map(({ subject, effect: { outcome, reason, fields } }) => `${subject} ${outcome} ${reason} ${fields.join()}`).sort();
}

describe('items of a list', () => {
  it('that are refused by themselves are recorded, whether at once or later', async () => {
    const people = () => [{ iin: ANNA }, withheld('SHIELDED'), Promise.reject(withheld('NO_RELATION')), Promise.resolve({ iin: BERIK })];
    expect(await recorded('{ people { iin } }', people)).toEqual([
      `${ANNA} RELEASED null Person.iin,Query.people`,
      `${BERIK} RELEASED null Person.iin,Query.people`,
      'null REFUSED NO_RELATION Query.people',
      'null REFUSED SHIELDED Query.people',
    ]);
  });

  it('below somebody are refused about them', async () => {
    const people = () => [{ iin: ANNA, friends: () => [{ iin: BERIK }, withheld('SHIELDED')], tags: () => ['a', withheld('CLASS_NOT_OPEN')] }];
    expect(await recorded('{ people { friends { __typename } tags } }', people)).toEqual([
      `${ANNA} REFUSED CLASS_NOT_OPEN Person.tags`,
      `${ANNA} REFUSED SHIELDED Person.friends`,
      `${ANNA} RELEASED null Person.friends,Person.tags,Query.people`,
      `${BERIK} RELEASED null Person.friends`,
    ]);
  });
});

describe('a key that is none', () => {
  it('leaves no record that the database would refuse', async () => {
    expect(await recorded('{ people { iin } }', () => [{ iin: 'abc' }, { iin: ANNA }, { iin: 'abcdefghijkl' }])).toEqual([`${ANNA} RELEASED null Person.iin,Query.people`]);
  });

  it('leaves the refusal, about nobody', async () => {
    const people = () => [{ iin: 'abc', friends: () => { throw withheld('UNKNOWN_PERSON'); } }];
    expect(await recorded('{ people { friends { iin } } }', people)).toEqual(['null REFUSED UNKNOWN_PERSON Person.friends']);
  });
});
