import type { Actor } from './actors.js';
import { differences, inTurn } from './attack.js';
import { WHERE, WHO } from './attacks.js';
import { PEOPLE } from './people.js';
import { documentOf, sweep } from './probe.js';
import { changeDocument, type RegisterChange } from './register-changes.js';
import type { Target } from './target.js';

/**
 * Lets registrars try to change the child's record, and compares what they hear. Every change is tried on the same record, one registrar
 * after the other: put those who are refused before those who are not. Differences, one text each.
 */
export async function tryChanges(target: Target, changes: readonly RegisterChange[], registrars: readonly Actor[]): Promise<string[]> {
  const told: string[] = [];
  for (const change of changes) {
    // A second time, in case that something was late.
    const found = (await tryChange(target, change, registrars)).length === 0 ? [] : await tryChange(target, change, registrars);
    told.push(...found);
  }
  return told;
}

async function tryChange(target: Target, change: RegisterChange, registrars: readonly Actor[]): Promise<string[]> {
  const answers: string[][] = [];
  for (const secret of WHERE.secrets) {
    await target.stage.become(secret);
    const heard: string[] = [];
    for (const registrar of registrars) heard.push(await target.ask(registrar, changeDocument(change)));
    answers.push(heard.map(withoutMoment));
  }
  const [one = [], other = []] = answers;
  return one.flatMap((text, n) => (text === other[n] ? [] : [`${JSON.stringify(registrars[n])}\n${JSON.stringify(change)}\n${differences(text, other[n] ?? '')}`]));
}

const withoutMoment = (text: string): string => text.replaceAll(/"recordedAt": "[^"]*"/g, '');

/** Asks about who the adopted child was, and about somebody who never was: whoever asks hears the same. Differences, one text each. */
export async function askForEarlier(target: Target, actors: readonly Actor[], steps: number): Promise<string[]> {
  await target.stage.be(WHO.secrets[0]);
  const questions = actors.flatMap((actor) => {
    const schema = target.schemaAt(actor.door);
    const about = (iin: string) => sweep(schema, iin, steps).map((probes) => documentOf(schema, probes));
    const nobody = about(PEOPLE.nobody);
    return about(PEOPLE.earlier).map((document, n) => ({ actor, document, same: nobody[n] ?? document }));
  });
  const compare = async ({ actor, document, same }: (typeof questions)[number]): Promise<string | null> => {
    const [earlier, nobody] = [await target.ask(actor, document), await target.ask(actor, same)];
    const said = earlier.replaceAll(PEOPLE.earlier, PEOPLE.nobody);
    return said === nobody ? null : `${JSON.stringify(actor)}\n${document.query}\n${differences(said, nobody)}`;
  };
  const told = await inTurn(questions, async (question) => (await compare(question)) && compare(question));
  return told.filter((one) => one !== null);
}

const SUMS = 'amount { amount } amounts { tier exact ruleVersion gross { amount } }';
const PAID = 'month kind state ruleVersion amount { amount } withheld { amount }';

/** What is paid for somebody's child, by way of it and by way of the parent, to the last sum and code. */
const OF_BENEFITS = [
  `monthlyTotal { amount } awards { programme { code } component status since until suspendedFrom endReason version ${SUMS}
    history { kind circumstance article effectiveFrom noRightFrom version } payments(from: "2026-01-01") { ${PAID} } overpayments { cause article } }
    payments(from: "2026-01-01") { ${PAID} award { programme { code } } }`,
  `cases { programme { code } state version reason reasonArticle history { action reason version } award { programme { code } ${SUMS} endReason version } }
    entitlements { programme { code } eligible since until applyBy amount { amount } net { amount } conditions { code met value } wouldChange { code } missingEvidence { what } steps { value } }`,
];

/** Asks for everything that is paid for the shielded child, and compares what is heard while one secret is true and the other. Differences, one text each. */
export async function askOfBenefits(target: Target, actors: readonly Actor[]): Promise<string[]> {
  const documents = OF_BENEFITS.map((section) => ({ query: `{ child(iin: "${PEOPLE.child}") { benefits { ${section} } } }`, variables: {} }));
  const questions = actors.filter(({ door }) => door === 'gateway').flatMap((actor) => documents.map((document) => ({ actor, document })));
  const heard: string[][] = [];
  for (const secret of WHERE.secrets) {
    await target.stage.become(secret);
    heard.push(await inTurn(questions, ({ actor, document }) => target.ask(actor, document)));
  }
  const [one = [], other = []] = heard;
  return questions.flatMap(({ actor }, n) => (one[n] === other[n] ? [] : [`${JSON.stringify(actor)}\n${differences(one[n] ?? '', other[n] ?? '')}`]));
}
