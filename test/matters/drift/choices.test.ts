import { describe, expect, it } from '@jest/globals';
import { CODE_ALONE, type DirectoryItem } from '../../../src/hub/catalogue/drift/directory-item.ts';
import { driftOf } from '../../../src/hub/catalogue/drift/drift.ts';
import { codesOf } from '../../../src/hub/catalogue/drift/mapped-codes.ts';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { choicesFor } from '../../../src/matters/drift/choices.ts';
import { SchemaTexts } from '../../../src/matters/edit/schema-texts.ts';
import { SCHEMA } from '../at-desk.ts';

const catalogue = await loadCatalogue(SCHEMA);
const texts = new SchemaTexts(SCHEMA, 'schema');

/** What to do about a new row of the city's, beside the others as the catalogue has them but for those that are given. */
function commandsFor(row: Partial<DirectoryItem>, ...others: (Partial<DirectoryItem> & { code: string })[]) {
  const asHere = catalogue.matters.flatMap(matter =>
    codesOf(matter, 'CITY').map(code => ({ ...CODE_ALONE, code, kind: matter.kind })),
  );
  const stranger = { ...CODE_ALONE, code: 'JG-999999', kind: 'SUPERVISION' as const, category: '01', ...row };
  const items = [
    ...asHere
      .map(item => ({ ...item, ...others.find(({ code }) => code === item.code) }))
      .filter(({ name }) => name !== 'GONE'),
    stranger,
  ];
  const directory = { platform: 'CITY', lists: 'ITEMS', items, gaps: [] } as const;
  const drift = driftOf(directory, catalogue, '2024-07-26').find(({ code }) => code === stranger.code)!;
  return choicesFor(drift, { ...directory, row: stranger }, catalogue, texts).map(({ command }) =>
    command.replace('npm run matters -- add CITY:JG-999999 ', ''),
  );
}

const S_01_002 = catalogue.matter('S-01-002')!;
const [CODE] = codesOf(S_01_002, 'CITY') as [string];
const provinceCode = codesOf(S_01_002, 'PROVINCE')[0]!;

describe('what to do about a row that names the province’s code of a matter', () => {
  const row = { name: '名称完全不同', provinceCode };

  it('is to give it to that matter instead of a code that the platform does not have', () => {
    expect(commandsFor(row, { code: CODE, name: 'GONE' })).toEqual(['--to S-01-002 --replace']);
  });

  it('is to let it follow a code that the platform has ended', () => {
    const ended = { code: CODE, live: false, changedAt: '2024-07-01T00:00:00+08:00' };
    expect(commandsFor(row, ended)).toEqual(['--to S-01-002 --from 2024-07-01']);
  });

  it('is to put it beside a code that is in use', () => {
    expect(commandsFor(row)).toEqual(['--to S-01-002 --beside']);
  });
});

describe('what to do about a row that a name alone tells of', () => {
  it('is left to choose where the likeliest matter has a code in use, however like its name', () => {
    const commands = commandsFor({ name: S_01_002.nameZh });
    expect(commands[0]).toBe('--to S-01-002 --beside');
    expect(commands.at(-1)).toBe('--as new');
  });

  it('is a matter of its own where no name is like it', () => {
    expect(commandsFor({ name: 'ＸＹＺ' })).toEqual(['--as new']);
  });
});
