import { spawn } from 'node:child_process';
import { asUser, type SystemUser } from './system-user.js';

/** Waits on its standard input: a line lets it go, the end without a line is the launcher's death. */
const KEEPER = `read -r _ || { [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ] && kill -INT "$2"; }`;

/**
 * Somebody who shuts PostgreSQL down when the launcher is killed, so that it is not left behind. He makes sure that
 * the pid is still the server's of this cluster. Call what is returned when the server has ended.
 */
export function keep(cluster: string, pid: number, user: SystemUser | null): () => void {
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'sh', cluster, String(pid)], {
    ...asUser(user),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  keeper.on('error', () => undefined);
  keeper.stdin.on('error', () => undefined);
  return () => keeper.stdin.end('ended\n');
}
