import type { ExportView, ExportViews } from '../../../shared/export/export-view.js';
import { KEYED } from '../../../shared/export/migration.js';
import { CASES, PREVENTION, SURVEY } from './2026-12-02/prevention-views.js';
import { PROJECT_PLAN, PROJECT_STAGE, PROJECTS, TARGET } from './2026-12-02/project-views.js';
import { APPLICATION, ENROLMENT } from './2026-12-02/pupil-views.js';
import { INTAKE, ROLL, SCHOOLS } from './2026-12-02/school-views.js';

/*
 * What auditors read of schools, as migration 20261202300000 makes it: never edit this list and its folder; a change is another list with
 * a migration of its own.
 */

const keyed = (view: ExportView): ExportView => ({ ...view, from: `${view.from} and ${KEYED}` });

export const EXPORT_VIEWS_2026_12_02: ExportViews = {
  school: keyed(SCHOOLS),
  school_roll: keyed(ROLL),
  school_enrolment: keyed(ENROLMENT),
  school_application: keyed(APPLICATION),
  school_intake: keyed(INTAKE),
  school_project: keyed(PROJECTS),
  school_project_stage: keyed(PROJECT_STAGE),
  school_project_plan: keyed(PROJECT_PLAN),
  school_target: keyed(TARGET),
  school_prevention: keyed(PREVENTION),
  school_survey: keyed(SURVEY),
  school_cases: keyed(CASES),
};
