import { exports as benefits } from '../subgraphs/benefits/exports.js';
import { exports as fosterFamilies } from '../subgraphs/foster-families/exports.js';
import { exports as registry } from '../subgraphs/registry/exports.js';
import { exports as savings } from '../subgraphs/savings/exports.js';
import { exports as schools } from '../subgraphs/schools/exports.js';
import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { EXPORT_SETTINGS, type Derivation, type ExportType, type ExportViews } from '../subgraphs/shared/export/export-view.js';

/** What each subgraph publishes for auditors. */
export const EXPORTS: Readonly<Partial<Record<SubgraphName, ExportViews>>> = { registry, benefits, savings, 'foster-families': fosterFamilies, schools };

interface ExportedView {
  readonly description: string;
  readonly columns: Readonly<Record<string, { readonly type: ExportType; readonly description: string }>>;
  /** How a snapshot computes it; not there where it reads the rows. */
  readonly derived?: Derivation;
}

/** What auditors may read of a subgraph, as `schema/exports/<subgraph>.json` has it. */
export interface ExportFile {
  readonly title: string;
  readonly description: string;
  /** What the session must have set before it reads. */
  readonly settings: Readonly<Record<string, string>>;
  readonly views: Readonly<Record<string, ExportedView>>;
  /** What is read for derivations alone; not there where there is none. */
  readonly parts?: Readonly<Record<string, ExportedView>>;
}

const viewsOf = (views: ExportViews): ExportFile['views'] =>
  Object.fromEntries(Object.entries(views).map(([name, { description, columns, derived }]) => {
    const described = Object.entries(columns).map(([column, { type, description: meaning }]) => [column, { type, description: meaning }] as const);
    return [name, { description, columns: Object.fromEntries(described), ...(derived === undefined ? {} : { derived }) }];
  }));

const only = (views: ExportViews, parts: boolean): ExportViews => Object.fromEntries(Object.entries(views).filter(([, { part = false }]) => part === parts));

const partsOf = (views: ExportViews): Pick<ExportFile, 'parts'> => (Object.keys(views).length === 0 ? {} : { parts: viewsOf(views) });

const fileOf = (name: string, views: ExportViews): ExportFile => ({
  title: name,
  description: `Views of schema audit_export in the database of ${name}, read as ${name}_audit. Nobody's name, IIN, address or day of birth stands in them.`,
  settings: EXPORT_SETTINGS,
  views: viewsOf(only(views, false)),
  ...partsOf(only(views, true)),
});

/** File name under schema/ → text. */
export const exportFiles = (all: Readonly<Partial<Record<string, ExportViews>>> = EXPORTS): ReadonlyMap<string, string> =>
  new Map(Object.entries(all).flatMap(([name, views]) => (views === undefined ? [] : [[`exports/${name}.json`, `${JSON.stringify(fileOf(name, views), null, 2)}\n`]])));
