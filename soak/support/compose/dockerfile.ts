import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../subgraphs/shared/project.js';

/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** What follows a FROM. */
export interface Stage {
  readonly name: string;
  /** An image, or an earlier stage. */
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** A COPY: of files of the checkout, or of an earlier stage. */
export interface Copy {
  readonly from: string | null;
  readonly sources: readonly string[];
  readonly target: string;
}

const FROM = /^(?<from>\S+) AS (?<name>\S+)$/;

/** The stages of the Dockerfile. Of its language only what it uses; anything else is a failure. */
export function readDockerfile(file: string = path.join(projectRoot(), 'Dockerfile')): Stage[] {
  const lines = readFileSync(file, 'utf8').replaceAll('\\\n', ' ').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const line of lines) {
    const [, name = '', text = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    const stage = stages.at(-1);
    if (name === 'FROM') stages.push(stageOf(text));
    else if (stage === undefined || name === '') throw new Error(`Dockerfile: not understood: ${line}`);
    else stage.instructions.push({ name, text });
  }
  return stages;
}

function stageOf(text: string): Stage & { instructions: Instruction[] } {
  const { from, name } = FROM.exec(text)?.groups ?? {};
  if (from === undefined || name === undefined) throw new Error(`Dockerfile: a stage needs a name: FROM ${text}`);
  return { name, from, instructions: [] };
}

export function copyOf({ text }: Instruction): Copy {
  const words = text.split(/\s+/);
  const from = words[0]?.startsWith('--from=') === true ? (words.shift() ?? '').slice('--from='.length) : null;
  // Whose files they are is not looked at here: the only ones with an owner are a volume's, and a volume is a folder of its own.
  if (words[0]?.startsWith('--chown=') === true) words.shift();
  const target = words.pop();
  if (target === undefined || words.length === 0 || words.some((word) => word.startsWith('--'))) throw new Error(`Dockerfile: not understood: COPY ${text}`);
  return { from, sources: words, target };
}

/** Instructions of a stage and of those that it stands on, first to last. */
export function allInstructions(stages: readonly Stage[], name: string): Instruction[] {
  const stage = stages.find((one) => one.name === name);
  return stage === undefined ? [] : [...allInstructions(stages, stage.from), ...stage.instructions];
}
