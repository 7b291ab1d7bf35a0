/** The table of section 12: what is planted, how often, and in which events. */
import type { CityClue } from '../city/record.ts';
import { malformed } from './malformed.ts';
import type { Ground } from './plan.ts';
import type { Planting } from './planted.ts';
import { statuses } from './planted-statuses.ts';
import {
  candidates,
  closedGrid,
  clueOf,
  decided,
  inCity,
  inGrassroots,
  inProvince,
  plainGrid,
} from './planting-fits.ts';
import type { Counts } from './report-time.ts';
import { strangeNo } from './serials.ts';
import { anotherItem, duplicated, neighbourTownship } from './spoil.ts';
import { DAY, HOUR, offsetTime, plainTime } from './times.ts';
import type { Stored } from './world.ts';

/** Everything to plant in a world of the scenario. Clues that no event has of itself are added to `clues`. */
export function plantings({ options, counts }: Ground, clues: Stored<CityClue>[]): Planting[] {
  return [
    ...times(),
    ...statuses(),
    ...copies(),
    ...missing(counts, clues),
    ...(options.scenario === 'malformed' ? malformed : []),
  ];
}

function times(): Planting[] {
  return [
    {
      kind: 'FINE_CONFLICT',
      origin: 'grassroots',
      count: 3,
      fits: decided,
      plant(event) {
        const yuan = clueOf(event).case?.decision?.fine_amount ?? '0';
        event.province!.fineAmount = Number(yuan).toFixed(4);
        return inProvince(event, 'fineAmount', `${event.province!.fineAmount} is yuan, not 万元`);
      },
    },
    {
      kind: 'TIME_ORDER',
      origin: 'grassroots',
      count: 2,
      fits: decided,
      plant(event) {
        const { decision, filed_at } = clueOf(event).case!;
        const early = Date.parse(filed_at) / 1000 - DAY;
        decision!.decided_at = offsetTime(early);
        // Both copies say so: a differing date would be a disagreement of its own.
        event.province!.decisionTime = plainTime(early);
        return inCity(event, 'case.decision.decided_at', 'decided a day before it was filed');
      },
    },
    {
      kind: 'TIME_ORDER',
      origin: 'grassroots',
      count: 1,
      fits: plainGrid,
      plant(event) {
        event.grassroots!.bjsj = plainTime(event.reportedAt - DAY);
        return inGrassroots(event, 'bjsj', 'closed a day before it was reported');
      },
    },
    {
      kind: 'TIME_CONFLICT',
      origin: 'grassroots',
      count: 3,
      fits: plainGrid,
      plant(event) {
        // As if the time had been in UTC and was printed as local.
        event.cityReportedAt = event.reportedAt - 8 * HOUR;
        clueOf(event).reported_at = offsetTime(event.cityReportedAt);
        return inCity(event, 'reported_at', 'eight hours early: a zone error');
      },
    },
  ];
}

function copies(): Planting[] {
  const wrongMatter = (single: boolean, count: number): Planting => ({
    kind: 'MATTER_CONFLICT',
    origin: 'grassroots',
    count,
    fits: event => plainGrid(event) && (candidates(event).length === 1) === single,
    plant(event, nth) {
      const item = anotherItem(event.grassroots!.sjlb, nth);
      Object.assign(clueOf(event), {
        item_code: item.cityCode,
        item_name: item.name,
        item_kind: item.kind,
        category_code: `C${item.category}`,
      });
      event.grassroots!.zfsxdm = item.cityCode;
      return inCity(event, 'item_code', `${item.cityCode} is outside class ${event.grassroots!.sjlb}`);
    },
  });
  return [
    {
      kind: 'REGION_CONFLICT',
      origin: 'grassroots',
      count: 5,
      fits: closedGrid,
      plant(event) {
        const clue = clueOf(event);
        clue.region_code = neighbourTownship(clue.region_code);
        return inCity(event, 'region_code', `another township, ${clue.region_code}`);
      },
    },
    wrongMatter(true, 2),
    wrongMatter(false, 3),
    {
      kind: 'WRITE_BACK_MISSING',
      origin: 'grassroots',
      count: 8,
      fits: event => candidates(event).length > 1 && /^(YBJ|CLZ|YLA|DHC)$/.test(event.grassroots?.sjzt ?? ''),
      plant(event, nth) {
        event.grassroots!.zfsxdm = nth % 2 === 0 ? '' : null;
        return inGrassroots(event, 'zfsxdm', `empty, though the city has ${clueOf(event).item_code}`);
      },
    },
  ];
}

function missing(counts: Counts, clues: Stored<CityClue>[]): Planting[] {
  const filing = (origin: 'grassroots' | 'city', count: number): Planting => ({
    kind: 'FILING_MISSING',
    origin,
    count,
    fits: event => clueOf(event).case?.stage === 'concluded' && event.province !== null,
    plant(event) {
      event.numbers.province = null;
      return {
        platform: 'province',
        record: null,
        field: 'filingNo',
        what: 'a case is filed, and no record',
      };
    },
  });
  return [
    filing('grassroots', 3),
    filing('city', 1),
    {
      kind: 'COUNTERPART_MISSING',
      origin: 'grassroots',
      count: 4,
      fits: plainGrid,
      plant(event) {
        event.numbers.city = null;
        event.grassroots!.xsbh = '';
        return {
          platform: 'city',
          record: null,
          field: 'source.no',
          what: 'dispatched, and the city has no clue',
        };
      },
    },
    {
      kind: 'DUPLICATE_RECORD',
      origin: 'grassroots',
      count: 4,
      fits: plainGrid,
      plant(event) {
        const second = duplicated(clueOf(event), strangeNo(counts, clueOf(event).clue_no, '7'));
        clues.push({ reportedAt: event.reportedAt, no: second.clue_no, record: second });
        const what = `a second clue beside ${clueOf(event).clue_no}`;
        return { platform: 'city', record: second.clue_no, field: 'clue_no', what };
      },
    },
  ];
}
