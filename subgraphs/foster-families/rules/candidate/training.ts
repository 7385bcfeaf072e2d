import { ageOn, birthdayAt } from '../../../shared/dated.js';
import { alsoGuests, barred, CODE, finding, provided, lacking, type Condition, type Finding } from './condition.js';
import { paperOf, type CandidateFacts } from './evidence.js';

/** A certificate that runs out is none; a relative may be appointed without one, and trains within a year (122(1)13). */
function trained(facts: CandidateFacts): Finding {
  const [certificate, relative] = [paperOf(facts, 'TRAINING'), paperOf(facts, 'RELATIVE_OF_CHILD')];
  if (certificate?.holds === true) return finding(true, certificate.validTo ?? 'YES', certificate);
  if (relative?.holds === true) return finding(true, 'RELATIVE', relative);
  const expired = facts.evidence.findLast(({ kind, holds, validFrom }) => kind === 'TRAINING' && holds && validFrom <= facts.on);
  if (expired !== undefined) return finding(false, expired.validTo ?? null, expired);
  return certificate === null ? lacking('TRAINING') : finding(false, 'NO', certificate);
}

/** By contract nobody is placed with a relative in the law's sense: everybody trains. */
function trainedStranger(facts: CandidateFacts): Finding {
  return trained({ ...facts, evidence: facts.evidence.filter(({ kind }) => kind !== 'RELATIVE_OF_CHILD') });
}

const { ADOPTION, GUARDIANSHIP, TRUSTEESHIP, PATRONAGE, FOSTER_FAMILY, PROFESSIONAL_FOSTER, GUEST } = alsoGuests(barred(15, 13));
const TRAINED: Pick<Condition, 'code' | 'validTo' | 'certainty' | 'text'> = {
  code: 'TRAINED', validTo: null, certainty: 'A', text: { kk: 'Психологиялық даярлықтан өткен', ru: 'Прошёл психологическую подготовку', en: 'Has the certificate of psychological training' } };

const YOUNGEST = 30;
const OLDEST = 63;

function ofAge({ birthDate, on }: CandidateFacts): Finding {
  const age = ageOn(birthDate, on);
  return finding(age >= YOUNGEST && age <= OLDEST, String(age));
}

const GAP = 16;

function gap(facts: CandidateFacts): Finding | null {
  if (facts.childBirthDate === null) return null;
  const excused = paperOf(facts, 'AGE_GAP_EXCUSED');
  if (excused?.holds === true) return finding(true, 'EXCUSED', excused);
  return finding(birthdayAt(facts.birthDate, GAP) <= facts.childBirthDate, String(ageOn(facts.birthDate, facts.childBirthDate)));
}

/** Training, recognition and the ages that a form asks for. */
export const TRAINING: readonly Condition[] = [
  { ...TRAINED, validFrom: '2016-04-21', articles: { ...(ADOPTION && { ADOPTION }), ...(GUARDIANSHIP && { GUARDIANSHIP }), ...(TRUSTEESHIP && { TRUSTEESHIP }), ...(GUEST && { GUEST }) }, test: trained },
  { ...TRAINED, validFrom: '2016-04-21', articles: { ...(PATRONAGE && { PATRONAGE }), ...(FOSTER_FAMILY && { FOSTER_FAMILY }), ...(PROFESSIONAL_FOSTER && { PROFESSIONAL_FOSTER }) }, test: trainedStranger },
  { code: 'RECOGNISED', validFrom: CODE, validTo: null, certainty: 'A', articles: { PROFESSIONAL_FOSTER: '132-8(1), (4)' }, test: provided('PROFESSIONAL_CONCLUSION'),
    text: { kk: 'Кәсіби қабылдаушы тәрбиеші деп тану туралы қорытынды бар', ru: 'Есть заключение о признании приёмным профессиональным воспитателем', en: 'Has the conclusion that recognises a professional foster carer' } },
  { code: 'AGE_30_TO_63', validFrom: CODE, validTo: null, certainty: 'A', articles: { PROFESSIONAL_FOSTER: '132-8(1)' }, test: ofAge,
    text: { kk: 'Отыз жастан алпыс үш жасқа дейін', ru: 'От тридцати до шестидесяти трёх лет', en: 'From thirty to sixty-three years old' } },
  { code: 'AGE_GAP', validFrom: CODE, validTo: null, certainty: 'A', articles: { ADOPTION: '92' }, test: gap,
    text: { kk: 'Баладан кемінде он алты жас үлкен', ru: 'Старше ребёнка не менее чем на шестнадцать лет', en: 'At least sixteen years older than the child' } },
];
