/** Rows that the catalogue has no code for: new matters, those it knows by name, and what is none. */
import { describe, expect, it } from '@jest/globals';
import { lineChanges, office, table, writeCsv } from './sheets.ts';

const NEW = {
  事项编码: '',
  事项名称: '对新事项的处罚',
  英文名称: 'A new matter',
  类别: '城镇燃气',
  事项类型: '处罚',
  法律依据: '《城镇燃气管理条例》第二十九条',
  处罚内容: '责令改正',
  处罚依据: '《城镇燃气管理条例》第五十条',
  处罚程序: '普通程序',
  可否赋权: '是',
};
const WARNING_NAME = 'has no code, and is read as E-08-003, which has this name';
const FILL_IN = 'fill it in; if the matter is not new, write its code';

describe('A sheet that is read again after its new matters were written', () => {
  it('was told their codes, finds them by name, and changes nothing', async () => {
    using desk = office('08');
    writeCsv(desk.path('a.csv'), table(NEW, { ...NEW, 事项名称: '对另一事项的处罚' }));
    const first = await desk.run('import', desk.path('a.csv'), '--write', '--lang', 'zh');
    expect(first.out).toMatch(
      /\n新增事项的编码，请填入表中：A2 E-08-003、A3 E-08-004\n对使用者和事件的影响：npm run matters -- diff HEAD\n$/,
    );
    const before = desk.yaml();
    const again = await desk.run('import', desk.path('a.csv'), '--write', '--lang', 'zh');
    expect(again).toEqual({
      code: 0,
      out: 'a.csv：没有变化\n',
      err: expect.stringContaining(`\
  警告  事项编码
  原因  未填编码，按名称认作 E-08-003
  处理  请填写编码 E-08-003；如为另一事项，请另取名称
`),
    });
    expect(desk.yaml()).toEqual(before);
  });

  it('changes what it says otherwise now', async () => {
    using desk = office('08');
    writeCsv(desk.path('a.csv'), table(NEW));
    await desk.run('import', desk.path('a.csv'), '--write');
    const before = desk.yaml();
    writeCsv(desk.path('a.csv'), table({ ...NEW, 可否赋权: '否' }));
    const findings = await desk.findings('a.csv', '--write');
    expect(findings).toEqual([expect.stringContaining(`a.csv:2:1 A2 事项编码: warning: ${WARNING_NAME}; `)]);
    expect(lineChanges(before, desk.yaml())).toEqual(['-delegable: true', '+delegable: false']);
  });

  it('is a row too many where the matter stands there with its code', async () => {
    using desk = office('08');
    writeCsv(desk.path('a.csv'), table(NEW));
    await desk.run('import', desk.path('a.csv'), '--write');
    writeCsv(desk.path('a.csv'), table({ ...NEW, 事项编码: 'E-08-003' }, NEW));
    expect(await desk.findings('a.csv')).toEqual([
      'a.csv:3:1 A3 事项编码: the matter stands in A2 already; take one of the two rows out',
    ]);
  });
});

it('Two matters of one name are asked about, and so is a new one that stands there twice', async () => {
  using desk = office('08');
  desk.rewrite('08-urban-gas.yaml', text =>
    text.replaceAll(/zh: (对未取得燃气.*|对燃气用户.*)/g, 'zh: 对新事项的处罚'),
  );
  writeCsv(desk.path('a.csv'), table(NEW, { ...NEW, 事项名称: '别' }, { ...NEW, 事项名称: '别' }));
  expect(await desk.findings('a.csv')).toEqual([
    'a.csv:2:1 A2 事项编码: E-08-001 and E-08-002 both have this name; write the code of the one that is meant',
    'a.csv:4:1 A4 事项编码: the new matter in A3 has the same name; take one of the two rows out, or give it a name of its own',
  ]);
});

it('A row of a known name under a code that there is not is asked whether the code is to change', async () => {
  using desk = office('08');
  const before = desk.yaml();
  const name = '对燃气用户擅自改装、拆除户内燃气设施的处罚';
  writeCsv(desk.path('a.csv'), table({ ...NEW, 事项编码: 'E-08-012', 事项名称: name }));
  expect(await desk.findings('a.csv', '--write', '--lang', 'zh')).toEqual([
    'a.csv:2:1 A2 事项编码 "E-08-012": 没有这个编码，而 E-08-002 与之同名：是否要改编码？; 表格不能改事项编码：请填回 E-08-002，确须改编码的在其 YAML 文件中修改；如为另一事项，请另取名称',
  ]);
  expect(desk.yaml()).toEqual(before);
});

describe('What a new matter lacks is said at once', () => {
  const lacking = async (row: Record<string, string>) => {
    using desk = office('08');
    writeCsv(desk.path('a.csv'), table({ 事项编码: '', ...row }));
    return await desk.findings('a.csv');
  };

  it('with its category and its kind, which the cells of one kind tell', async () => {
    expect(await lacking({ 事项名称: '新', 检查对象: '企业' })).toEqual([
      `a.csv:2:1 A2 事项编码: a new matter needs 类别, 事项类型, 英文名称, 法律依据, 检查方式, 检查频次; ${FILL_IN}`,
    ]);
  });

  it('for either kind where nothing tells which it is', async () => {
    expect(await lacking({ 事项名称: '新', 英文名称: '' })).toEqual([
      `a.csv:2:1 A2 事项编码: a new matter needs 类别, 事项类型, 法律依据, one of supervision 检查对象, 检查方式, 检查频次 too, one of enforcement 处罚内容, 处罚依据, 处罚程序, 可否赋权乡镇（街道） too; ${FILL_IN}`,
      'a.csv:2:4 C2 英文名称: must not be empty; fill it in',
    ]);
  });
});

it.each([
  ['事项编码', '合计'],
  ['事项名称', '合 计：'],
  ['事项编码', '填报人：'],
  ['事项名称', '审核人'],
])(
  'A row below the matters, with %s %s, is to be taken out, and nothing else is asked of it',
  async (title, text) => {
    using desk = office('08');
    writeCsv(
      desk.path('a.csv'),
      table({ 事项编码: '', 事项名称: '', '罚款上限（元）': '300000', [title]: text }),
    );
    expect(await desk.findings('a.csv')).toEqual([
      expect.stringMatching(
        /^a\.csv:2:1 A2 .*: is not a matter; take the row out: totals and who filled the sheet in are not read$/,
      ),
    ]);
  },
);

it('A matter whose name begins as a total does is one', async () => {
  using desk = office('08');
  writeCsv(desk.path('a.csv'), table({ ...NEW, 事项名称: '合计量器具的处罚' }));
  expect(await desk.findings('a.csv')).toEqual([]);
});
