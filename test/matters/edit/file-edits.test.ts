import { expect, it } from '@jest/globals';
import { fileEdit } from '../../../src/matters/edit/file-edits.ts';

const onceMore = (text: string) => text.replace('a\n', 'a\na\n');

it.each([
  ['all end in CR and LF', 'a\r\nb\r\n', 'a\r\na\r\nb\r\n'],
  ['all end in LF', 'a\nb\n', 'a\na\nb\n'],
  ['some end in either', 'a\nb\r\n', 'a\na\nb\r\n'],
])('the lines of a file end as they did, where %s', (_, before, after) => {
  expect(fileEdit('matters/x.yaml', before, onceMore)).toEqual({ file: 'matters/x.yaml', before, after });
});
