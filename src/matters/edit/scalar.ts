import { stringify } from 'yaml';

/** A text as YAML writes it behind a key, in quotes only where it has to be. Our files hold nothing but texts. */
export const scalar = (text: string): string => stringify(text, { schema: 'failsafe', lineWidth: 0 }).trim();

/** The same between { and } or [ and ], where more signs mean something. */
export function flowScalar(text: string): string {
  const list = stringify([text], { schema: 'failsafe', lineWidth: 0, collectionStyle: 'flow' }).trim();
  return list.slice(1, -1).trim() || "''"; // Nothing at all could be the end of a key.
}
