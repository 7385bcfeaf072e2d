import { expect } from 'vitest';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { ALMATY, Authority, BODY, NATION, type Input, type SomeFamily } from './authority.js';

let authority: Authority;

/** A register of its own for one file of tests. */
export async function openDesk(): Promise<Authority> {
  authority = await Authority.start();
  return authority;
}

/* On 1 October 2026. */

export const OPTIONS = `query ($child: IIN!, $on: Date, $forms: [PlacementFormCode!], $apart: SiblingsApart, $barred: Boolean! = false, $first: Int! = 50) {
  placementOptions(childIin: $child, on: $on, forms: $forms, siblingsApart: $apart, includeBarred: $barred, first: $first) {
    standing barred children family { id carers { person { iin } } } candidates { id person { iin } } reasons { ...r } forms { form possible siblings { iin } reasons { ...r } } } }
  fragment r on OptionReason { code side text articles certainty condition }`;

interface Reason {
  readonly code: string;
  readonly side: string;
  readonly text: string;
  readonly articles: readonly string[];
  readonly condition: string | null;
}
interface Form {
  readonly form: string;
  readonly possible: boolean;
  readonly siblings: readonly { readonly iin: string }[];
  readonly reasons: readonly Reason[];
}
export interface Option {
  readonly standing: string;
  readonly barred: boolean;
  readonly children: number;
  readonly family: { readonly id: string } | null;
  readonly candidates: readonly object[];
  readonly reasons: readonly Reason[];
  readonly forms: readonly Form[];
}


export async function optionsOf(child: string, more: Input = {}, viewer: Viewer = NATION): Promise<readonly Option[] | null> {
  const { data, errors } = await authority.ask(OPTIONS, { child, ...more }, viewer);
  expect(errors).toEqual([]);
  return data?.['placementOptions'] as readonly Option[] | null;
}

export const inNeed = (iin: string, more: { district?: string; language?: string | null; needs?: string } = {}) => authority.rows(
  `insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, language, needs, source)
   select iin, 'IDENTIFIED', 'CITIZEN', '{ORPHAN}', left($2, 2) || '0000000', $2, $3, '2026-09-01', '2026-09-01', birth_date + interval '18 years', '2026-09-03', '2026-09-30', $4, $5, 'test' from known_child where iin = $1`,
  [iin, more.district ?? ALMATY, BODY, more.language ?? null, more.needs ?? '{}']);

export async function waiting(born = '2018-03-10', more: Parameters<typeof inNeed>[1] = {}): Promise<string> {
  const iin = await authority.child(born);
  await inNeed(iin, more);
  return iin;
}

export const brothers = (one: string, other: string) => authority.rows(`insert into care_sibling (iin, sibling_iin, source) values ($1, $2, 'test'), ($2, $1, 'test')`, [one, other]);
export const ofCarer = 'candidate_id in (select id from carer_candidate where iin = $1)';
export const candidates = (family: SomeFamily, change: string) => authority.rows(`update carer_candidate set ${change} where iin = any ($1)`, [family.carers]);
export const decided = (family: SomeFamily, form: string, suitable: boolean, day: string) => authority.rows(
  `insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source) select id, $2, $3, '{}', $4, 9, 'test' from carer_candidate where iin = $1`, [family.carers[0], form, suitable, day]);
export const paper = (carer: string | undefined, kind: string, holds: boolean, child: string | null = null) => authority.rows(
  `insert into carer_evidence (candidate_id, kind, holds, child_iin, valid_from, source) select id, $2, $3, $4, '2026-08-15', 'test' from carer_candidate where iin = $1`, [carer, kind, holds, child]);

export const placesOf = (options: readonly Option[] | null, ...families: readonly SomeFamily[]): string[] =>
  (options ?? []).flatMap(({ family }) => families.flatMap(({ id }, at) => (family?.id === id ? [String(at)] : [])));
export const withFamily = (options: readonly Option[] | null, { id }: SomeFamily): Option | undefined => options?.find(({ family }) => family?.id === id);
export const formIn = (option: Option | undefined, form: string): Form | undefined => option?.forms.find((one) => one.form === form);
export const codes = (reasons: readonly Reason[] | undefined, side: string): string[] => (reasons ?? []).filter((one) => one.side === side).map(({ code, condition }) => condition ?? code);
