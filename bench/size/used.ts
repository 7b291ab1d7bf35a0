/**
 * Loaded before the gateway (`node --expose-gc --import`), so that it says when asked what its process used; the
 * product itself need not.
 */
export interface Used {
  /** Processor time of all its threads since it began, ms. */
  cpuMs: number;
}

export interface Held {
  /** What lives on the heap after a collection, bytes. */
  heap: number;
  /** The most memory that the process ever had, bytes. */
  peak: number;
}

process.on('message', (asked: 'used' | 'held') => {
  process.send!(asked === 'used' ? used() : held());
});
// The gateway ends when it has nothing more to do, and being asked is nothing to do.
process.channel!.unref();

function used(): Used {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000 };
}

function held(): Held {
  globalThis.gc!();
  return { heap: process.memoryUsage().heapUsed, peak: process.resourceUsage().maxRSS * 1024 };
}
