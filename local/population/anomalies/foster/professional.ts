import { dateOf, years } from '../../calendar.js';
import { stage } from '../../care.js';
import { strangers } from '../../carers.js';
import { placeChildren } from '../../placement.js';
import { at } from '../../random.js';
import type { AnomalyKind } from '../kind.js';
import { careOf } from '../placed.js';
import { aged, type Scene } from '../scene.js';
import { familyOf, placementOf } from './foster-rows.js';

/** Every family's children with one professional foster family, found for the first of them. */
function together({ draft, families, family, random }: Scene, from: number, couple: boolean, ages: { atLeast: number; atMost: number }): readonly string[] {
  const carers = strangers(draft, family, from, couple, ages, random);
  const place = stage({ form: 'PROFESSIONAL_FOSTER', from }, 0, draft, carers);
  families.forEach((one, i) => placeChildren(draft, one, [{ ...place, act: `${place.act}/${i + 1}` }], { reason: 'NEGLECT', returned: null, shielded: false }));
  return place.carers;
}

export const tooManyChildren: AnomalyKind = {
  code: 'PRO_FOSTER_TOO_MANY',
  rules: ['F02'],
  programmes: ['foster-families'],
  title: 'Five children of five families live with one professional foster family',
  births: (asOf, random) => Array.from({ length: 5 }, () => aged(asOf, random, [4, 14])),
  tell: (scene) => {
    const from = scene.recently();
    const carers = together(scene, from, true, { atLeast: 31, atMost: 62 });
    const children = scene.children.map(({ iin }) => iin);
    return {
      child: at(children, 4),
      others: [...children.slice(0, 4), ...carers],
      what: 'There are five children who are not siblings; four may be.',
      dates: { placed: dateOf(from) },
      plant: { 'foster-families': (rows, context) => [{ table: 'foster_family', key: { family: familyOf(rows, context, at(children, 0)) }, column: null, expected: 4, planted: children.length }] },
    };
  },
};

export const carerOutsideAges: AnomalyKind = {
  code: 'PRO_FOSTER_CARER_AGE',
  rules: ['F03'],
  programmes: ['foster-families'],
  title: 'A professional foster carer was younger than 30 or older than 63 at the contract',
  births: (asOf, random) => [aged(asOf, random, [6, 12])],
  tell: (scene) => {
    const from = scene.recently();
    const ages = scene.random.happens(0.5) ? { atLeast: 64, atMost: 68 } : { atLeast: 25, atMost: 28 };
    const [child, [carer = '']] = [scene.child().iin, together(scene, from, false, ages)];
    return {
      child,
      others: [carer],
      what: 'The carer\'s age is outside of 30 to 63.',
      dates: { contract: dateOf(from) },
      plant: { 'foster-families': (rows, context) => [{ table: 'placement', key: { ...placementOf(rows, context, child).key, carer }, column: 'family_id', expected: null, planted: carer }] },
    };
  },
};

export const contractOverdue: AnomalyKind = {
  code: 'PRO_FOSTER_OVERDUE',
  rules: ['F06'],
  programmes: ['foster-families'],
  title: 'A professional foster contract goes on after its extension',
  births: (asOf, random) => [aged(asOf, random, [6, 12])],
  tell: (scene) => {
    const from = scene.asOf - years(1) - scene.random.between(25, 85);
    const child = scene.child().iin;
    const [first] = careOf(scene, scene.children, 'NEGLECT', [{ form: 'PROFESSIONAL_FOSTER', from }]);
    return {
      child,
      others: first?.carers ?? [],
      what: 'Twice six months are over, and the child is still there.',
      dates: { placed: dateOf(from) },
      plant: {
        'foster-families': (rows, context) => {
          const { row, key } = placementOf(rows, context, child);
          return [{ table: 'placement', key, column: 'valid_to', expected: row.get('planned_until'), planted: null }];
        },
      },
    };
  },
};
