import type { Environment } from '../../../subgraphs/shared/environment.js';

/** Of Compose's interpolation what we use: a default, or a message for one that must be set. Empty counts as absent. */
const VARIABLE = /\$\{(?<name>\w+)(?::(?<kind>[-?])(?<rest>[^{}]*))?\}/g;

function valueOf(env: Environment, name: string, kind: string | undefined, rest: string): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  if (kind === '?') throw new Error(`${name}: ${rest}`);
  return kind === '-' ? rest : '';
}

function interpolateText(text: string, env: Environment): string {
  const done = text.replaceAll(VARIABLE, (_all, name: string, kind: string | undefined, rest: string) => valueOf(env, name, kind, rest));
  if (done.includes('$')) throw new Error(`not understood: ${text}`);
  return done;
}

/** A document with its variables replaced, all the way down. */
export function interpolate(value: unknown, env: Environment): unknown {
  if (typeof value === 'string') return interpolateText(value, env);
  if (Array.isArray(value)) return value.map((one) => interpolate(one, env));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, interpolate(one, env)]));
}
