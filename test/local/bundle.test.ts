import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, NATIVE } from '../../local/bundle/bundle.js';
import { BUNDLED_MODULES } from '../../local/bundle/bundled-modules.js';
import { fingerprint } from '../../local/bundle/fingerprint.js';
import { temporaryFolder } from '../../local/temporary-run.js';
import { builtModule, bundledFolder, projectRoot } from '../../subgraphs/shared/project.js';

const isBuiltIn = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier);

/** What a bundle imports when it is loaded. */
const importsOf = (text: string): string[] => [...text.matchAll(/^(?:import|export)\b[^;\n]*?(?:from )?"([^"\n]+)";$/gm)].map(([, specifier = '']) => specifier);

describe('processes that are started often', () => {
  it.each(BUNDLED_MODULES)('%s is bundled, and runs from there', (name) => {
    expect(path.relative(bundledFolder(), builtModule(`${name}.js`))).toBe(`${name}.js`);
  });

  it('load nothing of what is installed, but libraries of the machine', () => {
    const files = readdirSync(bundledFolder(), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    const imports = files.flatMap((name) => importsOf(readFileSync(path.join(bundledFolder(), name), 'utf8')));
    expect(imports.length).toBeGreaterThan(BUNDLED_MODULES.length);
    expect(imports.filter((specifier) => !specifier.startsWith('.') && !isBuiltIn(specifier) && !NATIVE.includes(specifier))).toEqual([]);
  });

  it('any other module is run as it was compiled', () => {
    expect(builtModule('local/start.js')).toBe(path.join(projectRoot(), 'dist/local/start.js'));
  });
});

describe('a build', () => {
  const mark = (): number => statSync(path.join(bundledFolder(), 'fingerprint')).mtimeMs;

  it('that finds everything made makes nothing', async () => {
    const before = mark();
    await bundle();
    expect(mark()).toBe(before);
  });
});

describe('what bundles are made of', () => {
  let root: ReturnType<typeof temporaryFolder>;
  const write = (name: string, text: string): void => {
    const file = path.join(root.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  beforeAll(() => {
    root = temporaryFolder('bundle');
    for (const folder of ['gateway', 'local', 'schema', 'subgraphs/savings']) write(`dist/${folder}/main.js`, 'one');
    write('node_modules/.package-lock.json', '{}');
  });
  afterAll(() => root.remove());

  it.each([
    ['a module that was compiled anew', 'dist/subgraphs/savings/main.js', 'another'],
    ['a new module', 'dist/gateway/new.js', 'new'],
    ['a package that was installed', 'node_modules/.package-lock.json', '{"pg":1}'],
  ])('is other than before with %s', (_what, name, text) => {
    const before = fingerprint(root.path);
    expect(fingerprint(root.path)).toBe(before);
    write(name, text);
    expect(fingerprint(root.path)).not.toBe(before);
  });

  it('is the same with a source map or a benchmark', () => {
    const before = fingerprint(root.path);
    write('dist/gateway/main.js.map', '{}');
    write('dist/bench/run.js', 'bench');
    expect(fingerprint(root.path)).toBe(before);
  });
});
