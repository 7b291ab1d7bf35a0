/** What a record says in the fields that place its event, beside what the mapping made of it: for who asks why. */
import type { EventStatus } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { EventKey, Spine } from '../events/spine.ts';
import type { Gap } from './mapped.ts';
import type { NumberedRecord, Wire } from './wire.ts';

/** Which fields a platform's mapping reads for it. */
export interface PlacingFields {
  /** The first sets the bound of what the event may be about, those behind it pick inside it. */
  matter: readonly { field: string; name: string | null; of: PlatformCode }[];
  /** The first holds the code, those behind it say more of some codes. */
  status: readonly string[];
  statuses: Readonly<Record<string, { status: EventStatus; name: string }>>;
  region: string;
  /** What the contract calls each of these fields in Chinese, and its table of statuses. */
  called: Readonly<Record<string, string>>;
  statusTable: string;
}

/** A field as the platform sent it; undefined where it was not sent. */
export interface Sent {
  field: string;
  /** What the contract calls it in Chinese. */
  called: string | null;
  value: unknown;
}

export interface Explained {
  spine: Spine;
  /** What could not be read of the record. */
  gaps: readonly Gap[];
  /** The event of another origin that the record is about; null where it began here. */
  about: EventKey | null;
  matter: readonly (Sent & { of: PlatformCode; name: string | null })[];
  status: readonly Sent[];
  /** The row of the contract's table that the code hits; null for a code that it does not list. */
  statusRow: { status: EventStatus; name: string } | null;
  statusTable: string;
  region: Sent;
}

/** Through the mapping that every request is answered with. */
export function explained(
  { number, record }: NumberedRecord,
  {
    placing,
    elsewhere,
    mapping,
  }: Pick<Wire<never, never>, 'placing' | 'elsewhere'> & {
    mapping: Pick<Wire<never, never>['mapping'], 'spine'>;
  },
): Explained {
  const sent = (field: string): Sent => ({
    field,
    called: placing.called[field] ?? null,
    value: sentIn(record, field),
  });
  const { value: spine, gaps } = mapping.spine(record, number);
  const own = elsewhere?.isOwn(record) ?? { value: true, gaps: [] };
  const source = own.value ? null : elsewhere!.sourceOf(record);
  const { code } = spine.statusRaw;
  return {
    spine,
    gaps: [...gaps, ...own.gaps, ...(source?.gaps ?? [])],
    about: source?.value?.event ?? null,
    matter: placing.matter.map(({ field, name, of }) => {
      const named = name === null ? undefined : sentIn(record, name);
      return { ...sent(field), of, name: typeof named === 'string' ? named.trim() : null };
    }),
    status: placing.status.map(sent),
    statusRow: Object.hasOwn(placing.statuses, code) ? placing.statuses[code]! : null,
    statusTable: placing.statusTable,
    region: sent(placing.region),
  };
}

function sentIn(record: unknown, field: string): unknown {
  return typeof record === 'object' && record !== null && Object.hasOwn(record, field)
    ? (record as Readonly<Record<string, unknown>>)[field]
    : undefined;
}
