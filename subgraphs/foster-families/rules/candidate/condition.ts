import { latest } from '../../../shared/calendar.js';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { DatedPeriod } from '../../../shared/dated.js';
import type { LocalizedText } from '../../../shared/language.js';
import { barPaperOf, paperOf, type CandidateFacts, type Evidence, type EvidenceKind } from './evidence.js';

/** The forms in which somebody takes a child in. */
export const CARER_FORMS = ['ADOPTION', 'GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'GUEST'] as const;
export type CarerForm = (typeof CARER_FORMS)[number];

/** The day of the Code itself. */
export const CODE = '2011-12-26';

/** Since when the law has each form, as `placement_form` says; it asks nobody for anything before. */
export const FORM_SINCE: Readonly<Record<CarerForm, CivilDate>> = {
  ADOPTION: CODE, GUARDIANSHIP: CODE, TRUSTEESHIP: CODE, PATRONAGE: CODE, FOSTER_FAMILY: '2017-01-01', PROFESSIONAL_FOSTER: '2025-07-01', GUEST: '2016-04-09',
};

/** Guardian and trustee are one person (130(2)): what was found of somebody as the one holds as the other. */
export const sameForm = (form: CarerForm): readonly CarerForm[] => (form === 'GUARDIANSHIP' || form === 'TRUSTEESHIP' ? ['GUARDIANSHIP', 'TRUSTEESHIP'] : [form]);

export type ConditionCode =
  | 'ADULT' | 'AGE_30_TO_63' | 'AGE_GAP' | 'CAPABLE' | 'SPOUSE_CAPABLE' | 'RIGHTS_INTACT' | 'NEVER_REMOVED' | 'NO_ADOPTION_CANCELLED' | 'HEALTHY' | 'NOT_ON_DISPENSARY_REGISTER'
  | 'NO_CONVICTION' | 'NO_LISTED_OFFENCE' | 'NOT_PROSECUTED' | 'CITIZEN' | 'NOT_STATELESS' | 'PERMANENT_HOME' | 'ENOUGH_ROOM' | 'INCOME' | 'MARRIED_IF_MAN'
  | 'SPOUSE_CONSENTS' | 'TRAINED' | 'RECOGNISED' | 'CHECKED_THIS_YEAR';

/** What was found: whether the condition is met, null where nothing tells; what was looked at, and in which paper. */
export interface Finding {
  readonly met: boolean | null;
  readonly value: string | null;
  readonly paper: Evidence | null;
  /** The paper that is missing. */
  readonly missing: EvidenceKind | null;
}

/** A condition of the law in a period: a change of the law is another row with its own period. */
export interface Condition extends DatedPeriod {
  readonly code: ConditionCode;
  readonly text: LocalizedText;
  /** Where it stands, by form; a form that is not here does not ask for it. */
  readonly articles: Readonly<Partial<Record<CarerForm, string>>>;
  readonly certainty: Certainty;
  /** How sure it is of guest families, whose order was not read: B where the press names the paper, M where it is configuration. */
  readonly guests?: 'B' | 'M';
  /** Whether no child may live with whoever does not meet it: asked of the day of a placement and of today. */
  readonly bars?: true;
  /** Null where it is not asked: about no child, or before the first decision. */
  readonly test: (facts: CandidateFacts, form: CarerForm) => Finding | null;
}

/** A condition as one form asks for it. */
export interface Requirement extends DatedPeriod {
  readonly condition: Condition;
  readonly article: string;
  readonly certainty: Certainty;
}

/** What a form asks for by a condition; null where it does not. Nothing is older than the form. */
export function requirementOf(condition: Condition, form: CarerForm): Requirement | null {
  const article = condition.articles[form];
  if (article === undefined) return null;
  const { validFrom, validTo, certainty, guests } = condition;
  return { condition, article, validFrom: latest(validFrom, FORM_SINCE[form]), validTo, certainty: form === 'GUEST' ? (guests ?? certainty) : certainty };
}

/** Law 236-VIII of 04.12.2025: the stated first day. Its wording was not read: what it changes is configuration. */
export const LAW_236 = '2026-02-04';

/** The Constitutional Court's decision 49-НП. */
export const COURT_2024 = '2024-07-23';

const GUEST_ORDER = 'Order No. 402 of 2016 on guest families';

/** Where a bar stands for adopters (91(2)) and for guardians (122(1)), whose bars hold for carers by contract, too (132-3(1), 132-8(1), 135(1)). */
export const barred = (adopter: number | null, guardian: number | null): Condition['articles'] => ({
  ...(adopter === null ? {} : { ADOPTION: `91(2)${adopter}` }),
  ...(guardian === null ? {} : {
    GUARDIANSHIP: `122(1)${guardian}`, TRUSTEESHIP: `122(1)${guardian}`, PATRONAGE: `122(1)${guardian}, 135(1)`,
    FOSTER_FAMILY: `122(1)${guardian}, 132-3(1)`, PROFESSIONAL_FOSTER: `122(1)${guardian}, 132-8(1)`,
  }),
});

/** Of a condition that hosts of guests prove by a paper, too. */
export const alsoGuests = (articles: Condition['articles']): Condition['articles'] => ({ ...articles, GUEST: GUEST_ORDER });

/** What Law 236-VIII words anew. */
export const withLaw236 = (articles: Condition['articles']): Condition['articles'] =>
  Object.fromEntries(Object.entries(articles).map(([form, article]) => [form, form === 'GUEST' ? article : `${article}, as changed by Law 236-VIII`]));

export const finding = (met: boolean | null, value: string | null, paper: Evidence | null = null): Finding => ({ met, value, paper, missing: null });

export const lacking = (missing: EvidenceKind): Finding => ({ met: null, value: null, paper: null, missing });

/** A bar: met where a paper says no, and none that is heard says yes. */
export const unless = (kind: EvidenceKind): Pick<Condition, 'test' | 'bars'> => ({
  bars: true,
  test: (facts) => {
    const paper = barPaperOf(facts, kind);
    return paper === null ? lacking(kind) : finding(!paper.holds, paper.holds ? 'YES' : 'NO', paper);
  },
});

/** Met where a paper says yes. */
export const provided = (kind: EvidenceKind) => (facts: CandidateFacts): Finding => {
  const paper = paperOf(facts, kind);
  return paper === null ? lacking(kind) : finding(paper.holds, paper.holds ? 'YES' : 'NO', paper);
};
