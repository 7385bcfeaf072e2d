import type { EntityManager } from '@mikro-orm/postgresql';
import type { ChainEnd } from '../../../shared/ledger/ledger-key.js';
import type { StatedBeginning, StatedEnd } from '../../../shared/ledger/feed/contract.js';
import { raiseChainAlert } from '../alert/chain-alert.js';
import type { Fault } from './page-check.js';

/** How far a chain has been pulled, and what stopped it. */
export interface KnownChain extends ChainEnd {
  readonly genesis: Buffer;
  readonly fault: Fault | null;
}

/** A chain as its row has it. */
export interface ChainRow {
  readonly chain: number;
  readonly seq: number;
  readonly hash: string;
  readonly genesis: string;
  readonly faultSeq: number | null;
  readonly fault: string | null;
}

export const CHAIN_COLUMNS = `chain, seq, encode(hash, 'hex') as hash, encode(genesis, 'hex') as genesis, fault_seq as "faultSeq", fault`;

const knownOf = ({ chain, seq, hash, genesis, faultSeq, fault }: ChainRow): KnownChain => ({
  chain,
  seq,
  hash: Buffer.from(hash, 'hex'),
  genesis: Buffer.from(genesis, 'hex'),
  fault: faultSeq === null || fault === null ? null : { seq: faultSeq, what: fault },
});

/** The chains of a source behind a number, in order. */
export async function chainsBehind(em: EntityManager, source: number, after: number): Promise<KnownChain[]> {
  return (await em.execute<ChainRow[]>(`select ${CHAIN_COLUMNS} from source_chain where source = ? and chain > ? order by chain`, [source, after])).map(knownOf);
}

/** Chains of a source with which something is wrong. */
export async function countFaults(em: EntityManager, source: number): Promise<number> {
  const [row] = await em.execute<{ n: number }[]>('select count(fault)::int as n from source_chain where source = ?', [source]);
  return row?.n ?? 0;
}

/** One chain, held until the transaction ends; null when it is new. */
export async function lockChain(em: EntityManager, source: number, chain: number): Promise<KnownChain | null> {
  const [row] = await em.execute<ChainRow[]>(`select ${CHAIN_COLUMNS} from source_chain where source = ? and chain = ? for update`, [source, chain]);
  return row === undefined ? null : knownOf(row);
}

/** Takes a chain up, at its beginning. */
export async function addChain(em: EntityManager, source: number, chain: number, { kind, at, genesis }: StatedBeginning): Promise<void> {
  await em.execute(
    `insert into source_chain (source, chain, kind, began_at, genesis, hash)
     values (?, ?, ?, 'epoch'::timestamptz + ?::bigint * interval '1 microsecond', decode(?, 'hex'), decode(?, 'hex')) on conflict do nothing`,
    [source, chain, kind, at, genesis, genesis]);
}

export const moveEnd = (em: EntityManager, source: number, { chain, seq, hash }: ChainEnd): Promise<unknown> =>
  em.execute(`update source_chain set seq = ?, hash = decode(?, 'hex'), grown_at = clock_timestamp() where source = ? and chain = ?`, [seq, hash.toString('hex'), source, chain]);

/** Stops a chain where it is, and tells operators the first time; what was found first stays. */
export async function stopChain(em: EntityManager, source: number, chain: number, fault: Fault): Promise<void> {
  const rows = await em.execute<unknown[]>(
    `update source_chain set fault_seq = ?, fault = ?, fault_at = clock_timestamp() where source = ? and chain = ? and fault is null returning 1`, [fault.seq, fault.what, source, chain]);
  if (rows.length === 1) await raiseChainAlert(em, source, chain, fault);
}

/** A chain whose beginning cannot be believed: kept without one, so that what is wrong with it has a place. */
export const addUnbelieved = (em: EntityManager, source: number, { chain, genesis }: StatedEnd): Promise<unknown> =>
  em.execute(
    `insert into source_chain (source, chain, kind, began_at, genesis, hash) values (?, ?, 'UNKNOWN', clock_timestamp(), decode(?, 'hex'), decode(?, 'hex')) on conflict do nothing`,
    [source, chain, genesis, genesis]);

/** The highest number up to which no chain has grown for so many hours: below it nothing is expected to. */
export async function settledUpTo(em: EntityManager, source: number, hours: number): Promise<number> {
  const [row] = await em.execute<{ chain: number | null }[]>(
    `select coalesce((select min(chain) - 1 from source_chain where source = ? and grown_at > clock_timestamp() - make_interval(hours => ?)),
                     (select max(chain) from source_chain where source = ?))::int as chain`, [source, hours, source]);
  return row?.chain ?? 0;
}

/** What a source's pull has to say of itself. */
export const noteSource = (em: EntityManager, source: number, caughtUp: boolean, problem: string | null): Promise<unknown> =>
  em.execute(
    `insert into ledger_source (source, pulled_at, caught_up_at, problem)
     values (?, case when ?::text is null then clock_timestamp() end, case when ?::boolean then clock_timestamp() end, ?)
     on conflict (source) do update set pulled_at = coalesce(excluded.pulled_at, ledger_source.pulled_at),
       caught_up_at = coalesce(excluded.caught_up_at, ledger_source.caught_up_at), problem = excluded.problem`, [source, problem, caughtUp, problem]);
