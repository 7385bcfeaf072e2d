import type { Certainty } from '../certainty.type.js';
import type { LocalizedText } from '../language.js';
import { RECORD_SCOPES, type Scope } from './scopes.js';
import { OFFICIAL_ROLES, PROGRAMMES, type Role } from './viewer.js';

/** A registered purpose of processing: on what basis, by whom, to which field classes. */
export interface PurposeRule {
  readonly title: LocalizedText;
  readonly legalBasis: string;
  /** `A` where the articles were read; `M` is configuration, for the body that answers for the purpose to confirm. */
  readonly certainty: Certainty;
  /** Whether the request must name a case in `X-Case-Number`. */
  readonly caseNumber: boolean;
  readonly roles: Readonly<Partial<Record<Role, readonly Scope[]>>>;
}

/** All that officials need to say about whom an exceptional access is. */
const REVIEWERS: PurposeRule['roles'] = Object.fromEntries(OFFICIAL_ROLES.map((role) => [role, ['identity'] as const]));

/** Ministries, of the findings that were assigned to them: nothing of anybody's record. */
const MINISTRIES: PurposeRule['roles'] = Object.fromEntries(PROGRAMMES.map((name) => [`ministry:${name}`, ['findings'] as const]));

/**
 * Purpose × role → field classes. What is not listed is refused. One table, used by the gateway before planning and by every
 * subgraph again; the SDL's `@requiresScopes` says which class a field belongs to. `Query.purposes` publishes it.
 */
export const PURPOSE_TABLE = {
  OWN_FAMILY: {
    title: { kk: 'Өз отбасы', ru: 'Своя семья', en: 'Own family' },
    legalBasis: 'Code on Marriage and Family, art. 126, 132-3(1), 132-8(1) (representatives); parents and the child: Law on Personal Data and their Protection',
    certainty: 'M',
    caseNumber: false,
    roles: { citizen: RECORD_SCOPES },
  },
  CHILD_PROFILE: {
    title: { kk: 'Баланың бірыңғай бейіні', ru: 'Единый профиль ребенка', en: 'Unified child profile' },
    legalBasis: 'Social Code, art. 24; Code on Marriage and Family, art. 5-1(2)',
    certainty: 'A',
    caseNumber: false,
    roles: { caseworker: RECORD_SCOPES, ombudsman: ['identity', 'family', 'care', 'education'] },
  },
  CIVIL_REGISTRATION: {
    title: { kk: 'Азаматтық хал актілерін тіркеу', ru: 'Регистрация актов гражданского состояния', en: 'Civil registration' },
    legalBasis: 'Code on Marriage and Family, art. 98–102 (adoption) and its section on civil registration',
    certainty: 'M',
    caseNumber: false,
    roles: { 'ministry:registry': ['identity', 'family', 'contacts'] },
  },
  BENEFIT_ASSESSMENT: {
    title: { kk: 'Жәрдемақы мен төлем тағайындау', ru: 'Назначение пособий и выплат', en: 'Assessment of benefits' },
    legalBasis: 'Social Code, art. 72, 73',
    certainty: 'A',
    caseNumber: false,
    roles: { caseworker: ['identity', 'family', 'benefits'], 'ministry:benefits': ['identity', 'family', 'benefits'] },
  },
  SAVINGS_ADMINISTRATION: {
    title: { kk: '«Ұлттық қор – балаларға» жинақтары', ru: 'Накопления «Национальный фонд – детям»', en: 'Savings of the National Fund for Children' },
    legalBasis: 'Law on the Rights of the Child, art. 7-4; Government Decree No. 16 of 18 January 2024',
    certainty: 'A',
    caseNumber: false,
    roles: { 'ministry:savings': ['identity', 'savings'] },
  },
  CARE_SUPERVISION: {
    title: { kk: 'Қамқоршылық пен орналастыруды қадағалау', ru: 'Надзор за опекой и устройством', en: 'Supervision of guardianship and placements' },
    legalBasis: 'Code on Marriage and Family, art. 118-3, 120, 121, 126(5), 132-8(5)',
    certainty: 'A',
    caseNumber: false,
    roles: {
      caseworker: ['identity', 'family', 'contacts', 'care'],
      ombudsman: ['identity', 'family', 'care'],
      'ministry:foster-families': ['identity', 'family', 'contacts', 'care'],
    },
  },
  EDUCATION_PLANNING: {
    title: { kk: 'Білім беруді жоспарлау', ru: 'Планирование образования', en: 'Planning of education' },
    legalBasis: 'Law on Education',
    certainty: 'M',
    caseNumber: false,
    roles: { caseworker: ['identity', 'education'], 'ministry:schools': ['identity', 'education'] },
  },
  AUDIT_ANALYSIS: {
    title: { kk: 'Аудиторлық талдау', ru: 'Аудиторский анализ', en: 'Audit analysis' },
    legalBasis: 'Law on State Audit and Financial Control',
    certainty: 'M',
    caseNumber: false,
    roles: { auditor: ['audit'] },
  },
  AUDIT_CASE: {
    title: { kk: 'Аудит барысында бір баланың ісі', ru: 'Дело одного ребенка в ходе аудита', en: 'One child\'s case in an audit' },
    legalBasis: 'Law on State Audit and Financial Control',
    certainty: 'M',
    caseNumber: true,
    roles: { auditor: RECORD_SCOPES.filter((scope) => scope !== 'contacts') },
  },
  AUDIT_ANSWER: {
    title: { kk: 'Аудит анықтағанға жауап', ru: 'Ответ на выявленное аудитом', en: 'Answer to what an audit found' },
    legalBasis: 'Law on State Audit and Financial Control',
    certainty: 'M',
    caseNumber: false,
    roles: MINISTRIES,
  },
  ACCESS_REVIEW: {
    title: { kk: 'Ерекше қолжетімділікті тексеру', ru: 'Проверка исключительного доступа', en: 'Review of exceptional access' },
    legalBasis: 'Law on Personal Data and their Protection',
    certainty: 'M',
    caseNumber: false,
    roles: REVIEWERS,
  },
  OPERATIONS: {
    title: { kk: 'Жүйені пайдалану', ru: 'Эксплуатация системы', en: 'Operation of the system' },
    legalBasis: 'The operator\'s order on the system',
    certainty: 'M',
    caseNumber: false,
    roles: { operator: ['operations'] },
  },
} as const satisfies Readonly<Record<string, PurposeRule>>;
