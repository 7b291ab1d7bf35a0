import { stringify } from 'yaml';

export type Written = string | number | boolean;

interface Style {
  /** Whether text that looks like a number stands without quotes, as codes do. */
  plain?: boolean;
  /** Whether it stands between { and } or [ and ], where more signs mean something. */
  flow?: boolean;
}

/**
 * A value as our files write it: plain where it can be, else in single quotes; lists in brackets, maps in them in braces:
 * `[{ code: CF-080831, to: 2024-07-01 }]`.
 */
export function scalar(
  value: Written | object | readonly (Written | object)[],
  { plain = false, flow = false }: Style = {},
): string {
  const listed = (item: Written): string => scalar(item, { plain, flow: true });
  if (Array.isArray(value)) return `[${value.map(listed).join(', ')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, item]) => `${key}: ${listed(item)}`);
    return `{ ${pairs.join(', ')} }`;
  }
  if (typeof value !== 'string') return `${value}`;
  const schema = plain ? 'failsafe' : 'core';
  const options = { schema, singleQuote: true, lineWidth: 0, flowCollectionPadding: false } as const;
  return flow
    ? stringify([value], { ...options, collectionStyle: 'flow' }).slice(1, -2)
    : stringify({ k: value }, options).slice('k: '.length, -1);
}
