import type { LocalizedText } from '../../../../shared/language.js';

const text = (kk: string, ru: string, en: string): LocalizedText => ({ kk, ru, en });

/** What whoever answers for a finding has to do, where several rules ask for the same. */
export const STOP_AND_RECOVER = text(
  'Төлемді тоқтату, артық төленген соманы есептеп, өтініш бойынша немесе сот арқылы қайтару',
  'Прекратить выплату, исчислить излишне выплаченное и вернуть по заявлению или через суд',
  'End the payment, work out what was overpaid, recover it on application or through the court',
);
export const RECOVER = text(
  'Артық төленген соманы есептеп, алушымен қайтару тәртібін келісу немесе сотқа жүгіну',
  'Исчислить излишне выплаченное, согласовать с получателем порядок возврата либо обратиться в суд',
  'Work out what was overpaid, agree with the recipient how it comes back, or go to court',
);
export const RECALCULATE = text(
  'Жәрдемақы мөлшерін құқық туындаған күннен бастап қайта есептеу, айырманы төлеу немесе қайтару',
  'Пересчитать размер пособия со дня возникновения права, доплатить разницу или вернуть её',
  'Recalculate from the day of the right, and pay the difference or recover it',
);
export const PAY = text(
  'Тиесілі соманы төлеу, кешігу себебін анықтап, алушыны хабардар ету',
  'Выплатить причитающееся, установить причину задержки и известить получателя',
  'Pay what is due, find out why it did not come, and tell the recipient',
);
export const DECIDE = text(
  'Шешім қабылдау, кешігу себебін және лауазымды адамның жауапкершілігін анықтау',
  'Принять решение, установить причину задержки и ответственность должностного лица',
  'Decide, find out why it took so long and which official answers for it',
);
export const TAKE_BACK = text(
  'Негізсіз есептелген соманы түзету операциясымен қайтару және келесі есептеуде ескеру',
  'Изъять необоснованно начисленное корректирующей проводкой и учесть в следующем начислении',
  'Take back what was credited wrongly by a correction, and reckon with it in the next run',
);
export const CREDIT = text(
  'Өткізіп алған жылдарды табысымен бірге келесі есептеуде есептеу',
  'Начислить пропущенные годы вместе с доходом при ближайшем начислении',
  'Credit the years that were missed, with their yield, in the next run',
);
export const ASK_OPERATOR = text(
  'Операторды тексеріп, қаражатты шотқа қайтаруды талап ету',
  'Проверить оператора и потребовать вернуть деньги на счёт',
  'Look into the operator, and have the money returned to the account',
);
export const VISIT = text(
  'Баланы жұмыс күні ішінде көру, жағдайын бағалау, қажет болса орналастыруды өзгерту',
  'Посетить ребёнка в течение рабочего дня, оценить условия, при необходимости изменить устройство',
  'See the child within a working day, judge how it is, and place it elsewhere if need be',
);
export const REVIEW_PLACEMENT = text(
  'Орналастыру құжаттарын тексеріп, шарт пен жазбаны заңға сәйкестендіру',
  'Проверить документы устройства и привести договор и запись в соответствие с законом',
  'Look into the papers of the placement, and bring contract and record in line with the law',
);
export const CORRECT_RECORDS = text(
  'Тізілімдегі жазбаларды құжаттармен салыстырып, қате жазбаны түзету',
  'Сверить записи реестров с документами и исправить ошибочную',
  'Hold the registers\' records against the papers, and correct the one that is wrong',
);
export const ENROL = text(
  'Баланың қайда екенін анықтап, мектепке қабылдау немесе қабылдаудан шығару',
  'Установить, где ребёнок, и зачислить его в школу либо отчислить',
  'Find out where the child is, and put it on a school\'s roll or take it off',
);
