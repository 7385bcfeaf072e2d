import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildClientSchema, buildSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { Client } from 'pg';
import { PROGRAMMES, type Role, type ProgrammeName } from '../../../subgraphs/shared/access/viewer.js';
import { projectRoot } from '../../../subgraphs/shared/project.js';
import { centralStaffOf, type Actor, type Door } from './actors.js';
import { headersOf, say, sayAll } from './exchange.js';
import type { Document } from './probe.js';
import { Stage } from './stage.js';

/** A running federation, as an attacker is let at it. */
export interface Federation {
  /** Base URLs by door. */
  readonly urls: Readonly<Record<Door, string>>;
  /** The databases, as the server's administrator, who sees past row-level security. */
  readonly adminUrls: Readonly<Record<ProgrammeName, string>>;
  tokenFor(role: Role, claims: Pick<Actor, 'iin' | 'regions'>): Promise<string>;
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** A federation with its stage. */
export class Target {
  readonly #tokens = new Map<string, Promise<string>>();
  readonly #schemas = new Map<Door, GraphQLSchema>();

  private constructor(
    private readonly federation: Federation,
    private readonly clients: Readonly<Record<ProgrammeName, Client>>,
    readonly stage: Stage,
  ) {}

  static async open(federation: Federation): Promise<Target> {
    const clients = Object.fromEntries(await Promise.all(PROGRAMMES.map(async (name) => [name, await connected(federation.adminUrls[name])] as const))) as Record<ProgrammeName, Client>;
    const target = new Target(federation, clients, new Stage(clients));
    await target.#learn();
    return target;
  }

  /** What can be asked at each door, as the gateway publishes it and as ministries read it at their own. */
  async #learn(): Promise<void> {
    this.#schemas.set('gateway', buildSchema(readFileSync(path.join(projectRoot(), 'schema/api.graphql'), 'utf8')));
    await Promise.all(PROGRAMMES.map(async (name) => {
      const { text } = await say(this.federation.urls[name], await this.#headers(centralStaffOf(name)), { query: getIntrospectionQuery(), variables: {} });
      this.#schemas.set(name, buildClientSchema((JSON.parse(text) as { data: IntrospectionQuery }).data));
    }));
  }

  /** What can be asked at a door. */
  schemaAt(door: Door): GraphQLSchema {
    const schema = this.#schemas.get(door);
    if (schema === undefined) throw new Error(`no schema of ${door}`);
    return schema;
  }

  /** The whole answer: status, headers, text. */
  async ask(actor: Actor, document: Document): Promise<string> {
    return sayAll(this.federation.urls[actor.door], await this.#headers(actor), document);
  }

  async #headers({ role, purpose, iin, regions }: Actor): Promise<Record<string, string>> {
    if (role === null) return headersOf(null, null);
    const key = JSON.stringify([role, iin, regions]);
    const token = this.#tokens.get(key) ?? this.federation.tokenFor(role, { iin, regions });
    this.#tokens.set(key, token);
    return headersOf(await token, purpose);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.clients).map((client) => client.end()));
  }
}
