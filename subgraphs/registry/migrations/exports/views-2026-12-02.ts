import type { ExportViews } from '../../../shared/export/export-view.js';
import { keyedViews } from '../../../shared/export/migration.js';
import { CHILD, CITIZENSHIP } from './2026-12-02/child-views.js';
import { BIRTH, GUARDIANSHIP, PARENTAGE, PARENTAL_RIGHT } from './2026-12-02/family-views.js';
import { DEATH, DEPARTURE } from './2026-12-02/life-views.js';

/*
 * What auditors read of the civil registry, as migration 20261202300000 makes it: never edit this list and its folder; a change is another
 * list with a migration of its own.
 *
 * Everything here is about lives, so every day is a month. What needs the day is computed here.
 */

export const EXPORT_VIEWS_2026_12_02: ExportViews = keyedViews({
  civil_child: CHILD,
  civil_citizenship: CITIZENSHIP,
  civil_death: DEATH,
  civil_departure: DEPARTURE,
  civil_parentage: PARENTAGE,
  civil_birth: BIRTH,
  civil_parental_right: PARENTAL_RIGHT,
  civil_guardianship: GUARDIANSHIP,
});
