import type { LocalizedText } from '../../../shared/language.js';
import type { SavingsLeftReason } from './left-codes.type.js';

/** What officials do about each, in plain words. */
export const WHAT_TO_DO: Readonly<Record<SavingsLeftReason, LocalizedText>> = {
  TOO_MUCH: {
    kk: 'Алдымен тізімнің дұрыстығын тексеріңіз (туған күні, азаматтығы, қайтыс болған күні). Дұрыс болса, осы есепті жылдың жазбасына CLAWBACK дайындаңыз (prepareSavingsCorrection), оны әріптесіңіз босатады; төленіп кеткені қарыз болып қалады. Тізім қате болса, оны азаматтық хал тізілімі түзетеді, ал келесі есептеу мұны алып тастайды.',
    ru: 'Сначала проверьте, верен ли список (рождение, гражданство, смерть). Если верен — подготовьте CLAWBACK записи этого отчётного года (prepareSavingsCorrection), коллега проведёт его; что уже выплачено, останется долгом. Если список ошибочен, его исправляет реестр актов гражданского состояния, и следующий прогон снимет этот пункт.',
    en: 'See first whether the list is right (birth, citizenship, death). If it is, prepare a CLAWBACK of the entry of this reporting year (prepareSavingsCorrection), which a colleague releases; what was paid out stays owed. If it is not, the civil registry corrects it, and the next run takes this off.',
  },
  ON_ANOTHER_CLAIM: {
    kk: 'Адамның екі талабын салыстырыңыз: осы жылдың сомасы күші жойылған талапта тұр. Адамның шоты ашылған болса, сол талаптың VOID жазбасына REVERSAL дайындаңыз, ақша шотқа түседі; екінші талап жалғасып тұрғанда күтіңіз.',
    ru: 'Сравните оба требования человека: сумма этого года стоит на том, которое утратило силу. Если счёт уже открыт — подготовьте REVERSAL его записи VOID, и деньги поступят на счёт; пока действует другое требование, ждите.',
    en: 'Compare the person\'s two claims: the sum of this year is on the one that lapsed. Once there is an account, prepare a REVERSAL of its VOID, and the money goes there; while the other claim lasts, it waits.',
  },
  PAID_TO_HEIRS: {
    kk: 'Талап мұрагерлерге төленген, ал тізім бойынша адам тірі. Қайсысы дұрыс екенін анықтаңыз: төлем қате болса, HEIRS жазбасына REVERSAL дайындаңыз, келесі есептеу талапты жалғастырады; тізім қате болса, оны азаматтық хал тізілімі түзетеді.',
    ru: 'Требование выплачено наследникам, а по списку человек жив. Выясните, что верно: если выплата ошибочна — подготовьте REVERSAL записи HEIRS, и следующий прогон продолжит требование; если ошибочен список, его исправляет реестр актов гражданского состояния.',
    en: 'The claim was paid to the heirs, and by the list the person lives. Find out which is right: if the payment was wrong, prepare a REVERSAL of the HEIRS entry, and the next run goes on with the claim; if the list is, the civil registry corrects it.',
  },
  REFUSED_BY_LEDGER: {
    kk: 'Кітап жазбаны қабылдамады; тексеру атауы refusedBy өрісінде. Адамның талаптарын, шоттарын және жазбаларын салыстырып, сәйкес келмейтінін түзетіңіз; келесі есептеу қайта көреді.',
    ru: 'Книга не приняла запись; имя проверки — в поле refusedBy. Сверьте требования, счета и записи человека и исправьте то, что не сходится; следующий прогон попробует снова.',
    en: 'The ledger did not take what would have been booked; refusedBy names the check. Hold the person\'s claims, accounts and entries against each other and correct what does not fit; the next run tries again.',
  },
};
