import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../local/temporary-run.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import type { SoakResult } from '../scenario.js';

/** What `test/support/effort.ts` looks at. */
const EXHAUSTIVELY = { BALAGRAPH_TEST_EXHAUSTIVELY: 'yes' };

interface Report {
  readonly testResults: readonly { readonly name: string; readonly message: string; readonly status: string; readonly assertionResults: readonly { readonly fullName: string; readonly status: string; readonly failureMessages?: readonly string[] }[] }[];
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** Runs files of `npm test` with every combination that they know, of which `npm test` tries each decision once. */
export async function exhaustively(files: readonly string[], report: (line: string) => void): Promise<SoakResult> {
  const folder = temporaryFolder('exhaustively');
  const file = path.join(folder.path, 'report.json');
  try {
    const args = [path.join(projectRoot(), 'node_modules/vitest/vitest.mjs'), 'run', ...files, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, '--testTimeout=600000'];
    const child = spawn(process.execPath, args, { cwd: projectRoot(), env: { ...process.env, ...EXHAUSTIVELY }, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk: Buffer) => report(chunk.toString().trimEnd()));
    await once(child, 'close');
    return resultOf(JSON.parse(readFileSync(file, 'utf8')) as Report);
  } finally {
    folder.remove();
  }
}

function resultOf({ testResults }: Report): SoakResult {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages = [] }) => `${fullName}: ${firstLine(failureMessages[0] ?? '')}`);
  const unread = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed')).map(({ name, message }) => `${name}: ${firstLine(message)}`);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const nothing = passed === 0 ? ['No test was run.'] : [];
  return { table: `${passed} tests passed`, figures: { passed, failed: failed.length }, failures: [...failed, ...unread, ...nothing] };
}
