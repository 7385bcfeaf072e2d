import { addDays } from '../../../../subgraphs/shared/calendar.js';
import { dateOf, years } from '../../calendar.js';
import { loseParents } from '../../loss.js';
import { at } from '../../random.js';
import type { AnomalyKind } from '../kind.js';
import { careOf, orphaned } from '../placed.js';
import { aged } from '../scene.js';
import { placementOf } from './foster-rows.js';

export const siblingsApart: AnomalyKind = {
  code: 'SIBLINGS_APART',
  rules: ['F05'],
  programmes: ['foster-families'],
  title: 'Two siblings are with two guardians',
  births: (asOf, random) => [aged(asOf, random, [8, 12], [4, 6])],
  tell: (scene) => {
    const [elder, younger, from] = [scene.child(0), scene.child(1), scene.asOf - years(1) - scene.random.between(0, 500)];
    loseParents(scene.draft, scene.family, 'RIGHTS_DEPRIVED', from - 15, null, scene.random);
    const stages = [elder, younger].flatMap((child) => careOf(scene, [child], 'RIGHTS_DEPRIVED', [{ form: 'GUARDIANSHIP', from }]));
    const [child = '', sibling = ''] = [elder.iin, younger.iin].sort();
    return {
      child: younger.iin,
      others: [elder.iin, ...stages.flatMap(({ carers }) => carers)],
      what: 'No reason why they should be apart is on record.',
      dates: { placed: dateOf(from) },
      plant: {
        'foster-families': (rows, context) => {
          const [mine, theirs] = [placementOf(rows, context, child).row, placementOf(rows, context, sibling).row];
          return [{ table: 'placement', key: { child, sibling }, column: 'family_id', expected: theirs.get('family_id'), planted: mine.get('family_id') }];
        },
      },
    };
  },
};

export const recordedLate: AnomalyKind = {
  code: 'PLACEMENT_RECORDED_LATE',
  rules: ['F07'],
  programmes: ['foster-families'],
  title: 'A placement stands in the databank weeks after it began',
  births: (asOf, random) => [aged(asOf, random, [6, 14])],
  tell: (scene) => {
    // The term was set by an order of 29 August 2025.
    const from = scene.asOf - scene.random.between(60, 380);
    const [child, recorded] = [scene.child().iin, dateOf(from + scene.random.between(10, 40))];
    orphaned(scene, 'RIGHTS_DEPRIVED', [{ form: 'INSTITUTION', from }]);
    return {
      child,
      others: [],
      what: 'The record is due within one working day.',
      dates: { placed: dateOf(from), recorded },
      plant: {
        'foster-families': (rows, context) => {
          const { row, key } = placementOf(rows, context, child);
          row.set({ recorded_at: recorded });
          return [{ table: 'placement', key, column: 'recorded_at', expected: addDays(dateOf(from), 1), planted: recorded }];
        },
      },
    };
  },
};

export const deadInPlacement: AnomalyKind = {
  code: 'PLACEMENT_AFTER_DEATH',
  rules: ['F12'],
  programmes: ['foster-families'],
  title: 'A dead ward is still on the guardianship body\'s books',
  births: (asOf, random) => [aged(asOf, random, [6, 12])],
  tell: (scene) => {
    const [child, from, on] = [scene.child(), scene.asOf - years(3), scene.recently()];
    scene.dies(child, on, 4);
    const [first] = orphaned(scene, 'RIGHTS_DEPRIVED', [{ form: 'GUARDIANSHIP', from }]);
    return {
      child: child.iin,
      others: [at(first?.carers ?? [], 0)],
      what: 'The placement was not ended when the ward died.',
      dates: { death: dateOf(on) },
      plant: {
        'foster-families': (rows, context) => {
          const { row, key } = placementOf(rows, context, child.iin);
          const expected = row.get('valid_to');
          row.set({ valid_to: null, end_reason: null });
          return [{ table: 'placement', key, column: 'valid_to', expected, planted: null }];
        },
      },
    };
  },
};
