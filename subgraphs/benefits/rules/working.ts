import type { CivilDate } from '../../shared/clock.js';
import { text } from '../../shared/rules/text.js';
import { NotCovered, Working as SharedWorking } from '../../shared/rules/working.js';
import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';
import type { BenefitFacts } from './facts.js';

/** Where a rule of the Social Code computes one case. */
export class Working extends SharedWorking<BenefitProgrammeCode, BenefitFacts> {
  protected override readonly otherDay = 'facts.rightArisesOn';

  /** The day the right arose; the day asked about when nothing is said, and then the explanation says so. Not later. */
  rightArisesOn(): CivilDate {
    const day = this.find('rightArisesOn');
    if (day === null) {
      this.note(text(
        'Құқық туындаған күн көрсетілмеген: сұралған күн алынды.',
        'День возникновения права не указан: взят день вопроса.',
        'No day on which the right arose was given: the day asked about is taken.',
      ));
      return this.on;
    }
    const { from } = this.book.covered;
    if (day > this.on || day < from) throw new NotCovered('facts.rightArisesOn', from, this.on);
    return day;
  }
}
