/**
 * What everything may know of the platforms that `src/wiring.ts` wires, and that stands below their folders: the hub and
 * what platforms share name none, and yet walk all of them.
 */
import * as wired from '../src/wiring.ts';

export function platforms(): { path: string; text: string } {
  const modules = Object.entries(wired).sort(([, one], [, other]) => one.port - other.port);
  const rows = modules.map(
    ([name, { port, codes }]) => `  ${name}: { port: ${port}, codesShared: ${codes.shared} },`,
  );
  return {
    path: 'src/generated/platforms.ts',
    text: `/** The platforms that are wired, in the order in which people read of them. */\nexport const WIRED = {\n${rows.join('\n')}\n} as const;\n`,
  };
}
