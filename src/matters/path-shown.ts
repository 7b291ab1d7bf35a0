import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A path as editors, terminals and CI open it: from the working directory; in full where it lies outside. */
export function pathShown(path: string, cwd: string): string {
  const within = relative(cwd, path);
  const outside = within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within);
  return (outside ? resolve(cwd, path) : within || '.').replaceAll(sep, '/');
}
