import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readComposeFile, readEnvFile } from '../../soak/support/compose/compose-file.js';
import { allInstructions, copyOf, readDockerfile } from '../../soak/support/compose/dockerfile.js';
import { readDockerignore } from '../../soak/support/compose/dockerignore.js';
import { projectRoot } from '../../subgraphs/shared/project.js';

const stages = readDockerfile();
const names = stages.map(({ name }) => name);
const copies = stages.flatMap(({ name, instructions }) => instructions.filter((one) => one.name === 'COPY').map((one) => ({ stage: name, ...copyOf(one) })));
const last = allInstructions(stages, names.at(-1) ?? '');

describe('the Dockerfile', () => {
  it('begins with the Node of package.json, and nothing else from outside', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    const outside = stages.map(({ from }) => from).filter((from) => !names.includes(from));
    expect(outside).toHaveLength(1);
    expect(outside[0]).toMatch(new RegExp(`^node:${dependencies['node']}-[a-z]+-slim$`));
  });

  it.each(copies.filter(({ from }) => from === null).flatMap(({ sources }) => sources))('copies %s, which is there and not left out', (source) => {
    expect([existsSync(path.join(projectRoot(), source)), readDockerignore()(source)]).toEqual([true, false]);
  });

  it('copies from stages before', () => {
    const later = copies.filter(({ stage, from }) => from !== null && !names.slice(0, names.indexOf(stage)).includes(from));
    expect(later).toEqual([]);
  });

  it('ends with what was built and no checkout, as a user that is not root', () => {
    expect(last.filter(({ name }) => name === 'COPY').map((one) => copyOf(one).from)).not.toContain(null);
    expect(last.filter(({ name }) => name === 'RUN')).toEqual([]);
    expect(last.findLast(({ name }) => name === 'USER')?.text).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('is given nothing at build time that could be secret', () => {
    const instructions = stages.flatMap((stage) => stage.instructions);
    expect(instructions.filter(({ name }) => name === 'ARG' || name === 'ADD')).toEqual([]);
    expect(instructions.filter(({ name }) => name === 'ENV').map(({ text }) => text)).toEqual(['NODE_ENV=production']);
  });

  it('is built as far as docker-compose.yml says', () => {
    const built = Object.values(readComposeFile(readEnvFile('docker-compose.demo.env')).services).flatMap(({ build }) => build ?? []);
    expect(new Set(built.map(({ context, target }) => `${context} ${target}`))).toEqual(new Set([`. ${names.at(-1)}`]));
  });
});

describe('the .dockerignore', () => {
  it.each(['.env', '.secrets/registry_owner', '.balagraph/credentials.json', '.git/config', 'node_modules/pg/package.json', 'dist/gateway/main.js', 'test/compose/compose.test.ts', 'gateway/environment.test.ts', 'docker-compose.yml'])('leaves out %s', (name) => {
    expect(readDockerignore()(name)).toBe(true);
  });

  it.each(['package.json', '.npmrc', 'gateway/main.ts', 'subgraphs/registry/reference/districts.csv', 'schema/operations/child-profile.graphql'])('lets in %s', (name) => {
    expect(readDockerignore()(name)).toBe(false);
  });
});
