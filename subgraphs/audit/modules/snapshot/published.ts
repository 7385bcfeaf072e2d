import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROGRAMMES, type ProgrammeName } from '../../../shared/access/viewer.js';
import type { Derivation, ExportType } from '../../../shared/export/export-view.js';
import { projectRoot } from '../../../shared/project.js';

/** A column of a view, as its subgraph publishes it. */
export interface PublishedColumn {
  readonly name: string;
  readonly type: ExportType;
  readonly description: string;
}

/** A view that a subgraph publishes for auditors. */
export interface PublishedView {
  readonly source: ProgrammeName;
  readonly view: string;
  readonly description: string;
  readonly columns: readonly PublishedColumn[];
  /** How a snapshot computes it from others, where it does not read it. */
  readonly derived?: Derivation;
}

/** Everything that one subgraph publishes, and the checksum of the file that says so. */
export interface Publication {
  readonly source: ProgrammeName;
  /** SHA-256 of `schema/exports/<source>.json`, in hexadecimal. */
  readonly sha256: string;
  readonly views: readonly PublishedView[];
  /** What is read for derivations alone. */
  readonly parts?: readonly PublishedView[];
}

type ViewTexts = Readonly<Record<string, { readonly description: string; readonly columns: Readonly<Record<string, { readonly type: ExportType; readonly description: string }>>; readonly derived?: Derivation }>>;

interface ExportText {
  readonly views: ViewTexts;
  readonly parts?: ViewTexts;
}

const viewsOf = (source: ProgrammeName, views: ViewTexts): PublishedView[] =>
  Object.entries(views).map(([view, { description, columns, derived }]) => ({
    source,
    view,
    description,
    columns: Object.entries(columns).map(([name, { type, description: meaning }]) => ({ name, type, description: meaning })),
    ...(derived === undefined ? {} : { derived }),
  }));

function publicationOf(source: ProgrammeName, file: string): Publication {
  const text = readFileSync(file, 'utf8');
  const { views, parts = {} } = JSON.parse(text) as ExportText;
  return {
    source,
    sha256: createHash('sha256').update(text).digest('hex'),
    views: viewsOf(source, views),
    parts: viewsOf(source, parts),
  };
}

/** What the subgraphs publish, as the files beside the schema say: audit sees nothing else of them. */
export const publications = (folder = path.join(projectRoot(), 'schema/exports')): Publication[] =>
  PROGRAMMES.map((source) => [source, path.join(folder, `${source}.json`)] as const)
    .filter(([, file]) => existsSync(file))
    .map(([source, file]) => publicationOf(source, file));

/** How a rule names a view: the schema of its source, which needs no quotes, and its name. */
export const schemaOf = (source: ProgrammeName): string => source.replaceAll('-', '_');
