import { text } from '../../shared/rules/text.js';
import type { CareWorking } from './rule.js';

/** For how many children; one where nothing is said, and then the explanation says so. */
export function wardsOrOne(w: CareWorking): number {
  const wards = w.find('wards');
  if (wards === null) w.note(text('Балалар саны көрсетілмеген: бір балаға есептелді.', 'Число детей не указано: взято на одного ребёнка.', 'The number of children was not given: for one child.'));
  return wards ?? 1;
}
