/**
 * Times as the platforms write them. All are Asia/Shanghai, which has had no daylight saving since 1991: a fixed
 * eight hours are exact for every event here. Instants are Unix seconds, the platforms' resolution.
 */
const OFFSET_SECONDS = 8 * 3600;

/** `2024-05-13 09:14:20`; null for anything else, also for a day that does not exist. */
export function parseLocal(text: string | null | undefined): number | null {
  const trimmed = (text ?? '').trim();
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(trimmed)) return null;
  const seconds = Date.parse(`${trimmed.replace(' ', 'T')}Z`) / 1000 - OFFSET_SECONDS;
  // Date.parse takes 24:00:00 and, in V8, 30 February: both would come back as another text.
  return Number.isNaN(seconds) || formatLocal(seconds) !== trimmed ? null : seconds;
}

/** `20240513091420`; null for anything else. */
export function parseCompact(text: string | null | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec((text ?? '').trim());
  return parts && parseLocal(`${parts[1]}-${parts[2]}-${parts[3]} ${parts[4]}:${parts[5]}:${parts[6]}`);
}

/** RFC 3339 with an offset, to the second; null for anything else. */
export function parseRfc3339(text: string | null | undefined): number | null {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text ?? '');
  if (!parts || parseLocal(`${parts[1]} ${parts[2]}`) === null) return null;
  const ms = Date.parse(`${parts[1]}T${parts[2]}${parts[3]}`);
  return Number.isNaN(ms) ? null : ms / 1000;
}

export function formatLocal(seconds: number): string {
  return shifted(seconds).replace('T', ' ');
}

export function formatCompact(seconds: number): string {
  return shifted(seconds).replace(/\D/g, '');
}

export function formatRfc3339(seconds: number): string {
  return `${shifted(seconds)}+08:00`;
}

/** The local day, `2024-05-13`. */
export function localDay(seconds: number): string {
  return shifted(seconds).slice(0, 10);
}

function shifted(seconds: number): string {
  return new Date((Math.floor(seconds) + OFFSET_SECONDS) * 1000).toISOString().slice(0, 19);
}
