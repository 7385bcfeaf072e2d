import { beforeAll, describe, expect, it } from 'vitest';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { stateOf } from '../local/launcher.js';
import type { Answer, RunningFederation } from './federation.js';

/** The section each programme adds to a child. */
const SECTIONS = { benefits: 'benefits', savings: 'savings', 'foster-families': 'care', schools: 'schooling' } as const;
type Programme = keyof typeof SECTIONS;
const PROGRAMMES = Object.keys(SECTIONS) as Programme[];

const childOf = ({ data }: Answer): Record<string, unknown> => data?.['child'] as Record<string, unknown>;

/** What a profile is worth while a programme's process hangs, is killed, or comes back. */
export function programmesFail(running: () => RunningFederation): void {
  let federation: RunningFederation;
  let token: string;
  let whole: Answer;

  const profile = (): Promise<Answer> =>
    federation.ask({ operation: 'child-profile.graphql', variables: { iin: federation.state.demo.child, on: '2026-09-15' }, token, purpose: 'CHILD_PROFILE' });

  const pidOf = (name: SubgraphName): number => {
    const pid = stateOf(federation.folder).processes[name];
    if (pid === undefined) throw new Error(`${name} does not run`);
    return pid;
  };

  /** Asks until the answer is whole again, for as long as a restart may take. */
  async function healed(): Promise<Answer> {
    const until = Date.now() + 20_000;
    for (let answer = await profile(); ; answer = await profile()) {
      if (Object.values(answer.programmes).every((state) => state === 'OK')) return answer;
      if (Date.now() > until) return answer;
      await new Promise((resolve) => void setTimeout(resolve, 200));
    }
  }

  function expectWithout(answer: Answer, missing: Programme): void {
    expect(answer.status).toBe(200);
    expect(answer.programmes).toEqual({ ...whole.programmes, [missing]: 'UNAVAILABLE' });
    expect(childOf(answer)).toEqual({ ...childOf(whole), [SECTIONS[missing]]: null });
    expect(answer.errors).toMatchObject([{ path: ['child', SECTIONS[missing]], extensions: { code: 'UNAVAILABLE', programme: missing } }]);
    expect(answer.text).not.toMatch(/127\.0\.0\.1|ECONN|localhost|stack|\bat \w+ \(/);
  }

  beforeAll(async () => {
    federation = running();
    token = await federation.token('--role', 'caseworker');
    whole = await profile();
  });

  it('answers from five processes', () => {
    expect(whole.errors).toEqual([]);
    expect(whole.programmes).toEqual({ registry: 'OK', benefits: 'OK', savings: 'OK', 'foster-families': 'OK', schools: 'OK' });
    for (const section of Object.values(SECTIONS)) expect(childOf(whole)[section]).not.toBeNull();
  });

  describe.each(PROGRAMMES)('when %s', (programme) => {
    it('hangs: the rest comes within the deadline, and it is back by itself', async () => {
      process.kill(pidOf(programme), 'SIGSTOP');
      try {
        const answer = await profile();
        expectWithout(answer, programme);
        expect(answer.milliseconds).toBeLessThan(5_000);
      } finally {
        process.kill(pidOf(programme), 'SIGCONT');
      }
      expect(childOf(await healed())).toEqual(childOf(whole));
    });

    it('is killed: the rest comes at once, and it is back without a restart of the gateway', async () => {
      process.kill(pidOf(programme), 'SIGKILL');
      const answer = await profile();
      expectWithout(answer, programme);
      expect(childOf(await healed())).toEqual(childOf(whole));
    });
  });

  it('says so when the civil registry is gone, and who the child is comes back with it', async () => {
    process.kill(pidOf('registry'), 'SIGKILL');
    const answer = await profile();
    expect(answer.data).toEqual({ child: null });
    expect(answer.errors).toMatchObject([{ path: ['child'], extensions: { code: 'UNAVAILABLE', programme: 'registry' } }]);
    expect(answer.programmes).toEqual({ registry: 'UNAVAILABLE' });
    expect(childOf(await healed())).toEqual(childOf(whole));
  });
}
