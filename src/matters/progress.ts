import { systemClock } from '../clock.ts';
import { type Desk, says } from './desk.ts';
import type { Text } from './text.ts';

/** What takes no longer needs no bar. */
const PATIENCE_MS = 1_000;

export interface Progress {
  /** What is done, such as `reading the city's directory`. */
  label: Text;
  /** How many steps it has. */
  total: number;
}

/**
 * Does a work of many steps, and shows how far it is once it takes longer than a second: on a terminal only, beside the
 * answer and not in it; nothing is left of the bar at the end, however it ends.
 *
 * @param work calls `step` after each of its steps; what it gives or throws is given or thrown
 */
export async function withProgress<Result>(
  desk: Pick<Desk, 'err' | 'language' | 'clock'>,
  { label, total }: Progress,
  work: (step: () => void) => Promise<Result>,
): Promise<Result> {
  const { err, clock = systemClock } = desk;
  const { terminal } = err;
  if (!terminal) return await work(() => {});

  const { SingleBar, Presets } = (await import('cli-progress')).default;
  const bar = new SingleBar(
    {
      format: `${says(desk, label)} {bar} {value}/{total}`,
      stream: terminal,
      barsize: 24,
      clearOnComplete: true,
      // Its way to end gracefully takes Ctrl-C for itself, and nothing here needs it: the cursor stays as it is.
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  let done = 0;
  const patience = clock.timeout(PATIENCE_MS);
  const show = () => bar.start(total, done);
  patience.addEventListener('abort', show, { once: true });
  try {
    return await work(() => {
      done++;
      bar.update(done);
    });
  } finally {
    patience.removeEventListener('abort', show);
    bar.stop();
  }
}
