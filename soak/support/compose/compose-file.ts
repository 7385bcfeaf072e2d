import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Type, type Static, type TProperties } from 'typebox';
import { Compile } from 'typebox/compile';
import { parse } from 'yaml';
import type { Environment } from '../../../subgraphs/shared/environment.js';
import { projectRoot } from '../../../subgraphs/shared/project.js';
import { interpolate } from './interpolate.js';

/* Of the Compose Specification what docker-compose.yml uses. Nothing else is let through: a key that is misspelt, or that nobody here looks at, is a failure. */

const closed = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false });
const texts = Type.Array(Type.String());
const duration = Type.String({ pattern: '^\\d+s$' });

const Healthcheck = closed({ test: texts, interval: duration, timeout: duration, retries: Type.Integer(), start_period: duration, start_interval: duration });

const Dependency = closed({
  condition: Type.Union([Type.Literal('service_healthy'), Type.Literal('service_completed_successfully')]),
  required: Type.Optional(Type.Boolean()),
});

const Service = closed({
  image: Type.String(),
  build: Type.Optional(closed({ context: Type.String(), target: Type.String() })),
  profiles: Type.Optional(texts),
  user: Type.Optional(Type.String()),
  init: Type.Optional(Type.Boolean()),
  read_only: Type.Boolean(),
  tmpfs: texts,
  cap_drop: texts,
  security_opt: texts,
  logging: closed({ driver: Type.String() }),
  shm_size: Type.Optional(Type.String()),
  restart: Type.Optional(Type.String()),
  stop_signal: Type.Optional(Type.Union([Type.Literal('SIGINT'), Type.Literal('SIGTERM')])),
  stop_grace_period: Type.Optional(duration),
  networks: texts,
  volumes: Type.Optional(texts),
  command: texts,
  environment: Type.Record(Type.String(), Type.String()),
  secrets: Type.Optional(texts),
  ports: Type.Optional(texts),
  healthcheck: Type.Optional(Healthcheck),
  depends_on: Type.Optional(Type.Record(Type.String(), Dependency)),
});

const Network = closed({ internal: Type.Optional(Type.Boolean()) });

const Document = closed({
  name: Type.String(),
  services: Type.Record(Type.String(), Service),
  networks: Type.Record(Type.String(), Network),
  volumes: Type.Record(Type.String(), closed({})),
  secrets: Type.Record(Type.String(), closed({ file: Type.String() })),
});

export type ComposeService = Static<typeof Service>;
export type ComposeDependency = Static<typeof Dependency>;
export type ComposeFile = Static<typeof Document>;

const validator = Compile(Document);

export const COMPOSE_FILE = path.join(projectRoot(), 'docker-compose.yml');

/** Extensions are there to be merged into services, and gone then. */
const withoutExtensions = (document: object): object => Object.fromEntries(Object.entries(document).filter(([key]) => !key.startsWith('x-')));

/** `docker-compose.yml` as Compose would see it with these variables, services of all profiles included. Throws when it is no such file, or a variable is missing. */
export function readComposeFile(env: Environment): ComposeFile {
  const document = interpolate(withoutExtensions(parse(readFileSync(COMPOSE_FILE, 'utf8'), { merge: true, maxAliasCount: 1_000 }) as object), env);
  if (validator.Check(document)) return document;
  throw new Error(validator.Errors(document).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`).join('\n'));
}

/** The variables of an env file: one `NAME=value` a line. */
export const readEnvFile = (file: string): Environment =>
  Object.fromEntries(
    readFileSync(path.join(projectRoot(), file), 'utf8').split('\n').filter((line) => /^\w+=/.test(line)).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/** Services that run with these profiles. */
export const activeServices = ({ services }: ComposeFile, profiles: readonly string[]): ReadonlyMap<string, ComposeService> =>
  new Map(Object.entries(services).filter(([, service]) => service.profiles === undefined || service.profiles.some((profile) => profiles.includes(profile))));

export const dependenciesOf = ({ depends_on: dependencies = {} }: ComposeService): [string, ComposeDependency][] => Object.entries(dependencies);

/** Whether it does its work and ends, and is not kept running. */
export const isOneShot = ({ restart }: ComposeService): boolean => restart === undefined;
