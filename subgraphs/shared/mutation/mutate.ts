import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../access/own-record.js';
import type { Purpose } from '../access/purposes.js';
import { registerRegions } from '../access/regions.js';
import type { Role, Viewer } from '../access/viewer.js';
import { requireRole, type SubgraphContext } from '../context.js';
import type { Written } from '../database/database.js';
import { clientError } from '../errors.js';
import { forgetLoaded } from '../loader.js';
import { keepEffect, takeKey, type KeyedInput, type Reference } from './idempotency.js';
import { namedIins } from './input-mac.js';
import type { MutationInput } from './input.type.js';
import { Refused } from './refusal.js';
import { Refusal, refusalOf } from './refusal.type.js';

/** A mutation of a ministry's register: who may ask it, and why. */
export interface MutationRule {
  /** Schema coordinate, e.g. `Mutation.registerBirth`. */
  readonly coordinate: `Mutation.${string}`;
  readonly roles: readonly Role[];
  readonly purpose: Purpose;
  /** Whether an official's own record may be what it changes: approvals, which ask a second person themselves. */
  readonly ownRecord?: true;
}

/** What the work of a mutation did. */
export interface Done<R extends Reference> {
  /** What the answer is made of, now and whenever the request is repeated: internal keys, never an IIN. */
  readonly reference: R;
  /** IINs of everybody whose records it changed, for the ledger. */
  readonly subjects: readonly string[];
  /** IINs of its input that nobody has any more. */
  readonly retired?: readonly string[];
}

/** The work of a mutation, inside its transaction and under the viewer's regions; throws `Refused` to say no. */
export type Work<R extends Reference> = (em: EntityManager, viewer: Viewer) => Promise<Done<R>>;

/**
 * Carries out a mutation: checks role and purpose, then in one transaction takes the idempotency key, does the work and
 * leaves the record in the ledger. Officials change nothing of their own, whatever the input names it by. A repeated request gets its first answer. A refusal rolls the work back to its beginning,
 * and is recorded itself.
 */
export async function mutate<R extends Reference>(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<R>): Promise<R | Refusal> {
  const viewer = requireRole(context, rule.roles);
  requirePurpose(context, rule);
  const request = { coordinate: rule.coordinate, client: viewer.client, subject: viewer.subject, idempotencyKey: input.idempotencyKey, input };
  const outcome = await insistently(() =>
    context.database.write<R | Refusal>(registerRegions(viewer), (em) => orRefusal(em, request, () => once(em, request, () => ofOthers(viewer, rule, () => work(em, viewer))))),
  );
  // What this request has read so far may be what it has changed now.
  forgetLoaded(context);
  return outcome;
}

/** What the server says when it has rolled back one of two transactions that stood in each other's way: deadlock, serialization failure. */
const STOOD_IN_THE_WAY: ReadonlySet<unknown> = new Set(['40P01', '40001']);
const ATTEMPTS = 3;

/** Runs a transaction again that gave way to another; nothing of it has happened. */
async function insistently<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS || !STOOD_IN_THE_WAY.has((error as { code?: unknown }).code)) throw error;
    }
  }
}

/** A role may name several purposes, and a field class may be open under more than one of them: a write has one. */
function requirePurpose(context: SubgraphContext, { purpose }: MutationRule): void {
  if (context.purpose !== purpose) throw clientError('PURPOSE_NOT_ALLOWED', `This mutation is open under the purpose ${purpose} only.`);
}

/** Whose record it is that an id of the input stands for, only the work knows. */
async function ofOthers<R extends Reference>(viewer: Viewer, { ownRecord }: MutationRule, work: () => Promise<Done<R>>): Promise<Done<R>> {
  const done = await work();
  if (ownRecord === undefined) refuseOwn(viewer, done.subjects);
  return done;
}

async function once<R extends Reference>(em: EntityManager, request: KeyedInput, work: () => Promise<Done<R>>): Promise<Written<R>> {
  const taken = await takeKey(em, request);
  // The table is keyed by the mutation, so what it kept is what this mutation made.
  if (taken.used) return { result: taken.reference as R, entry: null };
  const { reference, subjects, retired = [] } = await work();
  await keepEffect(em, taken.key, request.input, reference, retired);
  return { result: reference, entry: { coordinate: request.coordinate, subjects } };
}

/** A savepoint of our own and not a nested transaction of the ORM's, which would be another entity manager than the write's. */
async function orRefusal<T>(em: EntityManager, { coordinate, input }: KeyedInput, work: () => Promise<Written<T>>): Promise<Written<T | Refusal>> {
  await em.execute('savepoint mutation');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await em.execute('rollback to savepoint mutation');
    em.clear();
    return { result: refusalOf(error), entry: { coordinate, subjects: namedIins(input), refusal: error.code } };
  }
}
