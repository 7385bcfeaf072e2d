import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { withoutNumber } from '../../../shared/mutation/event-dates.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { changeProject } from './project-change.js';
import { insertDocument } from './project-state.repository.js';
import type { AttachProjectDocumentInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';

const LONGEST_URI = 500;

/** An address that browsers may be sent to, written as they write it. */
export function httpsUri(field: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.href.length > LONGEST_URI) {
    throw badInput(field, `must be an https address without credentials, of at most ${LONGEST_URI} characters.`);
  }
  return withoutNumber(field, url.href);
}

/** Puts a paper or picture on record, by reference; of projects that have ended, too. */
export function attachDocument(context: SubgraphContext, rule: MutationRule, input: AttachProjectDocumentInput): Promise<SchoolProjectOutcome> {
  return changeProject(context, rule, input, async ({ em, project, note }) => {
    const [uri, sha256] = [httpsUri('input.uri', input.uri), input.sha256.toLowerCase()];
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw badInput('input.sha256', 'must be 64 hexadecimal digits.');
    if (!(await insertDocument(em, project, { kind: input.kind, uri, sha256 }, note))) throw new Refused('ALREADY_RECORDED', 'input.sha256', 'The project has this paper already.');
  });
}
