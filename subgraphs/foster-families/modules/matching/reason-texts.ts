import type { Certainty } from '../../../shared/certainty.type.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import type { ConditionCode } from '../../rules/candidate/condition.js';
import type { Checked } from '../../rules/candidate/eligibility.js';
import type { OptionReasonCode, OptionReasonSide } from './option-codes.type.js';

/** Something that speaks for or against a family. */
export interface Reason {
  readonly code: OptionReasonCode;
  readonly side: OptionReasonSide;
  readonly text: LocalizedText;
  readonly articles: readonly string[];
  readonly certainty: Certainty;
  /** The condition of the law that is not met, or that no paper tells of. */
  readonly condition: ConditionCode | null;
}

type Kind = Pick<Reason, 'side' | 'text' | 'articles' | 'certainty'>;

/** The language and the ties of a child may be taken into account. */
const REGARD = ['118(1)'];

const KINDS: Readonly<Record<Exclude<OptionReasonCode, 'CONDITION_NOT_MET' | 'PAPER_MISSING'>, Kind>> = {
  RELATIVE: { side: 'FOR', articles: ['116(1)', '122(2)'], certainty: 'A',
    text: { kk: 'Баланың туысы: туыстардың басым құқығы бар', ru: 'Родственник ребёнка: у родственников преимущественное право', en: 'A relative of the child: relatives come first' } },
  SIBLING_LIVES_HERE: { side: 'FOR', articles: ['119(3)', '132-4(1)', '132-9(2)', '136(1)'], certainty: 'A',
    text: { kk: 'Бауыры осы отбасында тұрады', ru: 'В семье живёт брат или сестра ребёнка', en: 'A brother or sister lives with the family' } },
  COUPLE: { side: 'FOR', articles: ['116(1), as changed by Law 236-VIII'], certainty: 'B',
    text: { kk: 'Екі қамқоршы: ерлі-зайыптылар туыстардан кейін, басқалардан бұрын қаралады', ru: 'Два воспитателя: супруги рассматриваются после родственников, раньше других', en: 'Two carers: couples come after relatives, before others' } },
  SAME_DISTRICT: { side: 'FOR', articles: REGARD, certainty: 'A',
    text: { kk: 'Сол ауданда: мектебі мен ортасы өзгермейді', ru: 'В том же районе: школа и окружение сохраняются', en: 'In the same district: school and ties stay' } },
  SAME_REGION: { side: 'FOR', articles: REGARD, certainty: 'A', text: { kk: 'Сол облыста', ru: 'В той же области', en: 'In the same region' } },
  OTHER_REGION: { side: 'AGAINST', articles: REGARD, certainty: 'A', text: { kk: 'Басқа облыста', ru: 'В другой области', en: 'In another region' } },
  LANGUAGE_SHARED: { side: 'FOR', articles: REGARD, certainty: 'A', text: { kk: 'Отбасы баланың тілінде сөйлейді', ru: 'В семье говорят на языке ребёнка', en: 'The child\'s language is spoken at home' } },
  LANGUAGE_NOT_SHARED: { side: 'AGAINST', articles: REGARD, certainty: 'A', text: { kk: 'Отбасы баланың тілінде сөйлемейді', ru: 'В семье не говорят на языке ребёнка', en: 'The child\'s language is not spoken at home' } },
  PREPARED: { side: 'FOR', articles: REGARD, certainty: 'M', text: { kk: 'Баланың ерекше қажеттіліктеріне дайын', ru: 'Готовы к особым потребностям ребёнка', en: 'Prepared for the child\'s special needs' } },
  NOT_PREPARED: { side: 'AGAINST', articles: REGARD, certainty: 'M', text: { kk: 'Баланың барлық ерекше қажеттіліктеріне дайындығы белгісіз', ru: 'Нет сведений о готовности ко всем особым потребностям ребёнка', en: 'Not known to be prepared for all special needs of the child' } },
  ROOM: { side: 'FOR', articles: [], certainty: 'A', text: { kk: 'Осы нысанда тағы бала қабылдай алады', ru: 'В этой форме есть место для ребёнка', en: 'The form leaves room for the child' } },
  SIBLINGS_TOGETHER: { side: 'FOR', articles: [], certainty: 'A', text: { kk: 'Бауырларын бірге қабылдай алады', ru: 'Могут принять братьев и сестёр вместе', en: 'Can take in the brothers and sisters together' } },
  SIBLINGS_APART_ALLOWED: { side: 'AGAINST', articles: [], certainty: 'A', text: { kk: 'Бауырларынан бөлек болады: көрсетілген негіз бойынша ғана', ru: 'Будет разлучён с братьями и сёстрами: только по указанному основанию', en: 'Parted from brothers and sisters, for the reason given alone' } },
  SIBLINGS_APART: { side: 'BARS', articles: [], certainty: 'A', text: { kk: 'Бауырларынан ажыратылады', ru: 'Разлучение братьев и сестёр не допускается', en: 'Brothers and sisters would be parted' } },
  CONSENT_OF_CHILD: { side: 'ASKS', articles: [], certainty: 'A', text: { kk: 'Баланың келісімі қажет', ru: 'Нужно согласие ребёнка', en: 'The child must consent' } },
  CONSENT_OF_SIBLING: { side: 'ASKS', articles: [], certainty: 'A', text: { kk: 'Бірге баратын он жасқа толған бауырының келісімі қажет', ru: 'Нужно согласие брата или сестры десяти лет и старше', en: 'A brother or sister of ten or older who comes along must consent' } },
  TRAINING_WITHIN_A_YEAR: { side: 'ASKS', articles: ['122(1)13'], certainty: 'A', text: { kk: 'Туысы бір жыл ішінде даярлықтан өтуі тиіс', ru: 'Родственник должен пройти подготовку в течение года', en: 'The relative must train within a year' } },
  DECIDED_BY_COURT: { side: 'ASKS', articles: ['87'], certainty: 'A', text: { kk: 'Асырап алуды сот шешеді', ru: 'Усыновление решает суд', en: 'A court decides on adoption' } },
  FULL: { side: 'BARS', articles: [], certainty: 'A', text: { kk: 'Осы нысанда бос орын жоқ', ru: 'В этой форме нет места', en: 'The form leaves no room' } },
  THIRD_TERM: { side: 'BARS', articles: ['132-7(1)'], certainty: 'A', text: { kk: 'Бала осы тәрбиешілерде болған: шарт бір рет қана ұзартылады', ru: 'Ребёнок уже был у этих воспитателей: договор продлевается один раз', en: 'The child has been with these carers: their contract is extended once' } },
  NO_RECORD: { side: 'BARS', articles: ['118-2(3)', '137-3(1)'], certainty: 'A', text: { kk: 'Деректер банкінде ашық жазбасы жоқ', ru: 'Нет открытой записи в банке данных', en: 'No open record in the databank' } },
  NOT_FOUND_SUITABLE: { side: 'BARS', articles: ['118-2(3)', '122(1)'], certainty: 'A', text: { kk: 'Осы нысанда жарамды деп танылмаған', ru: 'Не признаны подходящими для этой формы', en: 'Not found suitable in the form' } },
};

/** A reason of the list; `articles` where they depend on the form. */
export const reasonOf = (code: keyof typeof KINDS, articles?: readonly (string | null)[]): Reason =>
  ({ code, ...KINDS[code], ...(articles === undefined ? {} : { articles: articles.filter((article) => article !== null) }), condition: null });

const BEFORE: Readonly<Record<'CONDITION_NOT_MET' | 'PAPER_MISSING', LocalizedText>> = {
  CONDITION_NOT_MET: { kk: 'Орындалмаған талап', ru: 'Не выполнено требование', en: 'Not met' },
  PAPER_MISSING: { kk: 'Құжатпен расталмаған талап', ru: 'Требование не подтверждено документом', en: 'No paper tells' },
};

/** A condition of the law that is not met, or of which no paper tells. */
export function conditionReason({ condition, met, article, certainty }: Checked): Reason {
  const code = met === false ? 'CONDITION_NOT_MET' : 'PAPER_MISSING';
  const says = (language: Language): string => `${inLanguage(BEFORE[code], language)}: ${inLanguage(condition.text, language)}`;
  return { code, side: 'BARS', articles: [article], certainty, condition: condition.code, text: { kk: says('KK'), ru: says('RU'), en: says('EN') } };
}
