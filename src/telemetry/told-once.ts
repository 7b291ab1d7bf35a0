import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';

/**
 * Says once that a collector does not take spans, and once that it does again, however often it is tried: the SDK
 * itself says nothing, or the same each time.
 */
export function toldOnce(exporter: SpanExporter, collector: string, log: Logger): SpanExporter {
  let failing = false;
  let dropped = 0;

  function note(taken: boolean, spans: number, error?: Error): void {
    if (taken && failing) log.info({ collector, dropped }, 'the collector takes traces again');
    if (!taken && !failing) {
      log.warn(
        { collector, reason: reasonOf(error) },
        'the collector takes no traces; they are dropped until it does, and requests go on as before',
      );
    }
    dropped = taken ? 0 : dropped + spans;
    failing = !taken;
  }

  return {
    export(spans: ReadableSpan[], done) {
      exporter.export(spans, result => {
        note(result.code === 0, spans.length, result.error);
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => await exporter.forceFlush?.(),
  };
}

const reasonOf = (error: Error | undefined): string =>
  (error as NodeJS.ErrnoException | undefined)?.code?.toString() || error?.message || 'no answer in time';
