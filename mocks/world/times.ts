/** Moments are whole Unix seconds; on the wire they are local times of Asia/Shanghai, which has no summer time. */
const OFFSET = 8 * 3600;
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86400;

const iso = (at: number): string => new Date((at + OFFSET) * 1000).toISOString();

/** `2024-05-13 09:14:20`, as the province and the grassroots system print it. */
export const plainTime = (at: number): string => iso(at).slice(0, 19).replace('T', ' ');

/** `20240513091420`, as the grassroots system prints its logs. */
export const packedTime = (at: number): string => iso(at).slice(0, 19).replace(/\D/g, '');

/** `2024-05-13T09:14:20+08:00`, as the city prints it. */
export const offsetTime = (at: number): string => `${iso(at).slice(0, 19)}+08:00`;

/** `2024-05-13`. */
export const dateOf = (at: number): string => iso(at).slice(0, 10);

/** `20240513`, as it stands in numbers. */
export const packedDate = (at: number): string => dateOf(at).replaceAll('-', '');

export const yearOf = (at: number): string => iso(at).slice(0, 4);

/** Seconds since local midnight. */
export const secondOfDay = (at: number): number => (((at + OFFSET) % DAY) + DAY) % DAY;

export const midnight = (at: number): number => at - secondOfDay(at);

/** 0 Sunday … 6 Saturday, local. */
export const weekday = (at: number): number => (((Math.floor((at + OFFSET) / DAY) + 4) % 7) + 7) % 7;
