import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../../subgraphs/shared/environment.js';
import { projectRoot } from '../../../subgraphs/shared/project.js';
import type { ComposeFile, ComposeService } from './compose-file.js';
import { allInstructions, readDockerfile } from './dockerfile.js';

const MOUNTED_AT = '/run/secrets';

/** The variables that the image sets, those of a Dockerfile's stage. */
export function imageEnvironment(stage: string): Environment {
  const set = allInstructions(readDockerfile(), stage).filter(({ name }) => name === 'ENV');
  return Object.fromEntries(set.map(({ text }) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]));
}

/** A volume of the engine's own, which is no folder of this machine, is one beside the secrets. */
const volumeFolder = (name: string, secretsFolder: string): string => path.join(secretsFolder, `../volume-${name}`);

const isNamed = (volume: string): boolean => /^\w/.test(volume);

/** Puts those secrets that a service is given, and no others, into a folder of its own, with the modes that they have; and makes its volumes. */
export function mountSecrets({ secrets }: ComposeFile, { secrets: given = [], volumes = [] }: ComposeService, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name = ''] of volumes.filter(isNamed).map((volume) => volume.split(':'))) {
    mkdirSync(volumeFolder(name, folder), { recursive: true });
    // The container's user is another one than whoever makes it.
    chmodSync(volumeFolder(name, folder), 0o777);
  }
  for (const name of given) copyFileSync(secrets[name]?.file ?? '', path.join(folder, name));
}

/** What is mounted in a container: where there, and where here. */
function mounts({ volumes = [] }: ComposeService, secretsFolder: string): (readonly [string, string])[] {
  const folders = volumes.map((volume) => volume.split(':')).map(([here = '', there = '']) => [there, isNamed(here) ? volumeFolder(here, secretsFolder) : path.resolve(projectRoot(), here)] as const);
  return [[MOUNTED_AT, secretsFolder], ...folders];
}

/** What a container's process finds in its environment, with its secrets in this folder. */
export function containerEnvironment(service: ComposeService, secretsFolder: string): Environment {
  const { build, environment } = service;
  const here = (value: string): string => {
    const [there, folder] = mounts(service, secretsFolder).find(([one]) => value.startsWith(`${one}/`) || value === one) ?? ['', ''];
    return folder + value.slice(there.length);
  };
  const own = Object.entries(environment).map(([name, value]) => [name, here(value)]);
  return { ...(build === undefined ? {} : imageEnvironment(build.target)), ...(Object.fromEntries(own) as Environment) };
}
