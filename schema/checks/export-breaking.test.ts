import { describe, expect, it } from 'vitest';
import { column, type ExportViews } from '../../subgraphs/shared/export/export-view.js';
import { exportFiles, type ExportFile } from '../export-files.js';
import { exportLosses } from './export-breaking.js';

const subject = column('uuid', 'Whom.', 'x');
const fileOf = (views: ExportViews): ExportFile => JSON.parse(exportFiles({ tides: views }).get('exports/tides.json') ?? '') as ExportFile;
const view = (columns: ExportViews[string]['columns']): ExportViews => ({ high: { description: 'High water.', from: 'x', columns } });
const before = fileOf(view({ subject, at: column('date', 'When.', 'x') }));
const losses = (views: ExportViews): string[] => exportLosses(before, fileOf(views));

describe('what auditors would lose', () => {
  it('is nothing with other words or more columns', () => {
    expect(losses(view({ subject, at: column('date', 'On which day.', 'y'), how: column('integer', 'How high.', 'x') }))).toEqual([]);
  });

  it('is a column that is gone or of another type, and a view', () => {
    expect(losses(view({ subject }))).toEqual(['export tides: high.at is gone']);
    expect(losses(view({ subject, at: column('text', 'When.', 'x') }))).toEqual(['export tides: high.at is text and was date']);
    expect(losses({})).toEqual(['export tides: high is gone']);
    expect(exportLosses(before, null)).toEqual(['export tides: high is gone']);
  });
});
