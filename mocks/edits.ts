/** Changes of records while the platforms are served: told by the platform as a change, or silently. */
import type { DomainClock } from './clock.ts';
import type { Editable } from './editable.ts';
import { meant } from './faults/nearest.ts';
import { FaultError } from './faults/order.ts';
import type { PlatformName } from './platform.ts';

export interface Edit {
  /** The platform's own number; the newest record's where nothing is said. */
  no?: string;
  /** Instead of a number: the how manieth of the newest, from 1. */
  nth?: number;
  /** By the names of the platform's contract; a mark behind the title where nothing is said. */
  set?: Readonly<Record<string, unknown>>;
  /** Whether version and time of change say so too, and with them the change feed and webhooks. */
  announced?: boolean;
}

export interface Edits {
  /** Gives the record's number. @throws FaultError for a record or field that there is not. */
  edit(platform: PlatformName, edit: Edit): string;
  /** Puts every record back as it was. */
  undo(): void;
}

const MARK = '（改）';

export function edits(editable: Record<PlatformName, Editable>, clock: DomainClock): Edits {
  /** The last one first. */
  const before: { platform: PlatformName; no: string; record: object }[] = [];

  return {
    edit(platform, { no, nth = 1, set = {}, announced = false }) {
      const own = editable[platform];
      const { records } = own;
      const stored = no === undefined ? records.at(nth - 1) : records.find(no);
      if (!stored) {
        const expected = `expected the number of a record on the ${platform} system, such as ${records.at(0)?.no}`;
        const name = no === undefined ? 'nth' : 'no';
        throw new FaultError([{ name, problem: `${expected}, got ${JSON.stringify(no ?? nth)}` }]);
      }
      const { record } = stored;
      const fields = Object.keys(record);
      const fieldsSet = Object.keys(set);
      const strange = fieldsSet.filter(field => !fields.includes(field));
      if (strange.length > 0) {
        throw new FaultError(
          strange.map(name => ({ name, problem: `the record has no such field; ${meant(name, fields)}` })),
        );
      }
      before.unshift({ platform, no: stored.no, record: structuredClone(record) });
      const changed = fieldsSet.length > 0 ? set : own.marked(record, MARK);
      records.change(stored.no, row => {
        Object.assign(row, changed, announced && own.announced(row, clock.now() / 1000));
      });
      return stored.no;
    },
    undo() {
      for (const { platform, no, record } of before.splice(0)) {
        editable[platform].records.change(no, row => {
          Object.assign(row, record);
        });
      }
    },
  };
}
