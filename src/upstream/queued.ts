import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import type { Layer } from './call.ts';
import { failure } from './failure.ts';
import type { UpstreamObserver } from './observer.ts';
import type { PlatformCode } from './platform-code.ts';
import { givenUp, within } from './within.ts';

/**
 * Makes so many calls to one platform at once, lets so many wait for their turn, and refuses the next at once: a
 * platform that is slow holds up neither the memory of this process nor the readers of the others.
 */
export const queued =
  (
    { concurrency, queue }: { concurrency: number; queue: number },
    platform: PlatformCode,
    observer: UpstreamObserver,
  ): Layer =>
  next => {
    const turns = bulkhead(concurrency, queue);
    const tell = () => observer.busy(platform, concurrency - turns.executionSlots, queue - turns.queueSlots);

    return async call => {
      const turn = turns.execute(async () => {
        tell();
        if (call.signal.aborted) throw givenUp(call); // It waited for longer than its caller did.
        return await next(call);
      });
      // Not when this caller has what it waited for: who leaves does so before the call has ended.
      const told = turn.finally(tell);
      tell();
      try {
        return await within(call, told);
      } catch (error) {
        if (!isBulkheadRejectedError(error)) throw error;
        observer.notSent(call, 'QUEUE');
        throw failure(
          call,
          'UPSTREAM_OVERLOADED',
          'more is asked of it than it can answer; try again in some seconds',
        );
      }
    };
  };
