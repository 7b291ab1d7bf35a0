/** All that the integrators' files say: which matters there are, how long each step may take, the reports' figures. */
import type { Catalogue } from './catalogue/catalogue.ts';
import { loadCatalogue } from './catalogue/files/load-catalogue.ts';
import { loadAll } from './files/load-all.ts';
import type { Indicator } from './indicators/indicator.ts';
import { loadIndicators } from './indicators/load-indicators.ts';
import { loadTimeLimits } from './limits/load-time-limits.ts';
import type { TimeLimits } from './limits/time-limits.ts';

export interface Rulebook {
  catalogue: Catalogue;
  timeLimits: TimeLimits;
  /** In the order of their file. */
  indicators: readonly Indicator[];
}

/**
 * Reads and checks all of them, whatever is wrong with one.
 *
 * @param directory the folder that holds `matters/`, `directory/`, `limits/` and `indicators/`, such as `schema`.
 * @throws FindingsError with every finding, when at least one is an error.
 */
export async function loadRulebook(directory: string | URL): Promise<Rulebook> {
  const [catalogue, timeLimits, indicators] = await loadAll(
    loadCatalogue(directory),
    loadTimeLimits(directory),
    loadIndicators(directory),
  );
  return { catalogue, timeLimits, indicators };
}
