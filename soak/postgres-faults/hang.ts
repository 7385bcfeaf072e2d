import { childrenOf } from '../support/children.js';
import { ownServer, type Fault } from './fault.js';

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Every process of the server is stopped in its tracks: connections stay open, new ones are taken by the system, and nothing answers. */
export function hang(): Fault {
  let stopped: number[] = [];
  const resume = (): void => signal(stopped.splice(0), 'SIGCONT');
  return {
    name: 'hung',
    unready: ['subgraphs', 'gateway'],
    silent: true,
    felt: true,
    impossible: (site) => (process.platform === 'linux' ? ownServer(site) : 'its processes are found on Linux only'),
    harm: ({ postmaster }) => {
      if (postmaster === null) return Promise.resolve();
      // Whoever ends this run by a signal must not leave processes behind that nobody can end in good order.
      process.once('exit', resume);
      signal([postmaster], 'SIGSTOP');
      stopped = [postmaster, ...childrenOf(postmaster)];
      signal(stopped, 'SIGSTOP');
      return Promise.resolve();
    },
    heal: () => {
      resume();
      process.off('exit', resume);
      return Promise.resolve();
    },
  };
}
