/**
 * Times as the platforms write them. All are Asia/Shanghai, which has had no daylight saving since 1991: a fixed
 * eight hours are exact for every event here. Instants are Unix seconds, the platforms' resolution.
 */
const OFFSET_SECONDS = 8 * 3600;

/** `2024-05-13 09:14:20`; null for anything else, also for a day that does not exist. */
export function parseLocal(text: string | null | undefined): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec((text ?? '').trim());
  return parts && secondsOf(parts);
}

/** `20240513091420`; null for anything else. */
export function parseCompact(text: string | null | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec((text ?? '').trim());
  return parts && secondsOf(parts);
}

/** RFC 3339 with an offset, to the second; null for anything else. */
export function parseRfc3339(text: string | null | undefined): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-]\d\d):(\d\d))$/.exec(
    text ?? '',
  );
  const local = parts && secondsOf(parts);
  if (local === null) return null;
  const [hours = '+00', minutes = '00'] = parts!.slice(7);
  const offset = Number(hours) * 3600 + Number(`${hours[0]}${minutes}`) * 60;
  return local + OFFSET_SECONDS - offset;
}

/** From year, month, day, hour, minute and second of a local time; null where the calendar has no such second. */
function secondsOf(parts: RegExpExecArray): number | null {
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const exists =
    hour < 24 && minute < 60 && second < 60 && month > 0 && month <= 12 && new Date(ms).getUTCDate() === day;
  return exists ? ms / 1000 - OFFSET_SECONDS : null;
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
