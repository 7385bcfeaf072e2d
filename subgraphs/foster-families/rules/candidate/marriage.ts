import { alsoGuests, barred, CODE, COURT_2024, finding, lacking, LAW_236, provided, unless, type Condition, type Finding } from './condition.js';
import { paperOf, type CandidateFacts } from './evidence.js';

/** A man who is not married was barred, unless he had raised the child for three years. */
function marriedIfMan(facts: CandidateFacts): Finding {
  if (facts.sex === 'FEMALE') return finding(true, 'FEMALE');
  const [married, raised] = [paperOf(facts, 'MARRIED'), paperOf(facts, 'RAISED_THREE_YEARS')];
  if (married?.holds === true) return finding(true, 'MARRIED', married);
  if (raised?.holds === true) return finding(true, 'RAISED_THREE_YEARS', raised);
  return married === null ? lacking('MARRIED') : finding(false, 'UNMARRIED', married);
}

/** Whoever is not married needs nobody's consent. */
function spouseConsents(facts: CandidateFacts): Finding {
  const [married, consent] = [paperOf(facts, 'MARRIED'), paperOf(facts, 'SPOUSE_CONSENT')];
  if (married === null) return lacking('MARRIED');
  if (!married.holds) return finding(true, 'UNMARRIED', married);
  return consent === null ? lacking('SPOUSE_CONSENT') : finding(consent.holds, consent.holds ? 'YES' : 'NO', consent);
}

/** For an adoption nobody needs the consent of somebody they have lived apart from for a year (96(2)); the Code says so of nothing else. */
function adoptersSpouseConsents(facts: CandidateFacts): Finding {
  const apart = paperOf(facts, 'SPOUSES_APART');
  return apart?.holds === true ? finding(true, 'APART', apart) : spouseConsents(facts);
}

const UNMARRIED: Condition['text'] = {
  kk: 'Ер адам болса – тіркелген некеде тұрады немесе баланы кемінде үш жыл іс жүзінде тәрбиелеген', ru: 'Мужчина состоит в зарегистрированном браке либо фактически воспитывал ребёнка не менее трёх лет', en: 'If a man: married, or has raised the child for at least three years' };

const CONSENT_ARTICLES = alsoGuests({ GUARDIANSHIP: '122(3)', TRUSTEESHIP: '122(3)', PATRONAGE: '122(3), 135(1)', FOSTER_FAMILY: '122(3), 132-3(1)', PROFESSIONAL_FOSTER: '122(3), 132-8(1)' });

const CONSENTS = {
  code: 'SPOUSE_CONSENTS', validFrom: CODE, validTo: null, certainty: 'A', guests: 'B', text: { kk: 'Жұбайының келісімі бар', ru: 'Есть согласие супруга', en: 'The spouse consents' } } as const;

/** Family and citizenship. */
export const MARRIAGE: readonly Condition[] = [
  { code: 'MARRIED_IF_MAN', validFrom: CODE, validTo: COURT_2024, certainty: 'A', articles: barred(11, null), text: UNMARRIED, test: marriedIfMan },
  { code: 'MARRIED_IF_MAN', validFrom: CODE, validTo: LAW_236, certainty: 'A', articles: barred(null, 9), text: UNMARRIED, test: marriedIfMan },
  { ...CONSENTS, articles: { ADOPTION: '96' }, test: adoptersSpouseConsents },
  { ...CONSENTS, articles: CONSENT_ARTICLES, test: spouseConsents },
  { code: 'NOT_STATELESS', validFrom: CODE, validTo: null, certainty: 'A', articles: barred(10, 8), ...unless('STATELESS'),
    text: { kk: 'Азаматтығы жоқ адам емес', ru: 'Не является лицом без гражданства', en: 'Not stateless' } },
  { code: 'CITIZEN', validFrom: CODE, validTo: null, certainty: 'A', articles: { PROFESSIONAL_FOSTER: '132-8(1)' }, test: provided('CITIZEN'),
    text: { kk: 'Қазақстан Республикасының азаматы', ru: 'Гражданин Республики Казахстан', en: 'A citizen of Kazakhstan' } },
];
