import type { CivilDate } from '../../shared/clock.js';
import type { LocalizedText } from '../../shared/language.js';
import type { Absence } from './list.js';

const ABSENT: Readonly<Record<Absence, LocalizedText>> = {
  NOT_BORN: { kk: 'әлі туған жоқ', ru: 'ещё не родился', en: 'not born yet' },
  DEAD: { kk: 'қайтыс болған', ru: 'умер', en: 'no longer alive' },
  OF_AGE: { kk: '18 жасқа толған', ru: 'исполнилось 18 лет', en: '18 or older' },
  NOT_A_CITIZEN: { kk: 'Қазақстан азаматы емес', ru: 'не гражданин Казахстана', en: 'not a citizen of Kazakhstan' },
};

/** What an explanation of savings says, in the three languages. */
export const SAYS = {
  accrual: (year: string, on: CivilDate): LocalizedText => ({
    kk: `${year} есепті жылдың сомасы, ${on} күні есептелген; барлық балаға бірдей.`,
    ru: `Сумма отчётного ${year} года, начислена ${on}; для всех детей одинакова.`,
    en: `The sum of reporting year ${year}, credited on ${on}; the same for every child.`,
  }),
  yield: (year: string, derived: boolean): LocalizedText => ({
    kk: `Бұрынғы сомаларға ${year} есепті жылдың орташа табыстылығы; центке дейін дөңгелектелген.${derived ? ' Бұл мөлшерлеме жарияланбаған: жарияланған жалпы сомадан есептеп шығарылған.' : ''}`,
    ru: `Доход на прежние суммы по средней доходности отчётного ${year} года, округлён до цента.${derived ? ' Эта ставка не публиковалась: она выведена из опубликованного итога.' : ''}`,
    en: `Yield on earlier sums by the average yield of reporting year ${year}, rounded to the cent.${derived ? ' This rate was never published: it is derived from the published total.' : ''}`,
  }),
  lapsed: (on: CivilDate): LocalizedText => ({
    kk: `Азаматтық тоқтатылғандықтан талап ${on} күні күшін жойды; қайта алынса, есеп басынан басталады.`,
    ru: `Гражданство прекращено, поэтому требования аннулированы ${on}; при восстановлении счёт начинается заново.`,
    en: `Citizenship ended, so the claim lapsed on ${on}; when it is regained, counting begins anew.`,
  }),
  opened: (on: CivilDate): LocalizedText => ({
    kk: `Кәмелетке толатын жылы БЖЗҚ ${on} күні нысаналы жинақтау шотын ашты; кейінгі жылдар үшін есептелмейді.`,
    ru: `В год совершеннолетия ЕНПФ ${on} открыл целевой накопительный счёт; за следующие годы начислений нет.`,
    en: `In the year of majority ЕНПФ opened the target savings account on ${on}; nothing is credited for later years.`,
  }),
  absent: (year: string, why: Absence): LocalizedText => ({
    kk: `${year} есепті жыл: 31 желтоқсандағы тізімде жоқ (${ABSENT[why].kk}).`,
    ru: `Отчётный ${year} год: нет в списке на 31 декабря (${ABSENT[why].ru}).`,
    en: `Reporting year ${year}: not on the list of 31 December (${ABSENT[why].en}).`,
  }),
  late: (year: string, registeredOn: CivilDate): LocalizedText => ({
    kk: `${year} есепті жыл: ЖТ МДҚ-дағы жазба ${registeredOn} күні ғана түзетілген, сондықтан келесі ақпанда табысымен бірге толық есептеледі.`,
    ru: `Отчётный ${year} год: запись в ГБД ФЛ появилась или исправлена только ${registeredOn}, поэтому сумма с доходом начисляется в ближайшем феврале.`,
    en: `Reporting year ${year}: the record in the state database of persons was there or corrected only on ${registeredOn}, so the sum with its yield is credited in the February after.`,
  }),
  unpublished: (years: string): LocalizedText => ({
    kk: `${years} есепті жыл(дар)дың сомасы мен табыстылығы мұнда белгісіз: жарияланбаған. Нәтижеге кірмейді.`,
    ru: `Сумма и доходность за отчётные годы ${years} здесь неизвестны: не опубликованы. В расчёт не входят.`,
    en: `Sum and yield of reporting years ${years} are not known here: not published. They are not in the figures.`,
  }),
  lapses: (lostOn: CivilDate): LocalizedText => ({
    kk: `Азаматтық ${lostOn} күні тоқтатылған: келесі ақпандағы есептеуде талап күшін жояды.`,
    ru: `Гражданство прекращено ${lostOn}: требования аннулируются при начислении в ближайшем феврале.`,
    en: `Citizenship ended on ${lostOn}: the claim lapses with the run of the next February.`,
  }),
  firstAccrual: (year: number): LocalizedText => ({
    kk: `Әзірге ештеңе есептелмеген: ${year} жылғы 31 желтоқсандағы тізімде болса, алғашқы сома ${year + 1} жылғы 1 ақпанға дейін есептеледі.`,
    ru: `Пока ничего не начислено: при наличии в списке на 31 декабря ${year} года первая сумма начисляется до 1 февраля ${year + 1} года.`,
    en: `Nothing is credited yet: whoever is on the list of 31 December ${year} gets a first sum by 1 February ${year + 1}.`,
  }),
  transferred: (amount: string): LocalizedText => ({
    kk: `18 жастан кейін он жыл бойы талап етілмеген: ${amount} USD зейнетақы шотына аударылды (бұл мерзім ресми мәтінмен расталмаған).`,
    ru: `Не востребовано десять лет после 18-летия: ${amount} USD переведено на пенсионный счёт (срок не подтверждён официальным текстом).`,
    en: `Unclaimed for ten years after the 18th birthday: ${amount} USD went to the pension account (the term is not confirmed by an act).`,
  }),
  heirs: (on: CivilDate): LocalizedText => ({
    kk: `Қайтыс болған: ештеңе қосылмайды, сома мұрагерлерге ${on} күнінен төленеді (рәсімі ресми мәтінмен расталмаған).`,
    ru: `Смерть: больше ничего не начисляется, сумма причитается наследникам с ${on} (порядок не подтверждён официальным текстом).`,
    en: `After a death nothing is added; the sum is due to the heirs from ${on} (the procedure is not confirmed by an act).`,
  }),
  payable: (on: CivilDate, leapDay: boolean): LocalizedText => ({
    kk: `Өтінішті ${on} күнінен беруге болады: 18 жасқа толған немесе шот ашылған күннің кешірегі.${leapDay ? ' 29 ақпанда туған адам кәдімгі жылы 1 наурызда толады деп есептеледі.' : ''}`,
    ru: `Подать заявление можно с ${on}: позднейший из дней 18-летия и открытия счёта.${leapDay ? ' Родившийся 29 февраля в невисокосный год достигает возраста 1 марта.' : ''}`,
    en: `One may apply from ${on}: the 18th birthday or the opening of the account, whichever is later.${leapDay ? ' Whoever was born on 29 February comes of age on 1 March in a common year.' : ''}`,
  }),
  notBegun: (on: CivilDate): LocalizedText => ({
    kk: `Бағдарлама бойынша алғашқы сомалар ${on} күні есептелген.`,
    ru: `Первые суммы по программе начислены ${on}.`,
    en: `The programme credited its first sums on ${on}.`,
  }),
} as const;
