import { ageOn } from '../../../shared/dated.js';
import { addMonths } from '../../../shared/calendar.js';
import { MAJORITY } from '../../reference/ages.js';
import { alsoGuests, barred, CARER_FORMS, CODE, finding, LAW_236, sameForm, unless, withLaw236, type CarerForm, type Condition } from './condition.js';
import type { CandidateFacts, EvidenceKind } from './evidence.js';

const bar = (code: Condition['code'], kind: EvidenceKind, articles: Condition['articles'], text: Condition['text']): Condition =>
  ({ code, validFrom: CODE, validTo: null, articles, certainty: 'A', guests: 'M', text, ...unless(kind) });

/** The same where Law 236-VIII words it anew. */
function reworded(before: Condition): Condition[] {
  return [{ ...before, validTo: LAW_236 }, { ...before, validFrom: LAW_236, certainty: 'B', articles: withLaw236(before.articles) }];
}

const adult = ({ birthDate, on }: CandidateFacts) => finding(ageOn(birthDate, on) >= MAJORITY, String(ageOn(birthDate, on)));

/** Where suitability is confirmed every year. */
export const CHECKED_YEARLY: readonly CarerForm[] = CARER_FORMS.filter((form) => form !== 'ADOPTION' && form !== 'GUEST');

/** The last decision in favour of a form, or check of it; null before the first. */
const checkedIn = ({ checked }: Pick<CandidateFacts, 'checked'>, form: CarerForm): string | null =>
  sameForm(form).flatMap((one) => checked.get(one) ?? []).toSorted().at(-1) ?? null;

/** Not before the first decision: that looks at everything itself. A decision about another form is no check of this one. */
function checkedThisYear(facts: CandidateFacts, form: CarerForm) {
  const last = checkedIn(facts, form);
  return last === null ? null : finding(facts.on <= addMonths(last, 12), last);
}

/** Age and capacity, and what a court or a guardianship body decided about the candidate before. */
export const CAPACITY: readonly Condition[] = [
  { code: 'ADULT', validFrom: CODE, validTo: null, certainty: 'A', guests: 'M',
    articles: alsoGuests({ ADOPTION: '91(2)', GUARDIANSHIP: '122(1)', TRUSTEESHIP: '122(1)', PATRONAGE: '122(1), 135(1)', FOSTER_FAMILY: '122(1), 132-3(1)', PROFESSIONAL_FOSTER: '122(1), 132-8(1)' }),
    text: { kk: 'Кәмелетке толған адам', ru: 'Совершеннолетнее лицо', en: 'Of age' }, test: adult },
  bar('CAPABLE', 'CAPACITY_LIMITED', alsoGuests(barred(1, 1)), {
    kk: 'Сот әрекетке қабілетсіз немесе әрекет қабілеті шектеулі деп танымаған', ru: 'Не признан судом недееспособным или ограниченно дееспособным', en: 'Not found incapable, or of limited capacity, by a court' }),
  bar('SPOUSE_CAPABLE', 'SPOUSE_CAPACITY_LIMITED', barred(2, null), {
    kk: 'Жұбайы әрекетке қабілетсіз немесе әрекет қабілеті шектеулі деп танылмаған', ru: 'Супруг не признан недееспособным или ограниченно дееспособным', en: 'The spouse was not found incapable, or of limited capacity' }),
  bar('RIGHTS_INTACT', 'RIGHTS_REMOVED_OR_LIMITED', alsoGuests(barred(3, 2)), {
    kk: 'Ата-ана құқықтарынан айырылмаған және олар шектелмеген', ru: 'Не лишён родительских прав и не ограничен в них', en: 'No court has removed or limited parental rights' }),
  ...reworded(bar('NEVER_REMOVED', 'REMOVED_AS_GUARDIAN', alsoGuests(barred(4, 3)), {
    kk: 'Міндеттерін тиісінше орындамағаны үшін қорғаншы немесе қамқоршы міндетінен шеттетілмеген', ru: 'Не отстранён от обязанностей опекуна или попечителя за ненадлежащее исполнение', en: 'Never removed as guardian or trustee for failing the duty' })),
  bar('NO_ADOPTION_CANCELLED', 'ADOPTION_CANCELLED', alsoGuests(barred(5, 4)), {
    kk: 'Бала асырап алуының күші өз кінәсінен жойылмаған', ru: 'Усыновление не отменялось по его вине', en: 'No adoption was cancelled through their fault' }),
  { code: 'CHECKED_THIS_YEAR', validFrom: LAW_236, validTo: null, certainty: 'B',
    articles: withLaw236(Object.fromEntries(CHECKED_YEARLY.map((form) => [form, '122']))),
    text: { kk: 'Соңғы он екі айда тексерілген', ru: 'Проверен за последние двенадцать месяцев', en: 'Suitability was confirmed in the last twelve months' }, test: checkedThisYear },
];
