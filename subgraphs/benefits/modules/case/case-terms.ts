import type { CivilDate } from '../../../shared/clock.js';
import { addWorkingDays } from '../../../shared/working-days/working-days.js';
import { serviceDays } from '../../rules/service-terms.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

/** The terms that begin with an application, or the consent that takes its place. */
export const termsFrom = (programme: BenefitProgrammeCode, appliedOn: CivilDate): { readonly noticeBy: CivilDate; readonly decideBy: CivilDate } => ({
  noticeBy: addWorkingDays(appliedOn, serviceDays('NOTICE_OF_MISSING_PAPERS', programme, appliedOn)),
  decideBy: addWorkingDays(appliedOn, serviceDays('DECISION', programme, appliedOn)),
});
