import {
  defaultFieldResolver,
  getNamedType,
  isCompositeType,
  isObjectType,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { SubgraphContext } from '../context.js';
import { iinsIn } from './iin-arguments.js';
import type { AccessJournal, People } from './journal.js';
import { reasonOf } from './refusal-reason.js';
import { isAboutNobody, type SubjectRule, type Subjects } from './subject-rules.js';

type Field = GraphQLField<unknown, SubgraphContext>;
type Resolver = GraphQLFieldResolver<unknown, SubgraphContext>;

/** What is worked out once about a field. */
interface Observed {
  readonly coordinate: string;
  readonly outcome: 'RELEASED' | 'INTERNAL';
  /** Of the type that it returns; undefined where that has none of its own. */
  readonly returned: SubjectRule | undefined;
}

/** Federation's machinery: what entities it hands out is seen field by field. */
const MACHINERY: ReadonlySet<string> = new Set(['_entities', '_service']);

/**
 * Lets every field note what became of it: released, served to another programme, or refused. Comes after `guardFields`,
 * whose refusals are noted too. No resolver can forget it: a type is about somebody unless it is declared to be about nobody.
 */
export function observeFields(schema: GraphQLSchema, subjects: Subjects): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()) as Field[]) {
      const resolve = observing(schema, type, field, subjects);
      if (resolve !== null) field.resolve = resolve;
    }
  }
}

/** An entity that is refused before any of its fields is asked; it is about whoever's key was named. */
export async function observeReference(type: string, representation: { readonly iin?: unknown }, context: SubgraphContext, resolve: () => unknown): Promise<unknown> {
  try {
    return await resolve();
  } catch (error) {
    const { iin } = representation;
    const people = typeof iin === 'string' ? context.journal.about([iin], null) : context.journal.nobody;
    noteRefused(error, people, type);
    throw error;
  }
}

function observing(schema: GraphQLSchema, type: GraphQLObjectType, field: Field, subjects: Subjects): Resolver | null {
  const resolve = field.resolve ?? defaultFieldResolver;
  const observed = observedOf(type, field, subjects);
  if (type === schema.getMutationType()) return rootResolver(observed, field, resolve, false);
  if (type === schema.getQueryType()) return MACHINERY.has(field.name) ? null : rootResolver(observed, field, resolve, true);
  if (!isAboutNobody(subjects, type.name)) return personResolver(observed, subjects.of[type.name], resolve);
  const returned = getNamedType(field.type);
  return isCompositeType(returned) && !isAboutNobody(subjects, returned.name) ? passingResolver(observed, resolve) : null;
}

function observedOf(type: GraphQLObjectType, field: Field, subjects: Subjects): Observed {
  const internal = isInternal(type.astNode?.directives) || isInternal(field.astNode?.directives);
  return { coordinate: `${type.name}.${field.name}`, outcome: internal ? 'INTERNAL' : 'RELEASED', returned: subjects.of[getNamedType(field.type).name] };
}

/** Served to the gateway only, for other programmes to compute with. */
const isInternal = (directives: readonly ConstDirectiveNode[] | undefined): boolean =>
  directives?.some(({ name }) => name.value === 'inaccessible' || name.value === 'external') ?? false;

/** A root field is about those whom its arguments name: to hear that there is nothing under an IIN is an answer, too. */
function rootResolver(observed: Observed, field: Field, resolve: Resolver, answers: boolean): Resolver {
  const asked = iinsIn(field.args);
  return (source, args: Record<string, unknown>, context, info) => {
    const iins = asked(args);
    const people = iins.length === 0 ? context.journal.nobody : context.journal.about(iins, null);
    return watch(() => resolve(source, args, context, info), {
      released: (value) => {
        if (answers) people.note(observed.outcome, observed.coordinate);
        noteReturned(value, null, observed, context);
      },
      failed: (error) => noteRefused(error, people, observed.coordinate),
    });
  };
}

/** A field of an object that is about people. */
function personResolver(observed: Observed, rule: SubjectRule | undefined, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const people = peopleAt(info.path.prev, source, rule, context);
    return watch(() => resolve(source, args, context, info), {
      released: (value) => {
        people?.note(observed.outcome, observed.coordinate);
        noteReturned(value, people, observed, context);
      },
      failed: (error) => noteRefused(error, people ?? context.journal.nobody, observed.coordinate),
    });
  };
}

/** A field of an object that is about nobody and leads to one that may be about somebody. */
function passingResolver(observed: Observed, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    if (info.path.prev !== undefined) context.journal.places.set(info.path.prev, null);
    return watch(() => resolve(source, args, context, info), {
      released: (value) => noteReturned(value, null, observed, context),
      failed: (error) => noteRefused(error, context.journal.nobody, observed.coordinate),
    });
  };
}

interface Watcher {
  readonly released: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

function watch(resolve: () => unknown, watcher: Watcher): unknown {
  const settled = (value: unknown): unknown => {
    if (value instanceof Error) watcher.failed(value);
    else watcher.released(value);
    return value;
  };
  const failed = (error: unknown): never => {
    watcher.failed(error);
    throw error;
  };
  try {
    const value = resolve();
    return isPromise(value) ? value.then(settled, failed) : settled(value);
  } catch (error) {
    return failed(error);
  }
}

const isPromise = (value: unknown): value is Promise<unknown> => typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

function noteRefused(error: unknown, people: People, coordinate: string): void {
  const reason = reasonOf(error);
  if (reason !== null) people.note('REFUSED', coordinate, reason);
}

/**
 * Whoever is named by what a field returns is told about by it, also when nothing else is asked of them. An item of a list may
 * be refused by itself.
 */
function noteReturned(value: unknown, above: People | null, observed: Observed, context: SubgraphContext): void {
  const refused = (error: unknown): void => noteRefused(error, above ?? context.journal.nobody, observed.coordinate);
  if (Array.isArray(value)) for (const item of value) noteReturned(item, above, observed, context);
  else if (isPromise(value)) value.then((item) => noteReturned(item, above, observed, context), refused);
  else if (value instanceof Error) refused(value);
  else if (observed.returned !== undefined && typeof value === 'object' && value !== null) peopleOf(value, observed.returned, above, context).note(observed.outcome, observed.coordinate);
}

/**
 * Whom the object at a place of the answer is about. graphql-js hands all fields of an object the same path, so that an object
 * which stands in two places is about the right people in each.
 */
function peopleAt(place: Place | undefined, source: unknown, rule: SubjectRule | undefined, context: SubgraphContext): People | null {
  if (place === undefined) return null;
  const { places } = context.journal;
  const known = places.get(place);
  if (known !== undefined) return known;
  const above = nearest(place.prev, places);
  const people = rule === undefined || typeof source !== 'object' || source === null ? above : peopleOf(source, rule, above, context);
  places.set(place, people);
  return people;
}

type Place = Parameters<Resolver>[3]['path'];

function nearest(place: Place | undefined, places: AccessJournal['places']): People | null {
  for (let at = place; at !== undefined; at = at.prev) {
    const known = places.get(at);
    if (known !== undefined) return known;
  }
  return null;
}

function peopleOf(object: object, rule: SubjectRule, above: People | null, context: SubgraphContext): People {
  const { objects } = context.journal;
  const reached = rule.above ? above : null;
  const known = objects.get(object);
  if (known !== undefined && known.rule === rule && known.above === reached) return known.people;
  const own = rule.own(object as never, context);
  // Whoever waits for the journal hears of a look-up that failed; until then nobody does.
  if (isPromise(own)) own.catch(() => undefined);
  const people = context.journal.about(own, reached);
  objects.set(object, { rule, above: reached, people });
  return people;
}
