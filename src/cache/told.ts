/** How gateways tell each other what was invalidated. */

/** @param from who tells: that one has done it already */
export const told = (from: string, tags: readonly string[]): string => JSON.stringify({ from, tags });

/** Tags are null where a message is none of ours: whatever it meant is invalidated, and everything else. */
export function readTold(message: string): { from: string | null; tags: readonly string[] | null } {
  try {
    const { from, tags } = JSON.parse(message);
    return { from, tags: Array.isArray(tags) ? tags : null };
  } catch {
    return { from: null, tags: null };
  }
}
