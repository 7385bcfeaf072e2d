/** Why a subgraph gave no usable answer. For the log only: a client learns no more than that the programme is unavailable. */
export type NoAnswerReason = 'TIMEOUT' | 'CONNECTION' | 'STATUS' | 'TOO_LARGE' | 'MALFORMED' | 'FAULT';

export class NoAnswer extends Error {
  constructor(
    readonly reason: NoAnswerReason,
    /** HTTP status, or the code of a system or undici error. */
    readonly detail: string | number | null = null,
  ) {
    super(reason);
  }
}

/** Names a failure without its message, which may hold an address. */
export function reasonOf(error: unknown, signal: AbortSignal): NoAnswer {
  if (error instanceof NoAnswer) return error;
  if (signal.aborted) return new NoAnswer('TIMEOUT');
  const { code } = error as { code?: unknown };
  return new NoAnswer(code === 'UND_ERR_CONNECT_TIMEOUT' ? 'TIMEOUT' : 'CONNECTION', typeof code === 'string' ? code : null);
}
