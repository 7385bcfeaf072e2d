import type { Births } from '../births.js';
import type { Draft } from '../draft.js';
import { makeFamily } from '../family.js';
import { parentages } from '../parentage.js';
import type { AnomalyKind } from './kind.js';
import { Planting } from './planting.js';
import { Scene } from './scene.js';

/** Tells a household that is made for an error. */
export function tellPlanted(draft: Draft, kind: AnomalyKind, births: readonly Births[]): Planting {
  const families = births.map((days, i) => makeFamily(draft, days, i, true));
  const anomaly = kind.tell(new Scene(draft, families, draft.random('anomaly')));
  if (kind.tellsParentage !== true) for (const family of families) parentages(draft, family, 'PLAIN');
  return new Planting(kind, anomaly);
}
