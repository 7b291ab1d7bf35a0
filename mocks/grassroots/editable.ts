import type { Editable } from '../editable.ts';
import { formatCompact } from '../local-time.ts';
import type { GrassrootsEvents } from './events.ts';
import type { GrassrootsEvent } from './record.ts';

export const grassrootsEditable = (events: GrassrootsEvents): Editable<GrassrootsEvent> => ({
  records: events,
  marked: ({ sjbt }, mark) => ({ sjbt: `${sjbt}${mark}` }),
  announced: ({ bbh }, seconds) => ({ bbh: `${Number(bbh) + 1}`, gxsj: formatCompact(seconds) }),
});
