import type { Policy } from '../../shared/rules/policy.js';
import { text } from '../../shared/rules/text.js';

/** Which day's MCI a birth grant is computed with. */
export const BIRTH_INDEX: readonly Policy<'APPLICATION_DAY' | 'BIRTH_DAY'>[] = [{
  value: 'APPLICATION_DAY',
  validFrom: '2021-01-01',
  validTo: null,
  article: '79(2), 80(2)',
  certainty: 'D',
  warning: text(
    'Өтініш берілген күнгі АЕК қолданылады: Кодекс оны тікелей айтпайды (79-баптың 2-тармағы 80-баптың 2-тармағымен бірге).',
    'Берётся МРП дня обращения: Кодекс прямо этого не говорит (п. 2 ст. 79 вместе с п. 2 ст. 80).',
    'The MCI of the day of application is taken: the Code does not say so in as many words (79(2) with 80(2)).',
  ),
}];

/** Whom the limit of 236(4) is for. */
export const ORPHANS_LIMIT: readonly Policy<'ALL_MEMBERS_TOGETHER' | 'OTHER_MEMBERS_ONLY'>[] = [{
  value: 'ALL_MEMBERS_TOGETHER',
  validFrom: '2021-01-01',
  validTo: null,
  article: '236(4)',
  certainty: 'D',
  warning: text(
    '2,92 шегі отбасының барлық мүшелеріне бірге қолданылады; 236-баптың 4-тармағын басқаша да оқуға болады.',
    'Предел 2,92 применяется ко всем членам семьи вместе; п. 4 ст. 236 можно прочесть и иначе.',
    'The limit of 2.92 is for all members together; 236(4) can be read otherwise.',
  ),
}];

/** Whether care of a child of 7 to 17 with group I counts for ADULT_CARER beside DIS_CARER. */
export const CARER_OF_MINOR: readonly Policy<'COUNTED' | 'NOT_COUNTED'>[] = [{
  value: 'NOT_COUNTED',
  validFrom: '2023-07-01',
  validTo: null,
  article: '187(2)',
  certainty: 'D',
  warning: text(
    '7–17 жастағы І топтағы бала үшін бұл жәрдемақы есептелмейді: Кодекс оны нақты айтпайды, баланы тәрбиелеушіге 183-бап бойынша төленеді.',
    'За ребёнка 7–17 лет первой группы это пособие не считается: Кодекс этого не уточняет, воспитывающему платят по ст. 183.',
    'A child of 7 to 17 with group I is not counted here: the Code leaves it open, and whoever raises the child is paid under art. 183.',
  ),
}];

/** How the floor of CARE_GFSS is raised by the contribution that is withheld. */
export const CARE_FLOOR: readonly Policy<'DIVIDED_BY_WHAT_IS_LEFT'>[] = [{
  value: 'DIVIDED_BY_WHAT_IS_LEFT',
  validFrom: '2021-01-01',
  validTo: null,
  article: '85(2)',
  certainty: 'D',
  warning: text(
    'Ең төменгі мөлшер 0,9-ға бөлінеді, сонда жарна ұсталғаннан кейін мемлекеттік жәрдемақыдан кем қалмайды; Кодексте бөлу тәсілі жазылмаған.',
    'Нижний предел делится на 0,9, чтобы после удержания взноса осталось не меньше пособия по уходу; способ в Кодексе не записан.',
    'The floor is divided by 0.9, so that no less than CARE_STATE is left once the contribution is withheld; the Code does not write the operation down.',
  ),
}];

/** The poverty line where the akimat's own of the quarter is not known. */
export const POVERTY_LINE: readonly Policy<'SHARE_OF_SUBSISTENCE_MINIMUM'>[] = [{
  value: 'SHARE_OF_SUBSISTENCE_MINIMUM',
  validFrom: '2021-01-01',
  validTo: null,
  article: '120(3), (4)',
  certainty: 'D',
  warning: text(
    'Өңірдің тоқсандық кедейлік шегі жарияланған тізімде жоқ; орнына ең төмен күнкөріс деңгейінің 70 пайызы алынды. 2025 жылдан бастап өңірлік шек жоғары болуы мүмкін: әкімдіктен сұраңыз.',
    'Черты бедности региона за квартал нет ни в одном общем списке; взято 70 % прожиточного минимума. С 2025 года черта региона может быть выше: спросите в акимате.',
    'The region\'s poverty line of the quarter is in no common list; 70 % of the subsistence minimum is taken. Since 2025 a region\'s line may be higher: ask the akimat.',
  ),
}];
