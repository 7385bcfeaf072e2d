import { describe, expect, it } from 'vitest';
import { PROGRAMMES, type ProgrammeName } from '../../../shared/access/viewer.js';
import { LANGUAGES, inLanguage } from '../../../shared/language.js';
import { publications, schemaOf } from '../snapshot/published.js';
import { AUDIT_RULES } from './rules.js';

/** What the field numbers, and what stands for it where the Code treats cases differently. */
const NUMBERED = [
  'R1a', 'R1b', 'R1c', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15', 'R16a', 'R16b', 'R16c', 'R16d', 'R16e', 'R17',
  ...Array.from({ length: 13 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`), ...Array.from({ length: 20 }, (_, i) => `F${String(i + 1).padStart(2, '0')}`), 'E01', 'E02', 'E03', 'E04', 'E05', 'E06',
];

/** Views by the names that rules have for them. */
const VIEWS = new Map<string, ProgrammeName>(publications().flatMap(({ source, views }) => views.map(({ view }) => [`${schemaOf(source)}.${view}`, source] as const)));

it('every number of the field is there, once, and its order is kept', () => {
  const ids = AUDIT_RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !id.startsWith('X'))).toEqual(NUMBERED);
});

describe.each(AUDIT_RULES)('$id', ({ version, title, remedy, legalBasis, programmes, answeredBy, sql }) => {
  it('says in three languages what it finds and what has to be done', () => {
    for (const text of [title, remedy]) expect(new Set(LANGUAGES.map((language) => inLanguage(text, language).trim())).size).toBe(LANGUAGES.length);
    expect(LANGUAGES.flatMap((language) => [title, remedy].map((text) => inLanguage(text, language))).filter((text) => text === '' || text.endsWith('.'))).toEqual([]);
    for (const text of [title, remedy]) expect([/[А-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ]/.test(text.en), /[ӘәІіҢңҒғҮүҰұҚқӨөҺһ]/.test(text.kk), /[ӘәІіҢңҒғҮүҰұҚқӨөҺһ]/.test(text.ru)]).toEqual([false, true, false]);
    expect([version >= 1 && Number.isInteger(version), legalBasis]).toEqual([true, expect.stringMatching(/\w/)]);
  });

  it('names whose views it reads, all of them and no more; one of them answers', () => {
    const read = [...sql.matchAll(new RegExp(`\\b(?:${PROGRAMMES.map(schemaOf).join('|')})\\.[a-z_]+`, 'g'))].map(([name]) => name);
    expect(read.filter((name) => !VIEWS.has(name))).toEqual([]);
    expect(new Set(read.map((name) => VIEWS.get(name)))).toEqual(new Set(programmes));
    expect(programmes).toContain(answeredBy);
  });

  it('has nothing arbitrary in it, nor of the clock', () => expect(sql).not.toMatch(/\b(?:random|now|today|current_date|current_timestamp|uuid|first|last|arbitrary)\s*\(|any_value\((?![^)]* order by )/));
});
