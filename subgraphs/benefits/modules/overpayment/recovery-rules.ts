import { Decimal } from 'decimal.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

/** What the law says of a programme's overpayments. */
interface RecoveryRule {
  /** The article by which it is to be returned. */
  readonly returned: string;
  /** The article on keeping it back from further payments. */
  readonly article: string;
  /** The largest share of a payment that may be kept back; null where nothing may. */
  readonly share: string | null;
  /** Only where the recipient has applied for it. */
  readonly onApplication: boolean;
}

const never = (returned: string, article: string): RecoveryRule => ({ returned, article, share: null, onApplication: false });
const asked = (returned: string, article: string): RecoveryRule => ({ returned, article, share: '1', onApplication: true });

/** Of their own accord, or by a court: families' benefits are closed to enforcement too. */
const FAMILY = never('Social Code 74(1)3', 'Social Code 74(1)3, 76(2)');
const CARERS = never('Social Code 173', 'Social Code 183–189, where no article allows it');
const GUARDIANSHIP = never('Code on Marriage and Family 125–137', 'Code on Marriage and Family 125–137, where no article allows it');
const ASSISTANCE: RecoveryRule = { returned: 'Social Code 126(4)', article: 'Social Code 126(4)', share: '1', onApplication: false };
const SURVIVORS = asked('Social Code 232(1)3', 'Social Code 233');

const RULES: Readonly<Record<BenefitProgrammeCode, RecoveryRule>> = {
  BIRTH: FAMILY,
  CARE_STATE: FAMILY,
  MATERNITY: FAMILY,
  CARE_GFSS: asked('Social Code 74(1)3', 'Social Code 76(3)'),
  OPV_SUBSIDY: FAMILY,
  LARGE_FAM: FAMILY,
  AWARD_MOTHER: FAMILY,
  // The text of 173 and 174 is not in the extract: a quarter at most, as the digest of the law has it.
  DIS_CHILD: { returned: 'Social Code 173', article: 'Social Code 174', share: '0.25', onApplication: false },
  DIS_CARER: CARERS,
  SURVIVOR: SURVIVORS,
  SURVIVOR_GFSS: SURVIVORS,
  ASP: ASSISTANCE,
  ASP_CHILD: ASSISTANCE,
  ADULT_CARER: CARERS,
  GUARDIAN: GUARDIANSHIP,
  PATRONAGE: GUARDIANSHIP,
  FOSTER_FAM: GUARDIANSHIP,
  PRO_FOSTER: GUARDIANSHIP,
  ADOPTION_ONCE: never('Code on Marriage and Family 86(2)', 'Code on Marriage and Family 86(2)'),
};

/** The article by which an overpayment of a programme is to be returned. */
export const returnArticle = (programme: BenefitProgrammeCode): string => RULES[programme].returned;

/** How much of each payment may be kept back, and where that stands. */
export interface Withholding {
  readonly share: Decimal;
  readonly article: string;
}

const refused = (field: string, message: string): Refused => new Refused('WITHHOLDING_NOT_ALLOWED', field, message);

/** Refuses to keep anything back where the law does not allow it, naming the article. */
export function requireWithholding(programme: BenefitProgrammeCode, applied: boolean): Withholding {
  const { share, article, onApplication } = RULES[programme];
  if (share === null) throw refused('input.method', `Nothing is kept back from this benefit: it is returned voluntarily, or by a court's decision (${article}).`);
  if (onApplication && !applied) throw refused('input.recipientApplied', `Kept back on the recipient's application only (${article}).`);
  return { share: new Decimal(share), article };
}

/** Refuses an instalment that takes more of a payment than the law allows. */
export function requireWithinShare({ share, article }: Withholding, instalment: Decimal, net: Decimal, field: string): void {
  const most = net.times(share).toDecimalPlaces(2, Decimal.ROUND_DOWN);
  if (instalment.lessThanOrEqualTo(most)) return;
  throw refused(field, `At most ${share.times(100).toFixed()} % of the month's payment may be kept back (${article}).`);
}
