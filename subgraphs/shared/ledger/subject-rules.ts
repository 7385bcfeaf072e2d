import type { SubgraphContext } from '../context.js';

/** IINs of the people whom an object's own fields are about; looked up where the object does not know them. */
export type SubjectsOf<T> = (object: T, context: SubgraphContext) => readonly string[] | Promise<readonly string[]>;

/** Whom the objects of one GraphQL type are about. */
export interface SubjectRule {
  readonly own: SubjectsOf<never>;
  /** Whether they are also about those whom the object is about through which they were reached. */
  readonly above: boolean;
}

/**
 * Whose data a subgraph's schema shows, by GraphQL type name. A type in neither list is about whomever the object is about
 * that it belongs to: a name, a sum of money.
 */
export interface Subjects {
  readonly of: Readonly<Record<string, SubjectRule>>;
  /** Types that say nothing of anybody, wherever they are reached: reference data. */
  readonly nobody: readonly string[];
}

/** Types every subgraph may have that say nothing of anybody: pages of a list, the answer to a mutation that was not made. */
const SHARED = /(Connection|Edge)$|^(PageInfo|Refusal)$/;

export const isAboutNobody = ({ nobody }: Subjects, type: string): boolean => SHARED.test(type) || nobody.includes(type);

/** About exactly these people. */
export const about = <T>(own: SubjectsOf<T>): SubjectRule => ({ own, above: false });

/** About these people, and whomever the object above is about. */
export const alsoAbout = <T>(own: SubjectsOf<T>): SubjectRule => ({ own, above: true });

/** About the person whose key it has. */
export const aboutKey = about(({ iin }: { iin: string }) => [iin]);
