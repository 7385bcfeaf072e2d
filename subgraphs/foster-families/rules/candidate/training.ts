import { addMonths } from '../../../shared/calendar.js';
import { ageOn, birthdayAt } from '../../../shared/dated.js';
import { alsoGuests, barred, CODE, finding, provided, lacking, type CarerForm, type Condition, type Finding } from './condition.js';
import { paperOf, papersOf, type CandidateFacts } from './evidence.js';

const RELATIVES_YEAR = 12;

/** A certificate that runs out is none. */
function certified(facts: CandidateFacts): Finding {
  const certificate = paperOf(facts, 'TRAINING');
  if (certificate?.holds === true) return finding(true, certificate.validTo ?? 'YES', certificate);
  const expired = facts.evidence.findLast(({ kind, holds, validFrom }) => kind === 'TRAINING' && holds && validFrom <= facts.on);
  if (expired !== undefined) return finding(false, expired.validTo ?? null, expired);
  return certificate === null ? lacking('TRAINING') : finding(false, 'NO', certificate);
}

/** A close relative of the child need not train (91(2)15, 122(1)13). */
function trained(facts: CandidateFacts): Finding {
  const found = certified(facts);
  const close = paperOf(facts, 'CLOSE_RELATIVE');
  return found.met !== true && close?.holds === true ? finding(true, 'CLOSE_RELATIVE', close) : found;
}

/** Another relative, or a step-parent, may be appointed guardian untrained, and must train within a year of taking the child in (122(1)13, part 2). */
function trainedOrRelative(facts: CandidateFacts): Finding {
  const found = trained(facts);
  const relative = papersOf(facts, 'RELATIVE_OF_CHILD').findLast(({ holds }) => holds);
  if (found.met === true || relative === undefined) return found;
  // The year of each child runs, also of one that is not asked about.
  const until = papersOf({ ...facts, child: null }, 'RELATIVE_OF_CHILD').flatMap(({ child, holds }) => {
    const since = child === null || !holds ? undefined : facts.living.get(child);
    return since === undefined ? [] : [addMonths(since, RELATIVES_YEAR)];
  }).toSorted().at(0);
  return finding(until === undefined || facts.on <= until, until ?? 'RELATIVE', relative);
}

const { ADOPTION, GUARDIANSHIP, TRUSTEESHIP, PATRONAGE, FOSTER_FAMILY, PROFESSIONAL_FOSTER, GUEST } = alsoGuests(barred(15, 13));
const TRAINED: Pick<Condition, 'code' | 'validFrom' | 'validTo' | 'certainty' | 'guests' | 'text'> = {
  code: 'TRAINED', validFrom: '2016-04-21', validTo: null, certainty: 'A', guests: 'B', text: { kk: 'Психологиялық даярлықтан өткен', ru: 'Прошёл психологическую подготовку', en: 'Has the certificate of psychological training' } };

const YOUNGEST = 30;
const OLDEST = 63;

function ofAge({ birthDate, on }: CandidateFacts): Finding {
  const age = ageOn(birthDate, on);
  return finding(age >= YOUNGEST && age <= OLDEST, String(age));
}

const GAP = 16;

/** Of a step-parent no difference is asked, of others a court may accept a smaller one (92): both by a paper about the child. Kinship excuses nobody. */
function gap(facts: CandidateFacts): Finding | null {
  const born = facts.child?.birthDate;
  if (born == null) return null;
  const excused = paperOf(facts, 'AGE_GAP_EXCUSED');
  if (excused?.holds === true) return finding(true, 'EXCUSED', excused);
  return finding(birthdayAt(facts.birthDate, GAP) <= born, String(ageOn(facts.birthDate, born)));
}

const present = (articles: Readonly<Partial<Record<CarerForm, string | undefined>>>): Condition['articles'] =>
  Object.fromEntries(Object.entries(articles).filter(([, article]) => article !== undefined));

/** Training, recognition and the ages that a form asks for. */
export const TRAINING: readonly Condition[] = [
  { ...TRAINED, articles: present({ GUARDIANSHIP, TRUSTEESHIP }), test: trainedOrRelative },
  { ...TRAINED, articles: present({ ADOPTION, PATRONAGE, FOSTER_FAMILY, PROFESSIONAL_FOSTER, GUEST }), test: trained },
  { code: 'RECOGNISED', validFrom: CODE, validTo: null, certainty: 'A', articles: { PROFESSIONAL_FOSTER: '132-8(1), (4)' }, test: provided('PROFESSIONAL_CONCLUSION'),
    text: { kk: 'Кәсіби қабылдаушы тәрбиеші деп тану туралы қорытынды бар', ru: 'Есть заключение о признании приёмным профессиональным воспитателем', en: 'Has the conclusion that recognises a professional foster carer' } },
  { code: 'AGE_30_TO_63', validFrom: CODE, validTo: null, certainty: 'A', articles: { PROFESSIONAL_FOSTER: '132-8(1)' }, test: ofAge,
    text: { kk: 'Отыз жастан алпыс үш жасқа дейін', ru: 'От тридцати до шестидесяти трёх лет', en: 'From thirty to sixty-three years old' } },
  { code: 'AGE_GAP', validFrom: CODE, validTo: null, certainty: 'A', articles: { ADOPTION: '92' }, test: gap,
    text: { kk: 'Баладан кемінде он алты жас үлкен немесе өгей әке (өгей шеше)', ru: 'Старше ребёнка не менее чем на шестнадцать лет либо отчим (мачеха)', en: 'At least sixteen years older than the child, or its step-parent' } },
];
