import { childProfileDocument, profileRequest, PROFILE_PURPOSE } from '../../local/child-profile.js';
import { demoToken } from '../../local/issuer/demo-token.js';
import type { ThrowawayFederation } from '../../local/throwaway-federation.js';
import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { Asker } from '../support/asker.js';
import type { Question } from '../support/exchange.js';
import { newIins, Registrar, type Desk } from '../support/registrar.js';
import { Tally } from './tally.js';

/** More than a pool of the registry has connections. */
const REGISTRARS = 14;
const REGISTRAR_PAUSE_MS = 200;
const READER_PAUSE_MS = 150;

const CHILDREN = '{ children(first: 3) { edges { node { name { ru { full } } birthDate } } } }';
const AWARDS = '{ benefitAwards(first: 3) { edges { node { status since amount { amount } } } } }';

/** What is asked again and again, with its kind. */
type Asked = readonly [kind: string, question: Question];

/** A frontend asks for a child's profile. */
async function profile({ folder, state }: ThrowawayFederation): Promise<Question> {
  const token = await demoToken(folder, state, { role: 'caseworker' });
  return { url: state.url, token, purpose: PROFILE_PURPOSE, body: profileRequest(childProfileDocument(), state.demo.child) };
}

/** Staff of a ministry ask for a list at its own door; nobody, where it does not run. */
async function list({ folder, state }: ThrowawayFederation, ministry: 'registry' | 'benefits', purpose: string, query: string): Promise<Question[]> {
  const url = state.subgraphs[ministry];
  return url === undefined ? [] : [{ url, token: await demoToken(folder, state, { role: `ministry:${ministry}` }), purpose, body: JSON.stringify({ query }) }];
}

/** Everybody who asks while faults come and go: frontends for whole profiles, ministries for lists, registrars with changes. */
export class Crowd {
  #tally = new Tally();
  #registrars: Registrar[] = [];
  #hired = 0;
  readonly #askers: readonly Asker[];

  private constructor(
    private readonly asked: readonly Asked[],
    private readonly desk: Omit<Desk, 'number' | 'hears'>,
    absent: ReadonlySet<string>,
  ) {
    this.#askers = asked.map(([kind, question]) => new Asker(question, READER_PAUSE_MS, (heard) => this.#tally.hear(kind, heard), absent));
  }

  static async gather(federation: ThrowawayFederation, seed: number): Promise<Crowd> {
    const { state, folder } = federation;
    const absent = new Set(SUBGRAPHS.filter((name) => state.subgraphs[name] === undefined));
    const child = await profile(federation);
    const [children, awards] = await Promise.all([list(federation, 'registry', 'CIVIL_REGISTRATION', CHILDREN), list(federation, 'benefits', 'BENEFIT_ASSESSMENT', AWARDS)]);
    const asked = [...[child, child].map((one) => ['profile', one] as const), ...children.map((one) => ['list of children', one] as const), ...awards.map((one) => ['list of awards', one] as const)];
    const token = await demoToken(folder, state, { role: 'ministry:registry' });
    return new Crowd(asked, { urls: [state.url, state.subgraphs.registry ?? ''], token, seed, newIin: newIins(), pauseMs: REGISTRAR_PAUSE_MS, replaces: absent.size === 0 }, absent);
  }

  /** Kinds of requests. */
  get kinds(): string[] {
    return [...new Set(this.asked.map(([kind]) => kind)), 'change'];
  }

  /** Counts anew, with registrars of its own. */
  begin(): Tally {
    const tally = (this.#tally = new Tally());
    this.#registrars = Array.from({ length: REGISTRARS }, () => new Registrar({ ...this.desk, number: (this.#hired += 1), hears: (heard) => tally.hear('change', heard) }));
    return tally;
  }

  /** Ends when every change under way is answered; those who made them. */
  async end(): Promise<readonly Registrar[]> {
    await Promise.all(this.#registrars.map((registrar) => registrar.stop()));
    return this.#registrars.splice(0);
  }

  async leave(): Promise<void> {
    await Promise.all([this.end(), ...this.#askers.map((asker) => asker.stop())]);
  }
}
