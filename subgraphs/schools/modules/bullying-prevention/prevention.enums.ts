import { enumType, type EnumValue } from '../../../shared/enum.js';

export const PreventionProgramme = enumType('PreventionProgramme', 'A programme against bullying at school.', {
  KIVA: 'KiVa of the University of Turku: lessons, a yearly anonymous survey, a team that talks to those involved.',
  DOSBOL_LIKE: 'DosbolLIKE of the ministry\'s institute «Өркен»: complaint, analysis, plan of help, monitoring by the school\'s team.',
});
export type PreventionProgramme = EnumValue<typeof PreventionProgramme>;

export const PREVENTION_PROGRAMMES = Object.values(PreventionProgramme);

export const PreventionStage = enumType('PreventionStage', 'How far a school has come with a programme against bullying.', {
  SELECTED: 'Chosen for it.',
  TRAINED: 'Its team is trained.',
  BASELINE_SURVEY: 'Pupils were asked before it began.',
  DELIVERING: 'It is being carried out.',
  FOLLOWUP_SURVEY: 'Pupils were asked again.',
  SUSTAINED: 'It is part of the school\'s life.',
  WITHDRAWN: 'The school no longer takes part; it may be chosen again.',
});
export type PreventionStage = EnumValue<typeof PreventionStage>;

/** The stages on the way, in their order. */
const WAY: readonly PreventionStage[] = ['SELECTED', 'TRAINED', 'BASELINE_SURVEY', 'DELIVERING', 'FOLLOWUP_SURVEY', 'SUSTAINED'];

/** The stages that may follow one; null where the school has not taken part. Stages may be left out, none is gone back to. */
export function stagesAfter(stage: PreventionStage | null): readonly PreventionStage[] {
  return stage === null || stage === 'WITHDRAWN' ? ['SELECTED'] : [...WAY.slice(WAY.indexOf(stage) + 1), 'WITHDRAWN'];
}
