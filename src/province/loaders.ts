/**
 * The provincial supervision app as one request sees it.
 */
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { EventKey } from '../hub/events/spine.ts';
import { latest } from '../hub/records/latest.ts';
import { notedSection } from '../hub/records/mapped.ts';
import { nextPage } from '../hub/records/page-number.ts';
import { type RecordReader, recordReader } from '../hub/records/record-reader.ts';
import { localTime } from '../hub/records/time.ts';
import type { Request } from '../request.ts';
import { BATCH_LIMIT, type ProvinceClient, type Reference } from './client.ts';
import { compile } from './filter.ts';
import * as mapping from './mapping.ts';

const PLATFORM = 'PROVINCE';

export interface ProvinceReader extends RecordReader {
  /** What the platform holds of an event of any origin; null where it knows nothing of it. */
  section(event: EventKey): Promise<mapping.ProvinceSection | null>;
}

export function provinceReader(
  client: ProvinceClient,
  catalogue: Catalogue,
  request: Request,
): ProvinceReader {
  const reader = recordReader(
    {
      platform: PLATFORM,
      batchLimit: BATCH_LIMIT,
      numberField: 'eventNo',
      timeField: 'reportTime',
      isNumber: number => /^(RW|ZF)\d{14}$/.test(number),
      compile: filter => compile(filter, catalogue),
      async list(query, { until, limit, continuation }) {
        const pageNum = Number(continuation ?? 1);
        const reportTimeEnd = until === null ? (query.reportTimeEnd ?? null) : localTime(until * 1000);
        const parameters = { ...query, reportTimeEnd, pageNum, pageSize: limit };
        const { events, total } = await client.list(parameters, request);
        return { records: events, total, continuation: nextPage(pageNum, limit, events.length, total) };
      },
      byNumbers: numbers => client.byNumbers(numbers, request),
      byReferences: events => client.byReferences(events.map(referenceOf), request),
      reference: {
        call: 'event/batchByRef',
        fields: 'sourcePlatform, sourceNo',
        records: 'events',
        eventOf(answer) {
          const [origin, number] = [answer.text('sourcePlatform'), answer.text('sourceNo')];
          return origin && number ? `${origin}:${number}` : null;
        },
      },
      mapping: { ...mapping, spine: (record, number) => mapping.spine(record, number, catalogue) },
    },
    request,
  );

  return {
    ...reader,
    // An event that began here holds its filing on its own record (lifecycle, section 13).
    async section(event) {
      const found = latest(await reader.recordsOf(event), mapping.updatedAtOf);
      if (!found) return null;
      const section = mapping.section(found.record, found.number, catalogue);
      return notedSection(section, request.sources, PLATFORM, section.value.unmapped);
    },
  };
}

/** The province's words for the other platforms are those of an event's id. */
function referenceOf({ id, number }: EventKey): Reference {
  return { sourcePlatform: id.split(':', 1)[0] as Reference['sourcePlatform'], sourceNo: number };
}
