/** What codegen asks of the files of `schema/operations/`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { type Operations, readOperations } from '../../codegen/operations.ts';
import { mergedSchema } from '../../src/schema.ts';

const schema = mergedSchema();
const NAMES = 'query Names { regions { ...Name } } fragment Name on Region { code nameZh }';

/** The operations of a folder with these files; an error names the folder as FOLDER. */
async function read(...texts: string[]): Promise<Operations> {
  const folder = await mkdtemp(join(tmpdir(), 'guantong-operations-'));
  try {
    for (const [index, text] of texts.entries()) await writeFile(join(folder, `${index}.graphql`), text);
    return await readOperations(schema, folder);
  } catch (error) {
    throw new Error((error as Error).message.replaceAll(folder, 'FOLDER'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('takes a fragment that reads the same in two files for one', async () => {
  const { operations, fragments } = await read(
    NAMES,
    'query Towns { regions(level: TOWN) { ...Name } }\n\nfragment Name on Region {\n  code\n  nameZh\n}',
  );
  expect(operations.map(({ name }) => name?.value)).toEqual(['Names', 'Towns']);
  expect(fragments.map(({ name }) => name.value)).toEqual(['Name']);
});

it('refuses a fragment that reads otherwise in two files, naming both', async () => {
  await expect(
    read(NAMES, 'query Towns { regions(level: TOWN) { ...Name } } fragment Name on Region { code }'),
  ).rejects.toThrow(
    'FOLDER/1.graphql does not stand by itself:\n- Fragment "Name" is another one in FOLDER/0.graphql; make them the same, or rename it.',
  );
});

it('refuses an operation that needs another file', async () => {
  await expect(read(NAMES, 'query Towns { regions(level: TOWN) { ...Name } }')).rejects.toThrow(
    'FOLDER/1.graphql does not stand by itself:\n- Unknown fragment "Name".',
  );
});

it('refuses an operation without a name, and what the schema does not have', async () => {
  await expect(read('{ regions { postcode } }')).rejects.toThrow(
    'FOLDER/0.graphql does not stand by itself:\n- Cannot query field "postcode" on type "Region". Did you mean "code"?\n- The operation has no name.',
  );
});
