import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { openClerk } from '../../../../subgraphs/schools/modules/bulk/clerk.js';
import { importFile, type ImportKind } from '../../../../subgraphs/schools/modules/bulk/import-file.js';
import { binOf } from '../../../../subgraphs/schools/seed/schools.js';
import type { Clerk } from '../../../../subgraphs/shared/bulk/clerk.js';
import type { ImportCount } from '../../../../subgraphs/shared/import/csv-import.js';
import type { FreshDatabase } from '../../../support/database.js';
import type { TestSubgraph } from '../../../support/subgraph.js';

export type Cells = Readonly<Record<string, string>>;

export const [HERE, DISTRICT, ELSEWHERE, OTHER_DISTRICT] = ['750000000', '751410000', '710000000', '711110000'] as const;

/** A card as the national database could have it. */
export const card = (number: number, more: Cells = {}): Cells => ({
  nobdId: `N-${number}`, bin: binOf(number, '14'), districtKato: DISTRICT, nameKk: `№ ${number} мектеп`, nameRu: `Школа № ${number}`, nameEn: `School No. ${number}`, type: 'SECONDARY', ownership: 'STATE', rural: 'false',
  designCapacity: '300', shifts: '2', buildingState: 'NORMAL', languages: 'KK RU', stemLab: 'true', openedOn: '2000-09-01', ...more,
});

export const place = (iin: string, school: number, more: Cells = {}): Cells =>
  ({ schoolNobdId: `N-${school}`, iin, classNumber: '5', letter: 'А', shift: '1', language: 'KK', validFrom: '2026-09-01', validTo: '', leaveReason: '', ...more });

export interface Imported extends ImportCount {
  readonly rejects: readonly string[];
}

/** Files on their way into a register and out of it, and staff at work with them. */
export class FileDesk {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-nobd-'));
  readonly #clerks: Clerk[] = [];

  constructor(private readonly schools: TestSubgraph) {}

  async clerk(claims: Readonly<Record<string, unknown>> = {}, kind = 'import', database: FreshDatabase = this.schools.database): Promise<Clerk> {
    const { issuer, ledgerKey, clock } = this.schools;
    const token = await issuer.token('ministry:schools', { claims });
    const clerk = await openClerk({ databaseUrl: database.appUrl, ledgerKey, tokens: issuer.tokens, token }, kind, clock);
    this.#clerks.push(clerk);
    return clerk;
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  write(rows: readonly Cells[], name = 'in.csv'): string {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    writeFileSync(this.file(name), stringify([...rows], { header: true, columns }));
    return this.file(name);
  }

  rows(name: string): Cells[] {
    return parse(readFileSync(this.file(name), 'utf8'), { columns: true }) as Cells[];
  }

  async import(clerk: Clerk, kind: ImportKind, rows: readonly Cells[], dryRun = false): Promise<Imported> {
    const rejects = this.file('rejects.csv');
    const count = await importFile(clerk, { kind, file: this.write(rows), rejects, dryRun });
    return { ...count, rejects: existsSync(rejects) ? this.rows('rejects.csv').map(({ line, code, field, reason }) => `${line} ${code} ${field} ${reason}`) : [] };
  }

  async close(): Promise<void> {
    await Promise.all(this.#clerks.map((clerk) => clerk.close()));
    rmSync(this.folder, { recursive: true });
  }
}
