import type { Editable } from '../editable.ts';
import { formatLocal } from '../local-time.ts';
import type { ProvinceEvents } from './events.ts';
import type { ProvinceEvent } from './record.ts';

export const provinceEditable = (events: ProvinceEvents): Editable<ProvinceEvent> => ({
  records: events,
  marked: ({ eventTitle }, mark) => ({ eventTitle: `${eventTitle ?? ''}${mark}` }),
  announced: ({ version }, seconds) => ({ version: version + 1, updateTime: formatLocal(seconds) }),
});
