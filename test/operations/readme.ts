import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { projectRoot } from '../../subgraphs/shared/project.js';
import type { RunningFederation } from '../journeys/federation.js';
import { KEPT_CODE } from '../local/launcher.js';

const run = promisify(execFile);

/** Texts whose shell blocks are run as they stand, in their order. */
const READMES = ['README.md', 'subgraphs/registry/README.md', 'subgraphs/foster-families/README.md', 'subgraphs/schools/README.md'];

/** The shell blocks of a text, with the heading they stand under. */
function blocksOf(file: string): [string, string][] {
  const parts = readFileSync(path.join(projectRoot(), file), 'utf8').split(/^#+ /m);
  return parts.flatMap((part) => [...part.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]): [string, string] => [part.slice(0, part.indexOf('\n')), code ?? '']));
}

const scripts = (JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> }).scripts;

/** A command that builds first, as it goes on after that: everything was built before the tests, and is used by others of them meanwhile. */
const built = (code: string): string =>
  code.replaceAll(/npm run -s ([\w:-]+)(?: --)?/g, (command, name: string) => /^(?:test -f \S+ \|\| npm run -s build;|npm run -s build &&) exec (node dist\/\S+)$/.exec(scripts[name] ?? '')?.[1] ?? command);

const isQuery = ([, code]: [string, string]): boolean => code.includes('/graphql');

/** The commands of the texts. */
export function readme(running: () => RunningFederation): void {
  /** Runs a block as it is printed, but for the ports of this federation. */
  async function runHere(code: string): Promise<string> {
    const { url, subgraphs, metrics } = running().state;
    const ports = [
      ['http://localhost:4000', url], ['http://localhost:4001', subgraphs.registry ?? ''], ['http://localhost:4002', subgraphs.benefits ?? ''], ['http://localhost:4004', subgraphs['foster-families'] ?? ''], ['http://localhost:4005', subgraphs.schools ?? ''],
      ['http://localhost:4010/metrics', metrics['gateway'] ?? ''],
    ] as const;
    const here = ports.reduce((text, [printed, actual]) => text.replaceAll(printed, actual), built(code));
    return (await run('bash', ['-c', here], { cwd: projectRoot(), env: { ...process.env, ...KEPT_CODE, BALAGRAPH_DATA: running().folder } })).stdout;
  }

  it.each(READMES.flatMap(blocksOf).filter(isQuery))('%s: runs as printed', async (heading, code) => {
    const stdout = await runHere(code);
    const { data, errors = [] } = JSON.parse(stdout) as { data: Record<string, unknown>; errors?: { extensions: { code: string } }[] };
    const refused = code.includes('AUDIT_ANALYSIS') && code.includes('child(iin');
    expect(Object.values(data).some((value) => value !== null)).toBe(!refused);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(refused ? ['SCOPE_MISSING', 'SCOPE_MISSING'] : []);
    expect(stdout).not.toMatch(/"code":"[A-Z_]+","field"/);
    expect(heading).not.toBe('');
  });

  it.each(READMES.flatMap(blocksOf).filter((block) => !isQuery(block)))('%s: prints what it says', async (_heading, code) => {
    const output = await runHere(code);
    expect(output).toContain('"status":"ready"');
    expect(output).toMatch(/^balagraph_ready 1$/m);
  });
}
