import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALMATY, ASTANA, documentOf, OUTCOME } from '../../../soak/support/civil-register.js';
import { withClient } from '../../support/kept-connections.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { everythingIn, whileBroken } from '../../support/breaking.js';
import { post, viewerAs } from '../../support/gateway-call.js';
import { ASTANA_OFFICE, NATION, Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

const at = (address: string) => ({ ...ALMATY, address });

describe('a key', () => {
  it('fifty times at once registers one birth', async () => {
    const input = { ...registrar.birth({}), idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => registrar.mutate('registerBirth', input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ kind: 'BIRTH', errors: [] });
    expect(await registrar.outbox(input.iin)).toHaveLength(1);
  });

  it('sent again gives the first answer, though the record has moved on', async () => {
    const iin = await registrar.person('1990-01-01');
    const input = { idempotencyKey: randomUUID(), iin, expectedVersion: 1, occurredOn: '2026-01-01', source: 'x', home: at('A') };
    const first = await registrar.mutate('registerResidence', input);
    await registrar.change('registerResidence', { iin, occurredOn: '2026-02-01', home: at('B') });
    const again = await registrar.mutate('registerResidence', input);
    expect(again).toEqual({ ...first, person: { iin, version: 3 } });
    expect([first.version, again.version]).toEqual([2, 2]);
    expect(await registrar.outbox(iin)).toHaveLength(3);
  });

  it('with another input is refused, and serves each mutation by itself', async () => {
    const iin = await registrar.person('1990-01-01');
    const idempotencyKey = randomUUID();
    const input = { idempotencyKey, iin, expectedVersion: 1, occurredOn: '2026-01-01', source: 'x', home: at('A') };
    await registrar.mutate('registerResidence', input);
    for (const more of [{ source: 'y' }, { expectedVersion: 2 }, { home: at('B') }, { home: null }, { receivedOn: '2026-10-01' }]) {
      expect(await registrar.mutate('registerResidence', { ...input, ...more })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', field: 'input.idempotencyKey' });
    }
    expect(await registrar.mutate('registerDeath', { idempotencyKey, iin, expectedVersion: 2, occurredOn: '2026-03-01', source: 'x' })).toMatchObject({ kind: 'DEATH' });
  });

  it('of a refused request may be used again', async () => {
    const iin = registrar.iin();
    const input = { idempotencyKey: randomUUID(), iin, expectedVersion: 1, occurredOn: '2026-09-15', source: 'x', home: ASTANA };
    expect(await registrar.mutate('registerResidence', input)).toMatchObject({ code: 'UNKNOWN_PERSON' });
    await registrar.mutate('registerBirth', registrar.birth({ iin }));
    expect(await registrar.mutate('registerResidence', input)).toMatchObject({ kind: 'RESIDENCE' });
  });
});

describe('a version', () => {
  it('lets one of twenty changes at once through, and says to the others what it is now', async () => {
    const iin = await registrar.person('1990-01-01');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => registrar.mutate('registerResidence', { iin, expectedVersion: 1, occurredOn: '2026-01-01', source: 'x', home: at(`home ${i}`) })));
    expect(answers.filter(({ kind }) => kind === 'RESIDENCE')).toHaveLength(1);
    const refused = answers.filter(({ code }) => code === 'VERSION_CONFLICT');
    expect(refused).toHaveLength(19);
    for (const one of refused) expect(one).toMatchObject({ field: 'input.expectedVersion', currentVersion: 2 });
    expect(await registrar.facts('residence', iin)).toHaveLength(2);
  });

  it('counts the changes of a record, which the journal lists', async () => {
    const iin = await registrar.person('1990-01-01');
    await registrar.change('registerResidence', { iin, occurredOn: '2026-01-01', receivedOn: '2026-01-09', home: null, source: 'departure 1' });
    await registrar.change('registerDeath', { iin, occurredOn: '2026-02-01' });
    const list = async (viewer = NATION) => registrar.ask('query ($iin: IIN!) { registrationsOf(iin: $iin) { edges { node { kind version occurredOn receivedOn source person { iin } child { iin } } } pageInfo { hasNextPage } } }', { iin }, viewer);
    const { data } = await list();
    expect((data?.['registrationsOf'] as { edges: { node: object }[] }).edges.map(({ node }) => node)).toEqual([
      { kind: 'BIRTH', version: 1, occurredOn: '1990-01-01', receivedOn: '2026-10-01', source: 'birth record 1', person: { iin }, child: null },
      { kind: 'DEPARTURE', version: 2, occurredOn: '2026-01-01', receivedOn: '2026-01-09', source: 'departure 1', person: { iin }, child: null },
      { kind: 'DEATH', version: 3, occurredOn: '2026-02-01', receivedOn: '2026-10-01', source: 'act 1', person: { iin }, child: null },
    ]);
    expect((await list(ASTANA_OFFICE)).data?.['registrationsOf']).toMatchObject({ edges: [] });
    expect((await list(viewerAs('caseworker'))).errors[0]?.extensions['code']).toBe('ROLE_NOT_ALLOWED');
  });
});

describe('several mutations in one request', () => {
  it('are carried out in order, each sees what the one before did, and one that is refused stops none', async () => {
    const iin = await registrar.person('1990-01-01');
    const move = (expectedVersion: number, occurredOn: string, address: string) => ({ idempotencyKey: randomUUID(), iin, expectedVersion, occurredOn, source: 'x', home: at(address) });
    const { data, errors } = await registrar.registry.call({
      query: `mutation ($a: RegisterResidenceInput!, $b: RegisterResidenceInput!, $c: RegisterResidenceInput!, $d: RegisterResidenceInput!) {
        a: registerResidence(input: $a) { ...o } b: registerResidence(input: $b) { ...o } c: registerResidence(input: $c) { ...o } d: registerResidence(input: $d) { ...o }
      } fragment o on RegistrationOutcome { ... on Registration { version person { version residence { address } } } ... on Refusal { code currentVersion } }`,
      variables: { a: move(1, '2026-01-01', 'A'), b: move(1, '2026-02-01', 'B'), c: move(2, '2026-12-01', 'C'), d: move(2, '2026-03-01', 'D') },
      viewer: NATION, purpose: 'CIVIL_REGISTRATION',
    });
    expect(data).toEqual({
      a: { version: 2, person: { version: 2, residence: { address: 'A' } } },
      b: { code: 'VERSION_CONFLICT', currentVersion: 2 },
      c: null,
      d: { version: 3, person: { version: 3, residence: { address: 'D' } } },
    });
    expect(errors).toMatchObject([{ path: ['c'], extensions: { code: 'BAD_USER_INPUT', field: 'input.occurredOn' } }]);
  });
});

describe('the ministry\'s own door', () => {
  it('takes the same mutations, for its token and purpose', async () => {
    const token = await registrar.registry.issuer.token('ministry:registry');
    const ask = (headers: Record<string, string>, input: object) =>
      post(registrar.registry.url, JSON.stringify({ query: documentOf('registerBirth'), variables: { input } }), { authorization: `Bearer ${token}`, ...headers });
    const input = { ...registrar.birth({}), idempotencyKey: randomUUID() };
    expect(await ask({ 'x-purpose': 'CIVIL_REGISTRATION' }, input)).toMatchObject({ status: 200, data: { registerBirth: { kind: 'BIRTH', person: { iin: input.iin, version: 1 } } }, errors: [] });
    expect((await ask({}, input)).errors[0]?.extensions['code']).toBe('PURPOSE_MISSING');
    expect((await ask({ 'x-purpose': 'CHILD_PROFILE' }, input)).errors[0]?.extensions['code']).toBe('PURPOSE_NOT_ALLOWED');
    const literal = await registrar.registry.own(`mutation { registerDeath(input: { idempotencyKey: "${randomUUID()}", iin: "${input.iin}", expectedVersion: 1, occurredOn: "2026-09-02", source: "x" }) { ${OUTCOME} } }`, token, { 'x-purpose': 'CIVIL_REGISTRATION' });
    expect(literal).toMatchObject({ data: { registerDeath: { kind: 'DEATH', version: 2 } }, errors: [] });
  });

  it('needs the field classes that a mutation is about', async () => {
    const token = await registrar.registry.issuer.token('ministry:registry', { claims: { scope: 'identity family' } });
    const input = { ...registrar.birth({}), idempotencyKey: randomUUID() };
    const answer = await post(registrar.registry.url, JSON.stringify({ query: documentOf('registerBirth'), variables: { input } }), { authorization: `Bearer ${token}`, 'x-purpose': 'CIVIL_REGISTRATION' });
    expect(answer).toMatchObject({ data: { registerBirth: null }, errors: [{ extensions: { code: 'SCOPE_MISSING' } }] });
  });
});

describe('a failure at any step', () => {
  it('leaves nothing of it: no row, event, record or key', async () => {
    const { mother, father, child } = await registrar.family({ occurredOn: '2025-05-14' });
    const adopter = await registrar.person('1986-01-01');
    const requests: [string, object, string[]][] = [
      ['registerBirth', registrar.birth({ parents: [{ iin: mother, role: 'MOTHER' }] }), ['idempotency', 'person', 'registration', 'residence', 'citizenship', 'parentage', 'outbox', 'ledger_record']],
      ['registerParentage', { childIin: child, change: 'ADOPTED', parents: [{ iin: adopter, role: 'MOTHER' }], birthDate: '2025-06-01', occurredOn: '2026-01-01', source: 'x', expectedVersion: 1 },
        ['idempotency', 'person', 'registration', 'earlier_identity', 'parentage', 'citizenship', 'residence', 'outbox', 'ledger_record']],
      ['changeParentalRights', { childIin: child, parentIin: mother, change: 'LIMITED', occurredOn: '2026-01-01', source: 'x', expectedVersion: 1 }, ['parental_right', 'outbox', 'ledger_record']],
      ['registerDeath', { iin: father, occurredOn: '2026-01-01', source: 'x', expectedVersion: 1 }, ['life_status', 'citizenship', 'residence', 'outbox', 'ledger_record']],
      ['replaceIin', { iin: father, newIin: registrar.iin(), basis: 'CORRECTION', occurredOn: '2026-01-01', source: 'x', expectedVersion: 1 }, ['person', 'parentage', 'iin_replacement', 'outbox', 'ledger_record']],
    ];
    const { adminUrl } = registrar.registry.database;
    const before = await everythingIn(adminUrl);
    for (const [mutation, input, tables] of requests) {
      for (const table of tables) {
        const { errors, ...outcome } = await whileBroken(adminUrl, table, () => registrar.mutate(mutation, { ...input, idempotencyKey: '3f1c9a52-7d84-4b1e-9c3a-5a1d2e7f8b90' }));
        expect({ mutation, table, outcome, codes: errors.map(({ extensions }) => extensions['code']) }).toEqual({ mutation, table, outcome: {}, codes: ['UNAVAILABLE'] });
        expect(errors[0]?.message).not.toMatch(/disk|insert/);
      }
      expect([mutation, await everythingIn(adminUrl)]).toEqual([mutation, before]);
    }
    expect(await registrar.mutate('registerBirth', { ...registrar.birth({}), idempotencyKey: '3f1c9a52-7d84-4b1e-9c3a-5a1d2e7f8b90' })).toMatchObject({ kind: 'BIRTH' });
  });
});

describe('the ledger', () => {
  const records = async (correlationId: string) =>
    (await readLedger(registrar.registry.database.adminUrl)).filter(({ correlation, outcome }) => correlation === correlationId && (outcome === 'WRITTEN' || outcome === 'REFUSED'));
  const register = async (input: object) => {
    const correlationId = randomUUID();
    await registrar.registry.call({ query: documentOf('registerBirth'), variables: { input }, viewer: NATION, purpose: 'CIVIL_REGISTRATION', envelope: { correlationId } });
    return records(correlationId);
  };

  it('has a record of everybody whose record a mutation changed, once', async () => {
    const mother = await registrar.person('1990-01-01');
    const input = { ...registrar.birth({ parents: [{ iin: mother, role: 'MOTHER' }] }), idempotencyKey: randomUUID() };
    const written = await register(input);
    expect(written.map(({ outcome, iin, fields, account, purpose }) => [outcome, iin, fields, account, purpose]).toSorted()).toEqual(
      [input.iin, mother].map((iin) => ['WRITTEN', iin, ['Mutation.registerBirth'], 'test-account', 'CIVIL_REGISTRATION']).toSorted(),
    );
    expect(await register(input)).toEqual([]);
  });

  it('has a record of a refusal, with its code', async () => {
    const input = { ...registrar.birth({ parents: [{ iin: registrar.iin(), role: 'MOTHER' }] }), idempotencyKey: randomUUID() };
    expect((await register(input)).map(({ outcome, reason, fields }) => [outcome, reason, fields])).toEqual(Array.from({ length: 2 }, () => ['REFUSED', 'UNKNOWN_PERSON', ['Mutation.registerBirth']]));
  });
});

describe('history', () => {
  it('is not changed by anybody: a fact is ended once, superseded once, and otherwise stays', async () => {
    const iin = await registrar.person('1990-01-01');
    await registrar.change('registerResidence', { iin, occurredOn: '2026-01-01', home: ASTANA });
    const update = (set: string) =>
      withClient(registrar.registry.database.appUrl, async (app) => {
        await app.query(`select set_config('app.path', 'register', false), set_config('app.regions', '*', false)`);
        return app.query(`update residence set ${set} where iin = $1`, [iin]);
      });
    for (const set of [`address = 'x'`, `valid_from = '1990-01-02'`, `valid_to = '2026-01-02'`, `source = 'x'`, `recorded_at = now()`, `began_by = null`, `region_kato = '100000000'`]) {
      await expect(update(set)).rejects.toMatchObject({ code: '23001' });
    }
    await update('superseded_at = now()');
    await expect(update('superseded_at = null')).rejects.toMatchObject({ code: '23001' });
    const remove = (table: string) => withClient(registrar.registry.database.appUrl, (app) => app.query(`delete from ${table}`));
    for (const table of ['person', 'residence', 'citizenship', 'parentage', 'parental_right', 'life_status', 'registration']) await expect(remove(table)).rejects.toMatchObject({ code: '42501' });
    await expect(withClient(registrar.registry.database.appUrl, (app) => app.query(`update registration set source = 'x'`))).rejects.toMatchObject({ code: '42501' });
  });
});
