/** Section 6.3, word for word: which codes may stand beside the event's status. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { testimony as cityTestimony } from '../../../src/city/testimony.ts';
import { testimony as grassrootsTestimony } from '../../../src/grassroots/testimony.ts';
import { testimony as provinceTestimony } from '../../../src/province/testimony.ts';
import { catalogue } from './agreeing.ts';

const TABLE = `
  PENDING_ACCEPTANCE   | DSL       |                              |
  PENDING_DISPATCH     | DFP       | registered, pending_dispatch | 11
  PENDING_RECEIPT      | DQS       | dispatched                   | 20
  RETURNED             | YTH       | returned                     | 23
  IN_DISPUTE           | ZYZ       | in_dispute                   | 20+1, 21+1, 22+1, 23+1
  IN_PROGRESS          | CLZ       | processing, merged           | 21, 22
  CASE_OPEN            | YLA       | case_filed, merged           | 30, 31
  SUSPENDED            | YGQ       | suspended                    | 29
  PENDING_VERIFICATION | DHC       | pending_review               | 40
  PENDING_CLOSURE      | DHC       | pending_close                | 40
  CLOSED               | YBJ       | closed, merged               | 90
  TRANSFERRED          | YYS       | transferred                  | 91
  VOIDED               | YZF, BYSL | cancelled                    | 99
`;
const rows = TABLE.trim()
  .split('\n')
  .map(row => row.split('|').map(cell => cell.trim()))
  .map(([status, ...cells]) => ({ status, cells: cells.map(cell => cell.split(', ').filter(Boolean)) }));

const PLATFORMS = [
  {
    name: 'grassroots',
    schema: 'GrassrootsStatusCode',
    read: (code: string) => grassrootsTestimony({ number: 'SJ1', record: { sjzt: code } }, [], catalogue),
  },
  {
    name: 'city',
    schema: 'CityStatusCode',
    read: (code: string) => cityTestimony({ number: 'XS1', record: { status: code } }, [], catalogue),
  },
  {
    name: 'province',
    schema: 'ProvinceEventStatusCode',
    read(written: string) {
      const [eventStatus, coordinating = null] = written.split('+');
      return provinceTestimony({ number: 'ZF1', record: { eventStatus, coordinating } }, [], catalogue);
    },
  },
];

describe.each(PLATFORMS.map((platform, column) => ({ ...platform, column })))(
  'the codes of the $name',
  ({ name, schema, column, read }) => {
    const contract = parse(
      readFileSync(new URL(`../../../schema/upstreams/${name}.yaml`, import.meta.url), 'utf8'),
    );
    const { enum: listed }: { enum: string[] } = contract.components.schemas[schema];

    it('agree with the statuses of the table, and with no other', () => {
      const written = new Set([...listed, ...rows.flatMap(({ cells }) => cells[column]!)]);
      expect(written.size).toBeGreaterThanOrEqual(13);
      for (const code of written) {
        const inTable = rows.filter(({ cells }) => cells[column]!.includes(code)).map(({ status }) => status);
        expect([code, [...read(code).value.agreesWith!].toSorted()]).toEqual([code, inTable.toSorted()]);
      }
    });

    it('that are not listed are not judged', () => {
      for (const code of ['', 'archived', 'constructor', 'dsl'])
        expect(read(code).value.agreesWith).toBeNull();
    });
  },
);

describe('a code of the province whose second field cannot be read', () => {
  it('is not judged', () => {
    const record = { eventStatus: '21', coordinating: 'maybe' };
    expect(provinceTestimony({ number: 'ZF1', record }, [], catalogue).value.agreesWith).toBeNull();
  });
});
