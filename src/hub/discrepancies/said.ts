import type { StatedValue } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Matter, Region } from '../catalogue/catalogue.ts';
import type { Testimony } from './testimony.ts';

/** What a record says, in words fit to show. */
export function said(
  { platform, number, updatedAt }: Pick<Testimony, 'platform' | 'number' | 'updatedAt'>,
  value: string | null,
  rawCode: string | null = null,
): StatedValue {
  return { platform, record: number, value, rawCode, asOf: updatedAt };
}

/** That a platform has no record to say it. */
export function saidNothing(platform: PlatformCode): StatedValue {
  return { platform, record: null, value: null, rawCode: null, asOf: null };
}

export function matterCodes(matters: readonly Matter[]): string {
  return matters.map(({ code }) => code).join(', ');
}

export function regionName({ code, nameZh }: Region): string {
  return `${code} ${nameZh}`;
}
