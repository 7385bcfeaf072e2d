/** Less than an orchestrator waits for a check; more than the process takes to find its database gone. */
const PATIENCE_MS = 3_000;

/**
 * `node dist/subgraphs/shared/health/ask.js http://127.0.0.1:4001/health/ready`, for the health check of a container whose
 * image has nothing else to ask with: exit code 0 when the process beside it answers 200, else 1.
 */
async function isWell(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  return answer?.status === 200;
}

process.exit((await isWell(process.argv[2] ?? '')) ? 0 : 1);
