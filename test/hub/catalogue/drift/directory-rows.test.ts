/** Each platform's directory row in our words. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directoryItem as ofCity } from '../../../../src/city/directory.ts';
import { directoryItem as ofGrassroots } from '../../../../src/grassroots/directory.ts';
import { directoryOf } from '../../../../src/hub/catalogue/drift/directory-item.ts';
import { directoryItem as ofProvince } from '../../../../src/province/directory.ts';

describe('a row of a directory', () => {
  it('of the province says all that the catalogue has of an item', () => {
    const row = {
      itemCode: '3302279001001',
      itemName: ' 对占用疏散通道的处罚 ',
      itemKind: '2',
      categoryCode: '27',
      deptCode: '331100XFD',
      legalBasis: '《中华人民共和国消防法》第二十八条',
      delegable: '0',
      status: '0',
      updateTime: '2024-07-01 00:00:00',
    };
    expect(ofProvince(row)).toEqual({
      value: {
        code: '3302279001001',
        name: '对占用疏散通道的处罚',
        live: false,
        kind: 'ENFORCEMENT',
        category: '27',
        department: '331100XFD',
        delegable: false,
        legalBasis: '《中华人民共和国消防法》第二十八条',
        provinceCode: null,
        changedAt: '2024-07-01T00:00:00+08:00',
      },
      gaps: [],
    });
  });

  it('of the city has its own form of a category, and names the province’s code', () => {
    const row = {
      item_code: 'JG-221789',
      name: '对电梯维护保养单位的监督检查',
      kind: 'supervision',
      category_code: 'C19',
      department_code: '331100SJJ',
      province_item_code: '3306221789002',
      live: true,
    };
    expect(ofCity(row)).toMatchObject({
      value: { category: '19', kind: 'SUPERVISION', provinceCode: '3306221789002', live: true },
      gaps: [],
    });
    const { value, gaps } = ofCity({ ...row, category_code: '19' });
    expect(value!.category).toBeNull();
    expect(gaps).toMatchObject([{ field: 'category_code' }]);
  });

  it('of the grid is a class, with a name alone', () => {
    expect(ofGrassroots({ lbdm: ' G10101', lbmc: '占道经营', fldm: 'G101', sfyx: '0' })).toMatchObject({
      value: { code: 'G10101', name: '占道经营', live: false, category: null },
      gaps: [],
    });
  });

  it('is live where the platform does not say', () => {
    const said = [ofProvince({ itemCode: '1' }), ofCity({ item_code: '1' }), ofGrassroots({ lbdm: '1' })];
    expect(said.map(({ value }) => value!.live)).toEqual([true, true, true]);
  });

  it('without a code is left out, and said to be; a gap names the row that it is of', () => {
    const rows = [ofCity({ name: '无编码' }), ofCity({ item_code: 'CF-1', live: 'maybe' })];
    const directory = directoryOf({ platform: 'CITY', lists: 'ITEMS' }, rows);
    expect(directory.items.map(({ code }) => code)).toEqual(['CF-1']);
    expect(directory.gaps).toMatchObject([
      { code: null, field: 'item_code' },
      { code: 'CF-1', field: 'live' },
    ]);
  });

  it('of whatever form is read without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), row => {
        for (const read of [ofProvince, ofCity, ofGrassroots]) read(row);
      }),
    );
    for (const read of [ofProvince, ofCity, ofGrassroots]) expect(read(7).value).toBeNull();
  });
});
