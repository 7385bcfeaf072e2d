import type { ExportViews } from '../../../shared/export/export-view.js';
import { keyedViews } from '../../../shared/export/migration.js';
import { CASES, PREVENTION, SURVEY } from './2026-12-02/prevention-views.js';
import { PROJECT_PLAN, PROJECT_STAGE, TARGET } from './2026-12-02/project-journal-views.js';
import { PROJECTS } from './2026-12-02/project-views.js';
import { APPLICATION, ENROLMENT } from './2026-12-02/pupil-views.js';
import { INTAKE, ROLL, SCHOOLS } from './2026-12-02/school-views.js';

/*
 * What auditors read of schools, as migration 20261202300000 makes it: never edit this list and its folder; a change is another list with
 * a migration of its own.
 */

export const EXPORT_VIEWS_2026_12_02: ExportViews = keyedViews({
  school: SCHOOLS,
  school_roll: ROLL,
  school_enrolment: ENROLMENT,
  school_application: APPLICATION,
  school_intake: INTAKE,
  school_project: PROJECTS,
  school_project_stage: PROJECT_STAGE,
  school_project_plan: PROJECT_PLAN,
  school_target: TARGET,
  school_prevention: PREVENTION,
  school_survey: SURVEY,
  school_cases: CASES,
});
