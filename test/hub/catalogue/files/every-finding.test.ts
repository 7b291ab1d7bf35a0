import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { checkCatalogue, loadCatalogue } from '../../../../src/hub/catalogue/files/load-catalogue.ts';
import { FindingsError, formatFinding } from '../../../../src/hub/files/finding.ts';
import { type WrittenFiles, writtenFiles } from '../../files/written-files.ts';

const WASTE = 'matters/01-city-appearance-and-sanitation.yaml';
const GAS = 'matters/08-urban-gas.yaml';
const DEFENCE = 'matters/40-civil-air-defence.yaml';

function breakThreeFiles(catalogue: WrittenFiles): void {
  catalogue.edit(WASTE, '  zh: 市容环境卫生', '  zh：市容环境卫生');
  catalogue.edit(GAS, 'CF-080831', 'CF-08x');
  catalogue.edit(GAS, 'JG-080629', 'JG-08x');
  catalogue.edit(DEFENCE, 'department: GDB', 'department: GDX');
}

describe('A catalogue with mistakes', () => {
  it('is refused with every finding of every file at once, in order of place', async () => {
    using catalogue = writtenFiles();
    breakThreeFiles(catalogue);
    const error = await loadCatalogue(catalogue.directory).catch(thrown => thrown);
    expect(error).toBeInstanceOf(FindingsError);
    expect(error.message.split('\n')).toEqual([
      "The catalogue's files have 4 errors:",
      '  schema/matters/01-city-appearance-and-sanitation.yaml:7:3 "zh：市容环境卫生": the colon after the key is a Chinese one; write an English colon and a space',
      '  schema/matters/08-urban-gas.yaml:20:45 codes.city "JG-08x": expected JG- and six digits; look the code up in the city\'s item directory',
      '  schema/matters/08-urban-gas.yaml:52:45 codes.city "CF-08x": expected CF- and six digits; look the code up in the city\'s item directory',
      '  schema/matters/40-civil-air-defence.yaml:9:15 category.department "GDX": the city has no such bureau; did you mean GDB? All are in schema/directory/departments.yaml',
    ]);
  });

  it('gives a finding as data too, in both languages, for a command to print as it likes', async () => {
    using catalogue = writtenFiles();
    catalogue.edit(GAS, 'CF-080831', 'CF-08x');
    const { files, findings } = await checkCatalogue(catalogue.directory);
    expect(files).toBeNull();
    expect(findings).toEqual([
      {
        severity: 'ERROR',
        file: 'schema/matters/08-urban-gas.yaml',
        line: 52,
        column: 45,
        path: 'codes.city',
        value: 'CF-08x',
        problem: { en: 'expected CF- and six digits', zh: '应为 CF- 加六位数字' },
        remedy: {
          en: "look the code up in the city's item directory",
          zh: '请在市平台的事项目录中查对',
        },
      },
    ]);
  });

  it('starts all the same when there are only warnings, and keeps them', async () => {
    using catalogue = writtenFiles();
    catalogue.edit(GAS, 'JG-080658', 'JG-080629');
    const loaded = await loadCatalogue(pathToFileURL(catalogue.directory));
    expect(loaded.warnings.map(formatFinding)).toEqual([
      'schema/matters/08-urban-gas.yaml:29:45 codes.city "JG-080629": warning: is also the code of S-08-001; see schema/matters/08-urban-gas.yaml:20; an event that carries it cannot be decided; correct it unless both are meant',
    ]);
    expect(loaded.mattersByCode('CITY', 'JG-080629').map(matter => matter.code)).toEqual([
      'S-08-001',
      'S-08-002',
    ]);
  });

  it('takes a comment for one where it cuts no text, whether or not a space stands in it', async () => {
    using catalogue = writtenFiles();
    catalogue.edit(GAS, 'JG-080629, grassroots: G10701 }', 'JG-080629, grassroots: G10701 } #旧');
    catalogue.edit(GAS, 'object: 燃气经营企业', "object: '燃气 #经营企业' #旧");
    catalogue.edit(GAS, '  zh: 城镇燃气', '  #旧\n  zh: 城镇燃气 # 旧');
    catalogue.edit(
      GAS,
      'object: 瓶装燃气经营者、餐饮用户',
      'object: >-\n      瓶装燃气经营者、餐饮用户\n#旧',
    );
    const { findings } = await checkCatalogue(catalogue.directory);
    expect(findings).toEqual([]);
  });

  it('does not blame the matters for a directory that cannot be read', async () => {
    using catalogue = writtenFiles();
    catalogue.edit('directory/departments.yaml', 'township_team: {', 'township_team: ');
    const { findings } = await checkCatalogue(catalogue.directory);
    expect(findings.map(({ file }) => file)).toEqual(['schema/directory/departments.yaml']);
  });
});

describe('Codes', () => {
  it('stand in a list where there are several, by themselves or with days', async () => {
    using catalogue = writtenFiles();
    catalogue.edit(GAS, 'city: JG-080629', 'city: [JG-080629, { code: JG-080630, to: 2024-07-01 }]');
    catalogue.edit(GAS, 'province: 3306083485001', 'province: [3306083485001, 3306083485002]');
    const { matter, mattersByCode } = await loadCatalogue(catalogue.directory);
    expect(matter('S-08-001')!.codes.CITY).toEqual([
      { code: 'JG-080629', from: null, to: null },
      { code: 'JG-080630', from: null, to: '2024-07-01' },
    ]);
    expect(mattersByCode('PROVINCE', '3306083485002').map(({ code }) => code)).toEqual(['S-08-001']);
  });
});

describe('A value needs no quotes', () => {
  it('where YAML by itself would read a number, and may have them', async () => {
    using catalogue = writtenFiles();
    catalogue.edit(GAS, '  code: 08', '  code: "08"');
    catalogue.edit(GAS, '3306083485001', "'3306083485001'");
    const { matter } = await loadCatalogue(catalogue.directory);
    expect(matter('S-08-001')!.codes.PROVINCE[0]!.code).toBe('3306083485001');
    expect(matter('S-08-002')!.codes.PROVINCE[0]!.code).toBe('3306083622002');
    expect(matter('S-08-001')!.category.code).toBe('08');
  });
});
