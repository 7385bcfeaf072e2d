import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../../../local/failure.js';
import type { SystemUser } from '../../../local/postgres/system-user.js';
import { projectRoot } from '../../../subgraphs/shared/project.js';
import type { ImageFolder } from './container.js';
import { allInstructions, copyOf, readDockerfile, type Copy, type Instruction, type Stage } from './dockerfile.js';
import { readDockerignore } from './dockerignore.js';

/** Where a stage's files are, and where its commands work. */
interface Workplace {
  readonly root: string;
  directory: string;
}

/** A path within a stage: from its root, or from where its commands work. */
const within = ({ root, directory }: Workplace, name: string): string => path.join(root, path.resolve(directory, name));

/** The checkout as `docker build` is sent it. */
const context = (): Workplace => ({ root: projectRoot(), directory: '/' });

/** A folder's contents, or a file; into a folder where the target says so by its end. */
function copyOne(from: string, to: string, lets: (source: string) => boolean): void {
  cpSync(from, to.endsWith('/') ? path.join(to, path.basename(from)) : to, { recursive: true, verbatimSymlinks: true, filter: lets });
}

/** What `npm run` adds to its environment would be taken for settings by the npm of the build. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'));
  return { ...Object.fromEntries(inherited), PATH: `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };
}

/** Does what a Dockerfile says in folders of this machine: no layers, no cache, the same files. */
export class ImageBuild {
  readonly #places = new Map<string, Workplace>();
  readonly #stages: readonly Stage[] = readDockerfile();

  constructor(
    private readonly folder: string,
    private readonly report: (line: string) => void,
  ) {}

  /** Builds a stage and those that it is made from. The files cannot be written to, as with `read_only`. */
  build(target: string): ImageFolder {
    for (const stage of this.#stages) this.#buildStage(stage);
    const place = this.#place(target);
    const app = within(place, '.');
    this.#run(place, 'chmod -R a-w .');
    // The base image has its own.
    const node = path.join(this.folder, 'node');
    copyFileSync(process.execPath, node);
    chmodSync(node, 0o755);
    return { path: app, node, user: this.#userOf(target) };
  }

  /** Root alone can become another user. */
  #userOf(target: string): SystemUser | null {
    const user = allInstructions(this.#stages, target).findLast(({ name }) => name === 'USER')?.text.split(':').map(Number);
    const [uid = 0, gid = 0] = user ?? [];
    return process.getuid?.() === 0 ? { uid, gid } : null;
  }

  #place(stage: string): Workplace {
    const place = this.#places.get(stage);
    if (place === undefined) throw new Error(`Dockerfile: no stage ${stage} before`);
    return place;
  }

  #buildStage({ name, from, instructions }: Stage): void {
    const place = { root: path.join(this.folder, name), directory: this.#places.get(from)?.directory ?? '/' };
    mkdirSync(place.root);
    const base = this.#places.get(from);
    if (base !== undefined) cpSync(base.root, place.root, { recursive: true, verbatimSymlinks: true });
    this.#places.set(name, place);
    for (const instruction of instructions) this.#do(place, instruction);
  }

  #do(place: Workplace, instruction: Instruction): void {
    const { name, text } = instruction;
    this.report(`${path.basename(place.root)}: ${name} ${text}`);
    if (name === 'WORKDIR') mkdirSync(path.join(place.root, (place.directory = path.resolve(place.directory, text))), { recursive: true });
    else if (name === 'COPY') this.#copy(place, copyOf(instruction));
    else if (name === 'RUN') this.#run(place, text);
    else if (!['ENV', 'USER', 'CMD'].includes(name)) throw new Error(`Dockerfile: not understood: ${name} ${text}`);
  }

  #copy(place: Workplace, { from, sources, target }: Copy): void {
    const source = from === null ? context() : this.#place(from);
    const ignored = readDockerignore();
    const lets = (file: string): boolean => from !== null || !ignored(path.relative(source.root, file));
    const to = within(place, target) + (/(^|\/)\.?$/.test(target) ? '/' : '');
    for (const one of sources) copyOne(path.join(source.root, one), to, lets);
  }

  #run(place: Workplace, command: string): void {
    const { status, stderr, error } = spawnSync('/bin/sh', ['-ec', command], { cwd: within(place, '.'), env: buildEnvironment(), encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0) throw new StartFailure(`RUN ${command}: ${error?.message ?? stderr}`);
  }
}
