import { makeAdult } from '../../adult.js';
import { dateOf, years } from '../../calendar.js';
import { LAST_ADULT_BIRTH } from '../../draft.js';
import type { AnomalyKind } from '../kind.js';
import { aged } from '../scene.js';

export const adopterTooYoung: AnomalyKind = {
  code: 'ADOPTION_AGE_GAP',
  rules: ['F15'],
  programmes: ['registry'],
  title: 'An adoptive father is less than 16 years older than the child',
  births: (asOf, random) => [aged(asOf, random, [8.5, 11])],
  tellsParentage: true,
  tell: (scene) => {
    const { draft, family, mother, random } = scene;
    const child = scene.child();
    const born = Math.min(child.born - years(11) - random.between(0, years(4)), LAST_ADULT_BIRTH);
    // The father whom a scene always has is nobody here.
    draft.lives.splice(draft.lives.indexOf(scene.father), 1);
    const adopter = makeAdult(draft, { born, sex: 'MALE', book: family.book, surname: family.surname, home: family.home }, random);
    const from = dateOf(scene.asOf - years(1) - random.between(0, 300));
    for (const [parent, role] of [[mother, 'MOTHER'], [adopter, 'FATHER']] as const) {
      draft.facts.parentages.push({ child: child.iin, parent: parent.iin, role, basis: 'ADOPTION', from, to: null, restrictions: [] });
    }
    return {
      child: child.iin,
      others: [adopter.iin, mother.iin],
      what: 'The adopter is no step-parent and less than 16 years older.',
      dates: { adopted: from },
      plant: { registry: () => [{ table: 'parentage', key: { iin: child.iin, parent: adopter.iin, role: 'FATHER' }, column: 'parent_iin', expected: null, planted: adopter.iin }] },
    };
  },
};
