import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CivilRegister, Outcome } from '../civil-register.js';
import { assertNoContradiction } from './contradictions.js';
import { ADULTS, inputOf, lifeEvent, type LifeEvent } from './life-event.js';

/** Events in whatever order, so many that some become possible by others. */
export const sequences = fc.array(lifeEvent, { minLength: 18, maxLength: 26 });

/** What sequences must have met, to be worth something: most kinds of change, and most refusals. */
export const TO_BE_MET = [
  'BIRTH', 'DEATH', 'RESIDENCE', 'ADOPTION', 'ADOPTION_CANCELLED', 'PARENTAGE_ANNULLED', 'PARENTAGE_ESTABLISHED', 'RIGHTS_LIMITED', 'RIGHTS_DEPRIVED', 'IIN_REPLACED',
  'NOT_ON_RECORD', 'AFTER_DEATH', 'BEFORE_BIRTH', 'ALREADY_RECORDED',
] as const;

/** How often each kind of change was registered, and each refusal met. */
export type Met = Map<string, number>;

export const missingIn = (met: Met): string[] => TO_BE_MET.filter((kind) => !met.has(kind));

/** Three who are grown up, and a child of each of the first two. */
async function foundFamily(register: CivilRegister<unknown>): Promise<string[]> {
  const people: string[] = [];
  for (let i = 0; i < ADULTS; i += 1) people.push(await register.person(`198${i}-01-01`));
  for (const mother of [0, 1]) people.push(await register.person('2015-05-14', { parents: [{ iin: people[mother], role: 'MOTHER' }] }));
  return people;
}

function send(register: CivilRegister<unknown>, one: LifeEvent, input: object): Promise<Outcome> {
  const whole = { occurredOn: one.day, ...input };
  return one.mutation === 'registerBirth' ? register.mutate(one.mutation, whole) : register.change(one.mutation, whole);
}

/** Has a new family live through a sequence; counts what is met, and throws when the register contradicts itself or what it told after it. */
export async function liveThrough(register: CivilRegister<unknown>, events: readonly LifeEvent[], met: Met): Promise<void> {
  const [{ since = '0' } = {}] = await register.rows<{ since?: string }>(`select coalesce(max(id), 0)::text as since from outbox`);
  const people = await foundFamily(register);
  const replaced: [string, string][] = [];
  for (const one of events) {
    const fresh = register.iin();
    const outcome = await send(register, one, inputOf(register, one, people, fresh));
    const codes = outcome.errors.map(({ extensions }) => extensions['code']);
    assert.deepEqual({ one, codes: codes.filter((code) => code !== 'BAD_USER_INPUT') }, { one, codes: [] });
    const result = outcome.code ?? outcome.kind ?? 'BAD_USER_INPUT';
    met.set(result, (met.get(result) ?? 0) + 1);
    if (outcome.kind === 'BIRTH') people.push(fresh);
    if (outcome.kind === 'IIN_REPLACED') for (const old of people.splice(one.who % people.length, 1, fresh)) replaced.push([old, fresh]);
  }
  await assertNoContradiction(register, { people, replaced, since });
}
