/**
 * A mock world of which a few events on each platform are changed by a test, with the history of all that the platforms
 * could have said: what a gateway gives is held against it.
 */
import type { CityClue } from '../../mocks/city/record.ts';
import type { GrassrootsEvent } from '../../mocks/grassroots/record.ts';
import { formatCompact, formatLocal, formatRfc3339 } from '../../mocks/local-time.ts';
import type { ProvinceEvent } from '../../mocks/province/record.ts';
import { createWorld } from '../../mocks/world/create.ts';
import { insertEvent } from '../../mocks/world/insert.ts';
import type { Register } from '../../mocks/world/register.ts';
import type { Stored, World } from '../../mocks/world/world.ts';
import type { HandClock } from '../clock.ts';

export const PLATFORMS = ['city', 'grassroots', 'province'] as const;
export type Name = (typeof PLATFORMS)[number];

/** A record that is changed. */
export interface Subject {
  platform: Name;
  /** The event that it is about; of a clue that was sent down another than its own number says. */
  eventId: string;
  number: string;
}

/** What a platform says from a moment on. */
export interface Moment {
  /** Unix ms. */
  at: number;
  /** By the record's number; null where it is not reported yet. */
  titles: ReadonlyMap<string, string | null>;
  /** Of all events that began there. */
  total: number;
  closed: number;
}

type Row = Stored<CityClue | GrassrootsEvent | ProvinceEvent>;

/** A platform's own list, whatever its records are. */
type List = Pick<Register<Row['record'], never>, 'all' | 'find' | 'change' | 'insert' | 'remove'>;

/** Of each platform; as many again are reported later. */
const REPORTED = 2;

/** The events of the three, and a clue of another event. */
export const SUBJECTS = PLATFORMS.length * 2 * REPORTED + 1;

export class ChangingWorld {
  readonly world: World = createWorld({ events: 20 });
  readonly subjects: readonly Subject[];
  /** From the first moment on, in order; each change is one more. */
  readonly history: Record<Name, Moment[]> = { city: [], grassroots: [], province: [] };
  readonly #clock: HandClock;
  /** As they are when they are reported. */
  readonly #unreported = new Map<string, Row>();
  #changes = 0;

  constructor(clock: HandClock) {
    this.#clock = clock;
    const own = PLATFORMS.flatMap(platform => {
      const minutesAgo = (minutes: number) => new Date(this.world.options.now.getTime() - minutes * 60_000);
      return Array.from({ length: 2 * REPORTED }, (_, index): Subject => {
        const number = insertEvent(this.world, { platform, reportedAt: minutesAgo(index + 1) });
        return { platform, number, eventId: `${platform}:${number}` };
      });
    });
    const sentDown = this.world.city.clues
      .all()
      .find(({ record }) => record.source?.platform === 'grassroots')!;
    const ofAnother: Subject = {
      platform: 'city',
      number: sentDown.no,
      eventId: `grassroots:${sentDown.record.source!.no}`,
    };
    this.subjects = [...own, ofAnother];
    const later = [...own.filter((_, index) => index % (2 * REPORTED) >= REPORTED), ofAnother];
    for (const { platform, number } of this.subjects) {
      const list = this.#list(platform);
      this.#unreported.set(number, list.find(number)!);
      if (later.some(subject => subject.number === number)) list.remove(number);
    }
    for (const platform of PLATFORMS) this.#remember(platform, Number.NEGATIVE_INFINITY);
  }

  isReported({ platform, number }: Subject): boolean {
    return this.#list(platform).find(number) !== undefined;
  }

  /** Reports it; when that was done, changes it, and closes it if `closes`. */
  change(subject: Subject, closes: boolean): void {
    const { platform, number } = subject;
    // Nothing else happens at the same moment.
    this.#clock.advance(1);
    if (this.isReported(subject)) {
      this.#changes++;
      const title = `第${this.#changes}次修改`;
      this.#list(platform).change(number, record =>
        WRITE[platform](record as never, title, this.#changes, this.#clock.now() / 1000, closes),
      );
    } else this.#list(platform).insert(this.#unreported.get(number)!);
    this.#remember(platform, this.#clock.now());
  }

  #list(platform: Name): List {
    const { city, grassroots, province } = this.world;
    return { city: city.clues, grassroots: grassroots.events, province: province.events }[
      platform
    ] as unknown as List;
  }

  #remember(platform: Name, at: number): void {
    const titles = this.subjects
      .filter(subject => subject.platform === platform)
      .map(subject => [subject.number, this.isReported(subject) ? this.#title(subject) : null] as const);
    const own = this.#list(platform)
      .all()
      .filter(({ record }) => IS_OWN[platform](record as never));
    const closed = own.filter(({ record }) => IS_CLOSED[platform](record as never)).length;
    this.history[platform].push({ at, titles: new Map(titles), total: own.length, closed });
  }

  #title({ platform, number }: Subject): string {
    return TITLE[platform](this.#list(platform).find(number)!.record as never);
  }
}

interface Records {
  city: CityClue;
  grassroots: GrassrootsEvent;
  province: ProvinceEvent;
}
type Of<Value extends unknown[], Result> = {
  [N in Name]: (record: Records[N], ...values: Value) => Result;
};

const TITLE: Of<[], string> = {
  city: ({ title }) => title,
  grassroots: ({ sjbt }) => sjbt,
  province: ({ eventTitle }) => eventTitle!,
};

const IS_OWN: Of<[], boolean> = {
  city: ({ source }) => !source,
  grassroots: ({ sjly }) => sjly === 'WG',
  province: ({ eventSource }) => eventSource === 'self',
};

const IS_CLOSED: Of<[], boolean> = {
  city: ({ status }) => status === 'closed',
  grassroots: ({ sjzt }) => sjzt.trim() === 'YBJ',
  province: ({ eventStatus }) => eventStatus === '90',
};

/** A new title, and the status of what is closed, with all by which a platform says that it is a change. */
const WRITE: Of<[title: string, version: number, seconds: number, closes: boolean], void> = {
  city(clue, title, version, seconds, closes) {
    const updated_at = formatRfc3339(Math.floor(seconds));
    Object.assign(clue, { title, etag: `"v${version}"`, updated_at });
    if (closes) Object.assign(clue, { status: 'closed', status_changed_at: updated_at });
  },
  grassroots(event, sjbt, version, seconds, closes) {
    const at = Math.floor(seconds);
    Object.assign(event, { sjbt, bbh: `${1_000 + version}`, gxsj: formatCompact(at) });
    if (closes) Object.assign(event, { sjzt: 'YBJ', bjsj: formatLocal(at), ztsj: formatLocal(at) });
  },
  province(event, eventTitle, version, seconds, closes) {
    const updateTime = formatLocal(Math.floor(seconds));
    Object.assign(event, { eventTitle, version: 1_000 + version, updateTime });
    if (closes) Object.assign(event, { eventStatus: '90', statusTime: updateTime });
  },
};
