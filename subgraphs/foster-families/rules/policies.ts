import type { Policy } from '../../shared/rules/policy.js';
import { text } from '../../shared/rules/text.js';

/** What is paid to the guardian of a ward who has means of their own. */
export const MEANS_TEST: readonly Policy<'DIFFERENCE'>[] = [{
  value: 'DIFFERENCE',
  validFrom: '2021-01-01',
  validTo: null,
  article: '125(2)',
  certainty: 'D',
  warning: text(
    'Қамқорлықтағы баланың өз қаражаты (жалақы, алимент, әлеуметтік төлемдер, мүлкінен түскен табыс) жетпейтін бөлігі төленеді: Кодексте қаражат жеткіліксіз болса жәрдемақы тағайындалады делінген, мөлшерін есептеу тәсілі жазылмаған.',
    'Платится то, чего не хватает собственным средствам подопечного (заработок, алименты, социальные выплаты, доход от имущества): Кодекс назначает пособие при недостатке средств и способа расчёта не называет.',
    'Paid is what the ward\'s own means (wages, alimony, social payments, income from property) lack: the Code grants the allowance where they do not suffice, and does not write the operation down.',
  ),
}];
