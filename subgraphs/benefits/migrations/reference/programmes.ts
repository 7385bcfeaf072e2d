/*
 * The catalogue of benefits.md §1, as migration 20261122200000 loads it. Part of a merged migration: never edit it; a change of
 * the catalogue is a new migration.
 */

export const PROGRAMME_COLUMNS = ['position', 'code', 'unit', 'scope', 'budget_level', 'decided_by', 'legal_basis', 'name_kk', 'name_ru', 'name_en'] as const;

const MINISTRY = 'MINISTRY_DEPARTMENT';
const FUND = 'SOCIAL_INSURANCE_FUND';
const AKIMAT = 'LOCAL_EXECUTIVE_BODY';
const GUARDIANSHIP = 'GUARDIANSHIP_BODY';

const SC = 'Social Code 224-VII, art.';
const FC = 'Code on Marriage and Family 518-IV, art.';

const ROWS = [
  ['BIRTH', 'ONCE', 'CHILD', 'REPUBLICAN', MINISTRY, `${SC} 79–80`,
    'Бала туғанда берілетін жәрдемақы', 'Пособие на рождение', 'Birth grant'],
  ['CARE_STATE', 'MONTHLY', 'CHILD', 'REPUBLICAN', MINISTRY, `${SC} 81–83`,
    'Бала күтімі жәрдемақысы', 'Пособие по уходу', 'Childcare benefit'],
  ['MATERNITY', 'ONCE', 'PERSON', 'FUND', FUND, `${SC} 77–78; Labour Code 414-V, art. 99`,
    'Жүктілікке және босануға, жаңа туған баланы асырап алуға байланысты табысынан айырылу жағдайына төленетін әлеуметтік төлем',
    'Социальная выплата по случаю потери дохода в связи с беременностью и родами, усыновлением новорожденного ребенка',
    'Maternity and adoption payment'],
  ['CARE_GFSS', 'MONTHLY', 'CHILD', 'FUND', FUND, `${SC} 84–86`,
    'Бала күтімі бойынша әлеуметтік төлем', 'Социальная выплата по уходу', 'Childcare payment of the insured'],
  ['OPV_SUBSIDY', 'MONTHLY', 'CHILD', 'REPUBLICAN', MINISTRY, `${SC} 87–89`,
    'Бала күтімі бойынша әлеуметтік төлем алушылардың міндетті зейнетақы жарналарын субсидиялау',
    'Бюджетные субсидии обязательных пенсионных взносов получателей социальной выплаты по уходу',
    'Pension contribution subsidy during childcare'],
  ['LARGE_FAM', 'MONTHLY', 'FAMILY', 'REPUBLICAN', MINISTRY, `${SC} 90–92`,
    'Көпбалалы отбасына берілетін жәрдемақы', 'Пособие многодетной семье', 'Large-family benefit'],
  ['AWARD_MOTHER', 'MONTHLY', 'PERSON', 'REPUBLICAN', MINISTRY, `${SC} 93–95`,
    'Марапатталған анаға берілетін жәрдемақы', 'Пособие награжденной матери', 'Benefit for awarded mothers'],
  ['DIS_CHILD', 'MONTHLY', 'CHILD', 'REPUBLICAN', MINISTRY, `${SC} 175–179`,
    'Мүгедектігі бар балаға берілетін мүгедектік бойынша мемлекеттік әлеуметтік жәрдемақы',
    'Государственное социальное пособие по инвалидности (ребенку с инвалидностью)',
    'State disability benefit for a child'],
  ['DIS_CARER', 'MONTHLY', 'CHILD', 'REPUBLICAN', MINISTRY, `${SC} 183–186`,
    'Мүгедектігі бар баланы тәрбиелеушіге берілетін жәрдемақы', 'Пособие воспитывающему ребенка с инвалидностью',
    'Benefit for raising a child with a disability'],
  ['SURVIVOR', 'MONTHLY', 'FAMILY', 'REPUBLICAN', MINISTRY, `${SC} 229–238`,
    'Асыраушысынан айырылу жағдайы бойынша мемлекеттік әлеуметтік жәрдемақы',
    'Государственное социальное пособие по случаю потери кормильца', 'State survivor benefit'],
  ['SURVIVOR_GFSS', 'MONTHLY', 'FAMILY', 'FUND', FUND, `${SC} 239–241`,
    'Асыраушысынан айырылу жағдайы бойынша әлеуметтік төлем', 'Социальная выплата по случаю потери кормильца',
    'Survivor payment of social insurance'],
  ['ASP', 'MONTHLY', 'FAMILY', 'LOCAL', AKIMAT, `${SC} 120–130`,
    'Атаулы әлеуметтік көмек', 'Адресная социальная помощь', 'Targeted social assistance'],
  ['ASP_CHILD', 'MONTHLY', 'CHILD', 'LOCAL', AKIMAT, `${SC} 126(2)`,
    'Атаулы әлеуметтік көмек алатын отбасының 1–6 жастағы баласына қосымша төлем',
    'Дополнительная выплата на ребенка от 1 до 6 лет в составе адресной социальной помощи',
    'Targeted assistance: addition for a child of 1 to 6'],
  ['ADULT_CARER', 'MONTHLY', 'PERSON', 'REPUBLICAN', MINISTRY, `${SC} 187–189`,
    'Бірінші топтағы мүгедектігі бар адамға күтімді жүзеге асыратын адамға берілетін жәрдемақы',
    'Пособие лицу, осуществляющему уход за лицом с инвалидностью первой группы',
    'Benefit for the carer of a person with a group I disability'],
  ['GUARDIAN', 'MONTHLY', 'CHILD', 'LOCAL', GUARDIANSHIP, `${FC} 125(2)`,
    'Қорғаншыларға немесе қамқоршыларға жетім баланы және ата-анасының қамқорлығынсыз қалған баланы асырап-бағуға берілетін жәрдемақы',
    'Пособие опекунам или попечителям на содержание ребенка-сироты и ребенка, оставшегося без попечения родителей',
    'Allowance for a guardian or trustee'],
  ['PATRONAGE', 'MONTHLY', 'CHILD', 'LOCAL', GUARDIANSHIP, `${FC} 134(2), 137(1)`,
    'Патронат тәрбиешінің еңбегіне ақы төлеу және оған берілген баланы асырап-бағу',
    'Оплата труда патронатного воспитателя и содержание переданного ему ребенка', 'Patronage care'],
  ['FOSTER_FAM', 'MONTHLY', 'CHILD', 'LOCAL', GUARDIANSHIP, `${FC} 132-5`,
    'Баланы қабылдайтын отбасына берілген балаларды асырап-бағу', 'Содержание детей, переданных в приемную семью', 'Foster family'],
  ['PRO_FOSTER', 'MONTHLY', 'CHILD', 'LOCAL', GUARDIANSHIP, `${FC} 132-6(2), 132-8(4), 132-10`,
    'Кәсіби қабылдайтын отбасы: баланы асырап-бағу және тәрбиешінің еңбегіне ақы төлеу',
    'Приемная профессиональная семья: содержание ребенка и оплата труда воспитателя', 'Professional foster family'],
  ['ADOPTION_ONCE', 'ONCE', 'CHILD', 'LOCAL', GUARDIANSHIP, `${FC} 86(2)`,
    'Жетім баланы және (немесе) ата-анасының қамқорлығынсыз қалған баланы асырап алуға байланысты біржолғы ақшалай төлем',
    'Единовременная денежная выплата в связи с усыновлением ребенка-сироты и (или) ребенка, оставшегося без попечения родителей',
    'One-off adoption payment'],
] as const;

/** In the order of the catalogue. */
export const PROGRAMMES = ROWS.map((row, position) => [position, ...row] as const);
