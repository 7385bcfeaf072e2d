import type { LocalizedText } from '../../../shared/language.js';
import type { GapCode } from '../../rules/missing.js';
import type { SavingsRegister } from './missing.type.js';

/** Where a gap is, what it is and what to do about it. */
interface GapText {
  readonly register: SavingsRegister;
  /** Field of that register. */
  readonly field: string;
  readonly said: LocalizedText;
  readonly whatToDo: LocalizedText;
}

const AT_THE_SERVICE_CENTRE: LocalizedText = {
  kk: 'Жазбаны ХҚКО-да немесе көші-қон қызметінде түзетіңіз; өткізіліп алған жылдар келесі ақпанда табысымен бірге есептеледі.',
  ru: 'Исправьте запись в ЦОНе или в миграционной службе; пропущенные годы будут начислены с доходом в ближайшем феврале.',
  en: 'Have the record corrected at a public service centre (ЦОН) or the migration service; missed years are credited with their yield in the next February.',
};

const WAIT_FOR_THE_COPY: LocalizedText = {
  kk: 'Әдетте бір күн ішінде өздігінен жаңарады. Одан ұзақ болса, БЖЗҚ-ға хабарлаңыз: ол тізілімдегі жазбаны қайта алады.',
  ru: 'Обычно обновляется само в течение дня. Если дольше — обратитесь в ЕНПФ: он запросит запись реестра снова.',
  en: 'It usually follows by itself within a day. If not, tell ЕНПФ, who asks the registry for the record again.',
};

export const GAP_TEXTS: Readonly<Record<GapCode, GapText>> = {
  NOT_A_CITIZEN: {
    register: 'CIVIL_REGISTRY',
    field: 'citizenships',
    said: {
      kk: 'Азаматтық хал тізілімінде бүгінгі күнге Қазақстан азаматтығы туралы жазба жоқ; бағдарламаға тек азаматтар қатысады.',
      ru: 'В реестре актов гражданского состояния нет записи о гражданстве Казахстана на сегодня; участвуют только граждане.',
      en: 'The civil registry has no citizenship of Kazakhstan on record for today; only citizens take part.',
    },
    whatToDo: AT_THE_SERVICE_CENTRE,
  },
  NOT_ON_LIST: {
    register: 'SAVINGS_LIST',
    field: 'iin',
    said: {
      kk: 'Бала азаматтық хал тізілімінде бар, бірақ бағдарламаның одан көшірілетін тізімінде әлі жоқ.',
      ru: 'Ребёнок есть в реестре, но его ещё нет в списке программы, который копируется из реестра.',
      en: 'The civil registry has the child, and the programme\'s list, which is copied from it, does not have it yet.',
    },
    whatToDo: WAIT_FOR_THE_COPY,
  },
  CITIZENSHIP_DIFFERS: {
    register: 'SAVINGS_LIST',
    field: 'citizenship',
    said: {
      kk: 'Тізілім бойынша бала Қазақстан азаматы, ал бағдарлама тізімінде олай емес.',
      ru: 'По реестру ребёнок — гражданин Казахстана, а по списку программы нет.',
      en: 'By the civil registry the child is a citizen of Kazakhstan, by the programme\'s list it is not.',
    },
    whatToDo: WAIT_FOR_THE_COPY,
  },
  BIRTH_DATE_DIFFERS: {
    register: 'SAVINGS_LIST',
    field: 'birthDate',
    said: {
      kk: 'Бағдарлама тізіміндегі туған күн тізілімдегіден өзгеше.',
      ru: 'Дата рождения в списке программы не та, что в реестре.',
      en: 'The birth date on the programme\'s list is another than that of the civil registry.',
    },
    whatToDo: WAIT_FOR_THE_COPY,
  },
  DEATH_DIFFERS: {
    register: 'SAVINGS_LIST',
    field: 'deathDate',
    said: {
      kk: 'Бағдарлама тізімінде қайтыс болған күн тұр, ал тізілімде ондай жазба жоқ.',
      ru: 'В списке программы стоит дата смерти, в реестре такой записи нет.',
      en: 'The programme\'s list has a day of death that the civil registry has not.',
    },
    whatToDo: WAIT_FOR_THE_COPY,
  },
  LATE_REGISTRATION: {
    register: 'SAVINGS_LIST',
    field: 'registeredOn',
    said: {
      kk: 'Жазба осы жылдардың есептеуінен кейін түскен.',
      ru: 'Запись поступила после начислений за эти годы.',
      en: 'The record arrived after the runs of these years.',
    },
    whatToDo: {
      kk: 'Ештеңе істеудің қажеті жоқ: бұл жылдар келесі ақпанда табысымен бірге есептеледі.',
      ru: 'Делать ничего не нужно: эти годы будут начислены с доходом в ближайшем феврале.',
      en: 'Nothing: these years are credited with their yield in the next February.',
    },
  },
  YEAR_NOT_CREDITED: {
    register: 'SAVINGS_LEDGER',
    field: 'accruals',
    said: {
      kk: 'Бала осы жылдардың тізімінде болуы тиіс еді, бірақ сома есептелмеген.',
      ru: 'Ребёнок должен быть в списке этих лет, но суммы не начислены.',
      en: 'The child should be on the list of these years, and no sum was credited.',
    },
    whatToDo: {
      kk: 'БЖЗҚ-ға өтініш беріңіз (kids.enpf.kz): ол жазбаны тексеріп, келесі ақпанда есептейді.',
      ru: 'Обратитесь в ЕНПФ (kids.enpf.kz): он проверит запись и начислит суммы в ближайшем феврале.',
      en: 'Apply to ЕНПФ (kids.enpf.kz), who checks the record and credits the sums in the next February.',
    },
  },
};
