import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../subgraphs/shared/project.js';

interface Rule {
  readonly ignores: boolean;
  readonly pattern: RegExp;
}

/** A pattern holds for what it names and for everything below. */
function ruleOf(line: string): Rule {
  const glob = line.replace(/^!/, '');
  const pattern = glob.replaceAll(/[.+^$()[\]{}|\\]/g, String.raw`\$&`).replaceAll(/\*\*\/|\*/g, (stars) => (stars === '*' ? '[^/]*' : '(?:.*/)?'));
  return { ignores: line === glob, pattern: new RegExp(`^${pattern}(?:/.*)?$`) };
}

/** What of a checkout an image is made from: the last rule that holds decides. */
export function readDockerignore(file: string = path.join(projectRoot(), '.dockerignore')): (name: string) => boolean {
  const rules = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map(ruleOf);
  return (name) => rules.findLast(({ pattern }) => pattern.test(name))?.ignores ?? false;
}
