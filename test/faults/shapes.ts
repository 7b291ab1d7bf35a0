/** The three shapes of question, and what of their answers is a platform's. */
import { ofEach, type PlatformName } from '../../mocks/platform.ts';

/** An event that all three platforms know; it began at the grassroots. */
const KNOWN_TO_ALL = 'grassroots:SJ20240513000123';

/** What an event is asked for of a platform; one without a section here has no faults put on. */
const SECTIONS = {
  province: 'province { number }',
  city: 'city { number clue { title } }',
  grassroots: 'grassroots { number }',
} as const satisfies Partial<Record<PlatformName, string>>;

export type AskedPlatform = keyof typeof SECTIONS;
export const ASKED_PLATFORMS = Object.keys(SECTIONS) as AskedPlatform[];

const EVENT = `id origin title status ${Object.values(SECTIONS).join(' ')}`;

export const SHAPES = {
  event: `{ event(id: "${KNOWN_TO_ALL}") { ${EVENT} } }`,
  page: `{ events(first: 10) { totalCount incomplete nodes { ${EVENT} } } }`,
  situation: '{ situation(partial: true) { byOrigin { origin figures { total closed } } } }',
} as const;

export type Shape = keyof typeof SHAPES;

/** What is asked for the truth: a page from which an origin is missing goes further down than a whole one. */
export const FOR_THE_TRUTH: Record<Shape, string> = {
  ...SHAPES,
  page: SHAPES.page.replace('first: 10', 'first: 50'),
};

/**
 * The parts of an answer by the platform that states them, each with a name by which it is found in another answer:
 * an event or an origin goes by its id, wherever in a list it stands.
 */
// biome-ignore lint/suspicious/noExplicitAny: an answer of any of the shapes
export function partsOf(shape: Shape, data: any): Record<PlatformName, Map<string, unknown>> {
  const parts = ofEach(() => new Map<string, unknown>());
  const origin = (of: string) => parts[of.toLowerCase() as PlatformName];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const addEvent = (event: any) => {
    const spine = { ...event };
    for (const each of ASKED_PLATFORMS) {
      parts[each].set(`${event.id} ${each}`, event[each]);
      delete spine[each];
    }
    origin(event.origin).set(`${event.id}`, spine);
  };
  if (shape === 'event' && data.event) addEvent(data.event);
  if (shape === 'page') data.events.nodes.forEach(addEvent);
  if (shape === 'situation') {
    for (const { origin: of, figures } of data.situation.byOrigin)
      origin(of).set(`figures of ${of}`, figures);
  }
  return parts;
}
