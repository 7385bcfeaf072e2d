import type { LocalizedText } from '../../../shared/language.js';
import { text } from '../../../shared/rules/text.js';
import type { EvidenceRegister } from './evidence-register.type.js';

/** What an answer says of one condition of a right. */
export interface ConditionText {
  /** The register that it is read in. */
  readonly source: EvidenceRegister;
  readonly text: LocalizedText;
  /** What would have to be otherwise, where it is not met. */
  readonly change: LocalizedText;
  /** What is missing and where it is to be had, where nobody knows. */
  readonly missing: LocalizedText;
  readonly where: LocalizedText;
}

const STATE_CORPORATION = text('«Азаматтарға арналған үкімет» немесе eGov', 'Правительство для граждан или eGov', 'Government for Citizens, or eGov');
const GUARDIANSHIP_BODY = text('тұрғылықты жердегі қорғаншылық органы', 'орган опеки по месту жительства', 'the guardianship body of the place of residence');
const FUND = text('Мемлекеттік әлеуметтік сақтандыру қоры', 'Государственный фонд социального страхования', 'the State Social Insurance Fund');
const EXAMINERS = text('медициналық-әлеуметтік сараптама бөлімі', 'отдел медико-социальной экспертизы', 'the department of medical-social examination');
const AKIMAT = text('әкімдік (учаскелік комиссия)', 'акимат (участковая комиссия)', 'the akimat (its local commission)');
const CLINIC = text('бақылайтын медициналық ұйым', 'медицинская организация, где наблюдаются', 'the clinic in charge');
const REGISTRY_OFFICE = text('тіркеуші орган (АХАЖ)', 'регистрирующий орган (РАГС)', 'the civil registry');

/** Every code that a rule gives, in the three languages. `{from}`, `{until}`, `{applyBy}` stand for the days of the answer. */
export const CONDITION_TEXTS: Readonly<Record<string, ConditionText>> = {
  RESIDENT: {
    source: 'CIVIL_REGISTRY',
    text: text('Қазақстанда тұрақты тұратын азамат немесе қандас.', 'Гражданин или кандас, постоянно проживающий в Казахстане.', 'A citizen or kandas who lives in Kazakhstan permanently.'),
    change: text('Қазақстанда тұрақты тұру және азаматтық немесе қандас мәртебесі.', 'Постоянное проживание в Казахстане и гражданство или статус кандаса.', 'Living in Kazakhstan permanently, with citizenship or the status of a kandas.'),
    missing: text('Шетелдікке: тұрақты тұруға рұқсат немесе халықаралық шарт бойынша құқық.', 'Для иностранца: разрешение на постоянное проживание или право по международному договору.', 'For a foreigner: a permit of permanent residence, or a right by treaty.'),
    where: STATE_CORPORATION,
  },
  BORN: {
    source: 'CIVIL_REGISTRY',
    text: text('Бала туған.', 'Ребёнок родился.', 'The child is born.'),
    change: text('Баланың тууы.', 'Рождение ребёнка.', 'The birth of the child.'),
    missing: text('Туу туралы жазба.', 'Запись о рождении.', 'The record of the birth.'),
    where: REGISTRY_OFFICE,
  },
  NOT_PAID_BEFORE: {
    source: 'BENEFIT_AWARDS',
    text: text('Бұл бала үшін жәрдемақы бұрын төленбеген.', 'За этого ребёнка пособие ещё не выплачивалось.', 'The grant was not paid for this child before.'),
    change: text('Ештеңе өзгертпейді: бала үшін бір рет төленеді.', 'Ничто: на ребёнка выплачивается один раз.', 'Nothing: it is paid once for a child.'),
    missing: text('Бұрынғы тағайындаулар туралы мәлімет.', 'Сведения о прежних назначениях.', 'What was awarded before.'),
    where: STATE_CORPORATION,
  },
  CARER_NOT_INSURED: {
    source: 'SOCIAL_INSURANCE',
    text: text('Бала күтушісі міндетті әлеуметтік сақтандыру жүйесіне қатыспайды.', 'Ухаживающий не участвует в обязательном социальном страховании.', 'The carer takes no part in compulsory social insurance.'),
    change: text('Сақтандырылған адам CARE_GFSS төлемін алады; мұны сақтандырылмаған күтуші алады.', 'Застрахованному положена выплата CARE_GFSS; это пособие получает незастрахованный.', 'An insured carer has CARE_GFSS instead; this one is for a carer who is not insured.'),
    missing: text('Баланы кім күтетіні және оның әлеуметтік аударымдары.', 'Кто ухаживает за ребёнком и его социальные отчисления.', 'Who cares for the child, and their social contributions.'),
    where: FUND,
  },
  CARER_INSURED: {
    source: 'SOCIAL_INSURANCE',
    text: text('Бала күтушісі міндетті әлеуметтік сақтандыру жүйесіне қатысады.', 'Ухаживающий участвует в обязательном социальном страховании.', 'The carer takes part in compulsory social insurance.'),
    change: text('Құқық туындаған айда әлеуметтік аударымдар түссе.', 'Если за месяц возникновения права поступали социальные отчисления.', 'Social contributions for the month in which the right arose.'),
    missing: text('Баланы кім күтетіні және оның әлеуметтік аударымдары.', 'Кто ухаживает за ребёнком и его социальные отчисления.', 'Who cares for the child, and their social contributions.'),
    where: FUND,
  },
  INSURED: {
    source: 'SOCIAL_INSURANCE',
    text: text('Анасы міндетті әлеуметтік сақтандыру жүйесіне қатысады.', 'Мать участвует в обязательном социальном страховании.', 'The mother takes part in compulsory social insurance.'),
    change: text('Демалыс басталғанда әлеуметтік аударымдар түссе.', 'Если к началу отпуска поступали социальные отчисления.', 'Social contributions when the leave began.'),
    missing: text('Анасының әлеуметтік аударымдары.', 'Социальные отчисления матери.', 'The mother\'s social contributions.'),
    where: FUND,
  },
  LEAVE_SHEET: {
    source: 'HEALTH_RECORDS',
    text: text('Жүктілікке және босануға байланысты еңбекке жарамсыздық парағы бар.', 'Есть лист о временной нетрудоспособности по беременности и родам.', 'There is a sick-leave sheet for pregnancy and birth.'),
    change: text('Еңбекке жарамсыздық парағы берілсе.', 'Если выдан лист о временной нетрудоспособности.', 'A sick-leave sheet.'),
    missing: text('Еңбекке жарамсыздық парағы: демалыстың басталған күні мен ұзақтығы.', 'Лист о временной нетрудоспособности: первый день и продолжительность отпуска.', 'The sick-leave sheet: the first day and the length of the leave.'),
    where: CLINIC,
  },
  RIGHTS_NOT_REMOVED: {
    source: 'CIVIL_REGISTRY',
    text: text('Ата-аналық құқықтардан айырылмаған және шектелмеген.', 'Родительские права не сняты и не ограничены.', 'Parental rights are neither removed nor limited.'),
    change: text('Ата-аналық құқықтардың сот арқылы қалпына келтірілуі немесе баланы басқа өкілдің алуы.', 'Восстановление прав судом либо другой представитель ребёнка.', 'Rights restored by a court, or somebody else who represents the child.'),
    missing: text('Баланың өкілі туралы мәлімет.', 'Сведения о представителе ребёнка.', 'Who represents the child.'),
    where: GUARDIANSHIP_BODY,
  },
  NOT_ON_FULL_STATE_SUPPORT: {
    source: 'GUARDIANSHIP_REGISTER',
    text: text('Бала толық мемлекеттік қамсыздандыруда емес.', 'Ребёнок не на полном государственном обеспечении.', 'The child is not on full state support.'),
    change: text('Бала ата-анасына, қорғаншыға немесе асырап алушыға берілсе.', 'Передача ребёнка родителям, опекуну или усыновителю.', 'The child given to parents, a guardian or adopters.'),
    missing: text('Баланың қайда тәрбиеленетіні.', 'Где воспитывается ребёнок.', 'Who brings the child up.'),
    where: GUARDIANSHIP_BODY,
  },
  APPLIED_IN_TIME: {
    source: 'LAW',
    text: text('Өтініш мерзімінде берілген: {applyBy} дейін.', 'Обращение в срок: до {applyBy}.', 'Applied for in time: until {applyBy}.'),
    change: text('Ештеңе өзгертпейді: өтініш беру мерзімі {applyBy} аяқталды.', 'Ничто: срок обращения истёк {applyBy}.', 'Nothing: the last day to apply was {applyBy}.'),
    missing: text('Мерзім есептелетін күн.', 'День, от которого считается срок.', 'The day that the time limit is counted from.'),
    where: STATE_CORPORATION,
  },
  WITHIN_TERM: {
    source: 'LAW',
    text: text('Сұралған күн құқық мерзімінің ішінде.', 'День вопроса внутри срока права.', 'The day asked about lies within the term of the right.'),
    change: text('Мерзім {from} басталады, {until} аяқталады.', 'Срок начинается {from} и кончается {until}.', 'The term begins on {from} and ends on {until}.'),
    missing: text('Құқық басталатын күн.', 'День, с которого начинается право.', 'The day on which the right begins.'),
    where: STATE_CORPORATION,
  },
  RECEIVES_CARE_GFSS: {
    source: 'BENEFIT_AWARDS',
    text: text('CARE_GFSS төлемі төленіп жүр.', 'Выплачивается CARE_GFSS.', 'CARE_GFSS is paid.'),
    change: text('CARE_GFSS тағайындалса.', 'Назначение CARE_GFSS.', 'An award of CARE_GFSS.'),
    missing: text('CARE_GFSS тағайындалғаны туралы мәлімет.', 'Сведения о назначении CARE_GFSS.', 'Whether CARE_GFSS is awarded.'),
    where: FUND,
  },
  CONTRIBUTIONS_NOT_DECLINED: {
    source: 'DISABILITY_REGISTER',
    text: text('Алушы мерзімсіз мүгедектік бойынша зейнетақы жарналарынан бас тартпаған.', 'Получатель с бессрочной инвалидностью не отказался от пенсионных взносов.', 'The recipient has not declined pension contributions for an indefinite disability.'),
    change: text('Жарна төлеуге келісім.', 'Согласие на взносы.', 'Consent to contributions.'),
    missing: text('Мерзімсіз I–II топтағы алушының жарнаға келісімі.', 'Согласие на взносы получателя с бессрочной инвалидностью I–II группы.', 'Consent to contributions, of a recipient with an indefinite disability of group I or II.'),
    where: FUND,
  },
  NO_CONTRIBUTIONS_ARRIVE: {
    source: 'SOCIAL_INSURANCE',
    text: text('Алушы үшін аударымдар түспейді.', 'За получателя не поступают отчисления.', 'No contributions arrive for the recipient.'),
    change: text('Аударымдар тоқтаған айдан бастап.', 'С месяца, когда отчисления прекратятся.', 'From the month in which contributions stop.'),
    missing: text('Алушының аударымдары туралы мәлімет.', 'Сведения об отчислениях за получателя.', 'Contributions for the recipient.'),
    where: FUND,
  },
  FOUR_CHILDREN: {
    source: 'CIVIL_REGISTRY',
    text: text('Отбасында есепке алынатын төрт немесе одан көп бала бар: бірге тұратын кәмелетке толмағандар және 23 жасқа дейінгі күндізгі бөлім оқушылары.', 'В семье учитываются четверо и более детей: живущие вместе несовершеннолетние и очные учащиеся до 23 лет.', 'Four or more children are counted: minors who live together, and full-time students until 23.'),
    change: text('Төртінші бала немесе ересек баланың күндізгі бөлімде оқуы.', 'Четвёртый ребёнок либо очная учёба взрослого ребёнка.', 'A fourth child, or full-time study of one who is of age.'),
    missing: text('18–22 жастағы баланың күндізгі бөлімде оқитыны туралы анықтама; қорғаншының отбасы құрамы.', 'Справка об очной учёбе ребёнка 18–22 лет; состав семьи опекуна.', 'Proof of full-time study of a child of 18 to 22; of a guardian who belongs to the family.'),
    where: text('оқу орны; «Азаматтарға арналған үкімет»', 'учебное заведение; Правительство для граждан', 'the place of study; Government for Citizens'),
  },
  AWARDED: {
    source: 'STATE_AWARDS',
    text: text('Анасы «Күміс алқа», «Алтын алқа» немесе бұрынғы атақтармен марапатталған.', 'Мать награждена «Күміс алқа», «Алтын алқа» или прежними званиями.', 'The mother is awarded Күміс алқа, Алтын алқа or an earlier title.'),
    change: text('«Күміс алқа» (алты бала) немесе «Алтын алқа» (жеті және одан көп) берілсе.', 'Награждение «Күміс алқа» (шестеро детей) или «Алтын алқа» (семеро и более).', 'An award of Күміс алқа (six children) or Алтын алқа (seven or more).'),
    missing: text('Марапат туралы куәлік.', 'Удостоверение о награде.', 'The certificate of the award.'),
    where: AKIMAT,
  },
  DISABLED: {
    source: 'DISABILITY_REGISTER',
    text: text('Мүгедектік белгіленген.', 'Установлена инвалидность.', 'A disability is established.'),
    change: text('Медициналық-әлеуметтік сараптама мүгедектікті белгілесе.', 'Установление инвалидности медико-социальной экспертизой.', 'A disability established by medical-social examination.'),
    missing: text('Сараптама қорытындысы.', 'Заключение экспертизы.', 'The finding of the examination.'),
    where: EXAMINERS,
  },
  CHILD_DISABLED: {
    source: 'DISABILITY_REGISTER',
    text: text('Баланың мүгедектігі белгіленген.', 'Ребёнку установлена инвалидность.', 'The child\'s disability is established.'),
    change: text('Медициналық-әлеуметтік сараптама баланың мүгедектігін белгілесе.', 'Установление инвалидности ребёнку медико-социальной экспертизой.', 'A disability of the child established by medical-social examination.'),
    missing: text('Сараптама қорытындысы.', 'Заключение экспертизы.', 'The finding of the examination.'),
    where: EXAMINERS,
  },
  GROUP_I: {
    source: 'DISABILITY_REGISTER',
    text: text('Күтілетін адамда бірінші топтағы мүгедектік бар.', 'У того, за кем ухаживают, инвалидность первой группы.', 'The person cared for has a disability of group I.'),
    change: text('Бірінші топтағы мүгедектік белгіленсе.', 'Установление инвалидности первой группы.', 'A disability of group I established.'),
    missing: text('Сараптама қорытындысы.', 'Заключение экспертизы.', 'The finding of the examination.'),
    where: EXAMINERS,
  },
  GROUP_I_OR_II: {
    source: 'DISABILITY_REGISTER',
    text: text('Ересекте бала кезінен бірінші немесе екінші топтағы мүгедектік бар.', 'У взрослого инвалидность с детства первой или второй группы.', 'Somebody of age has a disability since childhood of group I or II.'),
    change: text('Бірінші немесе екінші топ белгіленсе.', 'Установление первой или второй группы.', 'Group I or II established.'),
    missing: text('Сараптама қорытындысы: мүгедектік тобы.', 'Заключение экспертизы: группа инвалидности.', 'The finding of the examination: the group of the disability.'),
    where: EXAMINERS,
  },
  NOT_RAISED_AS_A_CHILD: {
    source: 'CIVIL_REGISTRY',
    text: text('Күтілетін адам кәмелетке толған: балаға күтім DIS_CARER бойынша төленеді.', 'Тот, за кем ухаживают, совершеннолетний: уход за ребёнком оплачивается по DIS_CARER.', 'The person cared for is of age: for a child there is DIS_CARER.'),
    change: text('Кәмелетке толғаннан бастап.', 'С совершеннолетия.', 'From majority on.'),
    missing: text('Туған күні.', 'Дата рождения.', 'The birth date.'),
    where: REGISTRY_OFFICE,
  },
  ONE_CARER: {
    source: 'BENEFIT_AWARDS',
    text: text('Бұл адамды күтетін жалғыз адам.', 'Единственный ухаживающий за этим лицом.', 'The only carer of this person.'),
    change: text('Басқа күтушіге төлем тоқтаса.', 'Прекращение выплаты другому ухаживающему.', 'No payment to another carer any more.'),
    missing: text('Кім күтетіні туралы өтініш.', 'Заявление о том, кто ухаживает.', 'An application that says who cares.'),
    where: STATE_CORPORATION,
  },
  SAME_SETTLEMENT: {
    source: 'CIVIL_REGISTRY',
    text: text('Күтуші сол елді мекенде тұрады.', 'Ухаживающий живёт в том же населённом пункте.', 'The carer lives in the same settlement.'),
    change: text('Бір елді мекенде тұру.', 'Проживание в одном населённом пункте.', 'Living in one settlement.'),
    missing: text('Күтушінің тіркелген мекенжайы.', 'Регистрация ухаживающего по месту жительства.', 'The carer\'s registered residence.'),
    where: STATE_CORPORATION,
  },
  RAISES_THE_CHILD: {
    source: 'GUARDIANSHIP_REGISTER',
    text: text('Баланы ата-анасы, асырап алушы, қорғаншы немесе қамқоршы тәрбиелейді.', 'Ребёнка воспитывает родитель, усыновитель, опекун или попечитель.', 'A parent, adopter, guardian or trustee raises the child.'),
    change: text('Баланы ата-анасы, асырап алушы немесе қорғаншы тәрбиелесе.', 'Если ребёнка воспитывает родитель, усыновитель или опекун.', 'A parent, adopter or guardian who raises the child.'),
    missing: text('Баланы кім тәрбиелейтіні.', 'Кто воспитывает ребёнка.', 'Who raises the child.'),
    where: GUARDIANSHIP_BODY,
  },
  BREADWINNER_LOST: {
    source: 'CIVIL_REGISTRY',
    text: text('Асыраушысынан айырылған.', 'Потерян кормилец.', 'A breadwinner is lost.'),
    change: text('Мемлекеттік тіркеуде асыраушының қайтыс болғаны немесе хабарсыз кеткені жазылса.', 'Запись о смерти кормильца или признание его безвестно отсутствующим.', 'A record of a breadwinner\'s death, or of one declared missing.'),
    missing: text('Қайтыс болу туралы куәлік немесе сот шешімі.', 'Свидетельство о смерти или решение суда.', 'The death certificate, or the decision of a court.'),
    where: REGISTRY_OFFICE,
  },
  BREADWINNER_INSURED: {
    source: 'SOCIAL_INSURANCE',
    text: text('Қайтыс болған асыраушы міндетті әлеуметтік сақтандыруға қатысқан.', 'Умерший кормилец участвовал в обязательном социальном страховании.', 'The breadwinner who died took part in compulsory social insurance.'),
    change: text('Ол үшін түскен әлеуметтік аударымдар.', 'Социальные отчисления, поступавшие за него.', 'Social contributions paid for them.'),
    missing: text('Асыраушының әлеуметтік аударымдары.', 'Социальные отчисления кормильца.', 'The breadwinner\'s social contributions.'),
    where: FUND,
  },
  DEPENDENT: {
    source: 'CIVIL_REGISTRY',
    text: text('Асыраушының асырауында болған.', 'Состоял на иждивении кормильца.', 'A dependant of the breadwinner.'),
    change: text('Ересекке: күндізгі бөлімде оқу немесе бала кезінен мүгедектік.', 'Для взрослого: очная учёба либо инвалидность с детства.', 'Of somebody of age: full-time study, or a disability since childhood.'),
    missing: text('Күндізгі бөлімде оқитыны туралы анықтама.', 'Справка об очной учёбе.', 'Proof of full-time study.'),
    where: text('оқу орны', 'учебное заведение', 'the place of study'),
  },
  CHILD_OR_CARER: {
    source: 'CIVIL_REGISTRY',
    text: text('Асыраушының баласы немесе оның кішкентай баласын күтуші.', 'Ребёнок кормильца или ухаживающий за его маленьким ребёнком.', 'A child of the breadwinner, or who cares for their small child.'),
    change: text('Ештеңе.', 'Ничто.', 'Nothing.'),
    missing: text('Туыстық туралы құжат.', 'Документ о родстве.', 'Proof of kinship.'),
    where: REGISTRY_OFFICE,
  },
  NOT_ABOVE_POVERTY_LINE: {
    source: 'INCOME_STATEMENTS',
    text: text('Өткен тоқсандағы жан басына шаққандағы табыс кедейлік шегінен аспайды.', 'Среднедушевой доход прошлого квартала не выше черты бедности.', 'The income per head of the last quarter is not above the poverty line.'),
    change: text('Жан басына шаққандағы табыс кедейлік шегінен аспаса.', 'Среднедушевой доход не выше черты бедности.', 'An income per head that is not above the poverty line.'),
    missing: text('Өткен тоқсандағы отбасы табысы мен құрамы туралы мәлімет.', 'Сведения о доходах и составе семьи за прошлый квартал.', 'The family\'s income and members in the last quarter.'),
    where: AKIMAT,
  },
  NOT_BARRED: {
    source: 'INCOME_STATEMENTS',
    text: text('Учаскелік комиссия мұқтаждықты растады, кедергі мерзімі жоқ.', 'Участковая комиссия подтвердила нуждаемость, срока отказа нет.', 'The local commission found need, and no bar runs.'),
    change: text('Комиссияның жаңа қорытындысы.', 'Новое заключение комиссии.', 'Another finding of the commission.'),
    missing: text('Учаскелік комиссияның қорытындысы.', 'Заключение участковой комиссии.', 'The finding of the local commission.'),
    where: AKIMAT,
  },
  RECEIVES_ASP: {
    source: 'BENEFIT_AWARDS',
    text: text('Отбасына атаулы әлеуметтік көмек тағайындалған.', 'Семье назначена адресная социальная помощь.', 'The family receives targeted assistance.'),
    change: text('Атаулы әлеуметтік көмек тағайындалса.', 'Назначение адресной социальной помощи.', 'An award of targeted assistance.'),
    missing: text('Атаулы әлеуметтік көмек туралы шешім.', 'Решение об адресной социальной помощи.', 'The decision on targeted assistance.'),
    where: AKIMAT,
  },
  DECIDED: {
    source: 'GUARDIANSHIP_REGISTER',
    text: text('Қорғаншылық органы тағайындаған.', 'Назначено органом опеки.', 'Decided by a guardianship body.'),
    change: text('Қорғаншылық органының шешімі.', 'Решение органа опеки.', 'A decision of the guardianship body.'),
    missing: text('Қорғаншылық органының шешімі.', 'Решение органа опеки.', 'The decision of the guardianship body.'),
    where: GUARDIANSHIP_BODY,
  },
};

/** Throws a RangeError for a code that no rule gives. */
export function textsOf(code: string): ConditionText {
  const found = CONDITION_TEXTS[code];
  if (found === undefined) throw new RangeError(`no texts of condition ${code}`);
  return found;
}

/** What is said of whatever would tell where a shielded child is. */
export const NOT_TOLD: Pick<ConditionText, 'missing' | 'where'> = {
  missing: text('Баланың орналасқан жері қорғалған кезде айтылмайды.', 'Не сообщается, пока место ребёнка скрыто.', 'Not told while the child\'s place is shielded.'),
  where: GUARDIANSHIP_BODY,
};

/** What an amount lacks, by the fact that it needs. */
export const FACT_TEXTS: Readonly<Record<string, Pick<ConditionText, 'missing' | 'where'>>> = {
  birthOrder: { missing: text('Баланың отбасындағы кезегі.', 'Очерёдность ребёнка в семье.', 'The order of the child in the family.'), where: REGISTRY_OFFICE },
  childrenCount: { missing: text('Есепке алынатын балалар саны.', 'Число учитываемых детей.', 'The number of children counted.'), where: STATE_CORPORATION },
  disabilityGroup: { missing: text('Жеті жастан бастап: мүгедектік тобы.', 'С семи лет: группа инвалидности.', 'From seven years on: the group of the disability.'), where: EXAMINERS },
  survivorsCount: { missing: text('Құқығы бар отбасы мүшелерінің саны.', 'Число членов семьи, имеющих право.', 'The number of family members entitled.'), where: STATE_CORPORATION },
  insuranceMonths: { missing: text('Сақтандыру өтілі.', 'Стаж участия в страховании.', 'How long they were insured.'), where: FUND },
  averageMonthlyIncome: { missing: text('Орташа айлық кіріс.', 'Среднемесячный доход.', 'The average monthly income.'), where: FUND },
  leaveDays: { missing: text('Демалыстың ұзақтығы.', 'Продолжительность отпуска.', 'The length of the leave.'), where: CLINIC },
  motherAward: { missing: text('Қандай марапат берілгені.', 'Какая награда вручена.', 'Which title was awarded.'), where: AKIMAT },
  perCapitaIncome: { missing: text('Отбасының өткен тоқсандағы табысы.', 'Доход семьи за прошлый квартал.', 'The family\'s income of the last quarter.'), where: AKIMAT },
  familyMembers: { missing: text('Отбасы мүшелерінің саны.', 'Число членов семьи.', 'The number of members of the family.'), where: AKIMAT },
  disabledSinceChildhood: { missing: text('Мүгедектік бала кезден бе.', 'С детства ли инвалидность.', 'Whether the disability is since childhood.'), where: EXAMINERS },
};
