import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAY_KNOW_WHERE, MAY_KNOW_WHO, NOT_TO_KNOW_WHERE, NOT_TO_KNOW_WHO, REGISTRARS } from '../../soak/support/secrets/actors.js';
import { attack, type Attack, type Effort, type Outcome } from '../../soak/support/secrets/attack.js';
import { WHERE, WHO } from '../../soak/support/secrets/attacks.js';
import { askForEarlier, askOfBenefits, tryChanges } from '../../soak/support/secrets/further-attacks.js';
import { CHANGES } from '../../soak/support/secrets/register-changes.js';
import type { Target } from '../../soak/support/secrets/target.js';
import { startTarget } from './federation.js';

/*
 * One federation in which one of two things is true, and the other the next moment. Whoever must not know gets the same answers, to
 * the byte; whoever may know does not, so that the attacker is seen to find what there is to be found. `npm run soak -- secrets` goes on.
 */

let [target, close]: [Target | null, () => Promise<void>] = [null, () => Promise.resolve()];
beforeAll(async () => {
  ({ target, close } = await startTarget());
});
afterAll(() => close());

function running(): Target {
  if (target === null) throw new Error('not started');
  return target;
}

const attempt = (what: Attack, effort: Effort): Promise<Outcome> => attack(running(), what, effort);

/** Of what is near, some; what chance draws is the soak's. A busy machine takes its time with it. */
const SHORT: Effort = { steps: 3, every: 101, seed: 1, milliseconds: 0 };
/** A secret that is open is found at once; only a busy machine takes longer. */
const AS_LONG_AS_IT_TAKES: Effort = { ...SHORT, every: 12, milliseconds: 30_000 };

async function nothingIsTold(what: Attack): Promise<void> {
  const { operations, leak } = await attempt(what, SHORT);
  expect(leak).toBeNull();
  expect(operations).toBeGreaterThan(20);
}

describe('where a shielded child is', () => {
  it('is told to nobody who must not know', { timeout: 180_000 }, async () => {
    await nothingIsTold({ ...WHERE, actors: NOT_TO_KNOW_WHERE });
  });

  it('is heard from nothing that is paid for the child', async () => {
    const [who] = MAY_KNOW_WHERE['a carer'] ?? [];
    expect(await askOfBenefits(running(), NOT_TO_KNOW_WHERE.filter(({ role }, n) => role === 'citizen' || n % 7 === 0))).toEqual([]);
    expect(await askOfBenefits(running(), who === undefined ? [] : [who])).toHaveLength(2);
  });

  it('is heard by no registrar from what becomes of a change', async () => {
    // A move to where the child is, and one to where not; whoever acts in a region first, since they change nothing.
    const moves = CHANGES.filter(({ input }) => 'home' in input).slice(0, 4);
    expect(await tryChanges(running(), [...moves, ...CHANGES.slice(-1)], REGISTRARS)).toEqual([]);
  });

  it.each(Object.entries(MAY_KNOW_WHERE))('is told to %s', async (_who, actors) => {
    expect((await attempt({ ...WHERE, actors }, AS_LONG_AS_IT_TAKES)).leak).not.toBeNull();
  });
});

describe('who an adopted child was', () => {
  it('is told to nobody who must not know', { timeout: 180_000 }, async () => {
    await nothingIsTold({ ...WHO, actors: NOT_TO_KNOW_WHO });
  });

  it('is answered like somebody who never was, whoever asks', async () => {
    expect(await askForEarlier(running(), NOT_TO_KNOW_WHO.filter((_, n) => n % 29 === 0), 1)).toEqual([]);
  });

  it('is known to have been somebody by the registry that replaced the IIN', async () => {
    expect((await attempt({ ...WHO, actors: MAY_KNOW_WHO }, AS_LONG_AS_IT_TAKES)).leak).not.toBeNull();
  });
});
