import { readdir, readFile } from 'node:fs/promises';

const OPERATIONS = new URL('../schema/operations/', import.meta.url);

/** The ready operations; the one to begin with comes first. */
export async function readyOperations(): Promise<{ name: string; document: string }[]> {
  const files = (await readdir(OPERATIONS)).filter(file => file.endsWith('.graphql')).sort();
  const first = files.filter(file => file === 'first.graphql');
  const others = files.filter(file => file !== 'first.graphql');
  return await Promise.all(
    [...first, ...others].map(async file => ({
      name: file.replace('.graphql', ''),
      document: await readFile(new URL(file, OPERATIONS), 'utf8'),
    })),
  );
}
