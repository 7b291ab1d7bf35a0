/** Every slip that the catalogue's files can hold, and what is said of it, word for word. */
import { PLATFORM_CODES, PLATFORM_NAMES } from '../../../../src/upstream/platform-code.ts';
import type { WrittenFiles } from '../../files/written-files.ts';

const GAS = 'matters/08-urban-gas.yaml';
const WASTE = 'matters/01-city-appearance-and-sanitation.yaml';
const REGIONS = 'directory/regions.yaml';
const DEPARTMENTS = 'directory/departments.yaml';
const GRID_CLASSES = 'directory/grid-classes.yaml';

export type Slip = [what: string, how: (files: WrittenFiles) => void, printed: string[]];

/** An edit of one file. */
const edit = (file: string, from: string, to: string) => (catalogue: WrittenFiles) =>
  catalogue.edit(file, from, to);

const codes: Slip[] = [
  [
    'a city code of another form',
    edit(GAS, 'CF-080831', 'CF-08x'),
    [
      `schema/matters/08-urban-gas.yaml:52:45 codes.city "CF-08x": expected CF- and six digits; look the code up in the city's item directory`,
    ],
  ],
  [
    'a letter for a digit in a code',
    edit(GAS, 'CF-080831', 'CF-O80831'),
    [
      'schema/matters/08-urban-gas.yaml:52:45 codes.city "CF-O80831": expected CF- and six digits, but character 4 is the letter O, not the digit 0; did you mean CF-080831?',
    ],
  ],
  [
    'a code in full width',
    edit(GAS, 'CF-080831', 'ＣＦ－０８０８３１'),
    [
      'schema/matters/08-urban-gas.yaml:52:45 codes.city "ＣＦ－０８０８３１": expected CF- and six digits, but character 1 is a full-width C; did you mean CF-080831?',
    ],
  ],
  [
    'a code in small letters',
    edit(GAS, 'CF-080831', 'cf-080831'),
    [
      'schema/matters/08-urban-gas.yaml:52:45 codes.city "cf-080831": expected CF- and six digits, but character 1 is a small letter; did you mean CF-080831?',
    ],
  ],
  [
    'a code without its hyphen',
    edit(GAS, 'CF-080831', 'CF080831'),
    [
      'schema/matters/08-urban-gas.yaml:52:45 codes.city "CF080831": expected CF- and six digits, but there is no - behind CF; did you mean CF-080831?',
    ],
  ],
  [
    'a code with another dash',
    edit(GAS, 'CF-080831', 'CF—080831'),
    [
      'schema/matters/08-urban-gas.yaml:52:45 codes.city "CF—080831": expected CF- and six digits, but character 3 is —, not a hyphen; did you mean CF-080831?',
    ],
  ],
  [
    'a code with a blank in it',
    edit(GAS, 'CF-080831', 'CF-080 831'),
    [
      'schema/matters/08-urban-gas.yaml:52:45 codes.city "CF-080 831": expected CF- and six digits, but character 7 is a blank; did you mean CF-080831?',
    ],
  ],
  [
    'a code that is too short',
    edit(GAS, 'CF-080831', 'CF-08083'),
    [
      `schema/matters/08-urban-gas.yaml:52:45 codes.city "CF-08083": expected CF- and six digits, but it is short by 1; look the code up in the city's item directory`,
    ],
  ],
  [
    'a code that is too long',
    edit(GAS, '3306083485001', '33060834850010'),
    [
      `schema/matters/08-urban-gas.yaml:20:24 codes.province "33060834850010": expected 3306 and nine digits, but it is too long by 1; look the code up in the province's item directory`,
    ],
  ],
  [
    'a digit for a letter in a code',
    edit(GAS, 'JG-080629, grassroots: G10701', 'JG-080629, grassroots: 610701'),
    [
      'schema/matters/08-urban-gas.yaml:20:68 codes.grassroots "610701": expected G and five digits; look the class up in schema/directory/grid-classes.yaml',
    ],
  ],
  [
    'several codes in one text',
    edit(GAS, 'city: CF-080831', 'city: CF-080831、CF-080832'),
    [
      'schema/matters/08-urban-gas.yaml:52:45 codes.city "CF-080831、CF-080832": several stand there without being a list; write [CF-080831, CF-080832]',
    ],
  ],
  [
    'a Chinese comma between codes of a list',
    edit(GAS, 'city: CF-080831', 'city: [CF-080831，CF-080832]'),
    [
      'schema/matters/08-urban-gas.yaml:52:46 codes.city[0] "CF-080831，CF-080832": a Chinese comma stands between { and } or [ and ]; write an English comma and a space',
    ],
  ],
  [
    'a provincial code of the other kind of item',
    edit(GAS, '3306083485001', '3302083485001'),
    [
      `schema/matters/08-urban-gas.yaml:20:24 codes.province "3302083485001": expected 3306 and nine digits; look the code up in the province's item directory`,
    ],
  ],
  [
    'a grid class of another form',
    edit(GAS, 'JG-080629, grassroots: G10701', 'JG-080629, grassroots: 10701'),
    [
      'schema/matters/08-urban-gas.yaml:20:68 codes.grassroots "10701": expected G and five digits; look the class up in schema/directory/grid-classes.yaml',
    ],
  ],
  [
    'a grid class that there is not',
    edit(GAS, 'JG-080629, grassroots: G10701', 'JG-080629, grassroots: G10799'),
    [
      'schema/matters/08-urban-gas.yaml:20:68 codes.grassroots "G10799": no such grid class; look it up in schema/directory/grid-classes.yaml, or add it there',
    ],
  ],
  [
    'a code that ends before it begins',
    edit(GAS, 'city: CF-080831', 'city: [{ code: CF-080831, from: 2024-07-01, to: 2024-07-01 }]'),
    [
      'schema/matters/08-urban-gas.yaml:52:87 codes.city[0].to "2024-07-01": expected a day after its from, 2024-07-01; write the first day on which it is so no more, or correct one of the two',
    ],
  ],
  [
    'a day of another form, and one that there is not',
    edit(
      GAS,
      'city: CF-080831',
      'city: [{ code: CF-080831, to: 2024/7/1 }, { code: CF-080832, from: 2024-06-31 }]',
    ),
    [
      'schema/matters/08-urban-gas.yaml:52:69 codes.city[0].to "2024/7/1": expected a day; write it like 2024-07-01',
      'schema/matters/08-urban-gas.yaml:52:106 codes.city[1].from "2024-06-31": there is no such day; correct it',
    ],
  ],
  [
    'a code with days outside a list',
    edit(GAS, 'city: CF-080831', 'city: { code: CF-080831, to: 2024-07-01 }'),
    [
      'schema/matters/08-urban-gas.yaml:52:45 codes.city: there is no list around it, which one alone needs too; write [{ code: CF-080831, to: 2024-07-01 }]',
    ],
  ],
  [
    'a code twice for the same days',
    edit(
      GAS,
      'city: CF-080831',
      'city: [{ code: CF-080831, to: 2024-07-02 }, { code: CF-080831, from: 2024-07-01 }]',
    ),
    [
      'schema/matters/08-urban-gas.yaml:52:91 codes.city[1].code "CF-080831": stands in this list already, for the same days; take one of the two out, or correct its days',
    ],
  ],
  [
    'a code twice in a list',
    edit(GAS, 'city: CF-080831', 'city: [CF-080831, { code: CF-080831, from: 2024-07-01 }]'),
    [
      'schema/matters/08-urban-gas.yaml:52:65 codes.city[1].code "CF-080831": stands in this list already, for the same days; take one of the two out, or correct its days',
    ],
  ],
  [
    'a code twice in a list, the first time with days',
    edit(GAS, 'city: CF-080831', 'city: [{ code: CF-080831, from: 2024-07-01 }, CF-080831]'),
    [
      'schema/matters/08-urban-gas.yaml:52:85 codes.city[1] "CF-080831": stands in this list already, for the same days; take one of the two out, or correct its days',
    ],
  ],
  [
    'a code of another form in a list',
    edit(GAS, 'city: CF-080831', 'city: [CF-080831, CF-08x]'),
    [
      `schema/matters/08-urban-gas.yaml:52:57 codes.city[1] "CF-08x": expected CF- and six digits; look the code up in the city's item directory`,
    ],
  ],
  [
    'a code that two matters share for some days',
    edit(
      GAS,
      'city: CF-080831',
      'city: [{ code: CF-080831, to: 2024-07-02 }, { code: CF-080862, from: 2024-07-02 }]',
    ),
    [
      'schema/matters/08-urban-gas.yaml:65:45 codes.city "CF-080862": warning: is also the code of E-08-001; see schema/matters/08-urban-gas.yaml:52; an event that carries it cannot be decided; correct it unless both are meant',
    ],
  ],
  [
    'a code left empty',
    edit(GAS, 'JG-080629, grassroots: G10701', 'JG-080629, grassroots:'),
    [
      'schema/matters/08-urban-gas.yaml:20:56 codes.grassroots: has no value; write one, or take the line out where there is none',
    ],
  ],
  [
    'a platform that is none',
    edit(GAS, 'JG-080629, grassroots: G10701', 'JG-080629, gras: G10701'),
    [
      `schema/matters/08-urban-gas.yaml:20:56 codes.gras: unknown key; the keys here are ${PLATFORM_NAMES.join(', ')}`,
    ],
  ],
  [
    'a matter code of another form',
    edit(GAS, 'code: S-08-002', 'code: S-8-2'),
    [
      'schema/matters/08-urban-gas.yaml:22:11 code "S-8-2": expected S, the category and three digits; write it like S-08-001',
    ],
  ],
  [
    'a letter for a digit in a matter code',
    edit(WASTE, 'code: E-01-003', 'code: E-O1-003'),
    [
      'schema/matters/01-city-appearance-and-sanitation.yaml:72:11 code "E-O1-003": expected E, the category and three digits, but character 3 is the letter O, not the digit 0; did you mean E-01-003?',
    ],
  ],
  [
    'a digit for a letter in a matter code',
    edit(GAS, 'code: S-08-002', 'code: 5-08-002'),
    [
      'schema/matters/08-urban-gas.yaml:22:11 code "5-08-002": expected S, the category and three digits, but character 1 is the digit 5, not the letter S; did you mean S-08-002?',
    ],
  ],
  [
    'a matter code of another form in another file',
    edit(WASTE, 'code: E-01-003', 'code: E-1-3'),
    [
      'schema/matters/01-city-appearance-and-sanitation.yaml:72:11 code "E-1-3": expected E, the category and three digits; write it like E-01-001',
    ],
  ],
  [
    'a matter code of another category',
    edit(GAS, 'code: S-08-002', 'code: S-09-002'),
    [
      `schema/matters/08-urban-gas.yaml:22:11 code "S-09-002": expected a code of category 08; write it like S-08-002, or move the matter to its category's file`,
    ],
  ],
  [
    'a matter code twice in one file',
    edit(GAS, 'code: S-08-002', 'code: S-08-001'),
    [
      'schema/matters/08-urban-gas.yaml:22:11 code "S-08-001": is also the code of the matter 对燃气经营企业的监督检查; see schema/matters/08-urban-gas.yaml:13; give this one a number of its own',
    ],
  ],
  [
    'a city code that two matters share',
    edit(GAS, 'JG-080658', 'JG-080629'),
    [
      'schema/matters/08-urban-gas.yaml:29:45 codes.city "JG-080629": warning: is also the code of S-08-001; see schema/matters/08-urban-gas.yaml:20; an event that carries it cannot be decided; correct it unless both are meant',
    ],
  ],
];

const fields: Slip[] = [
  [
    'a mistyped key',
    edit(GAS, '    frequency: 每季度一次', '    frequncy: 每季度一次'),
    ['schema/matters/08-urban-gas.yaml:19:5 frequncy: unknown key; did you mean "frequency"?'],
  ],
  [
    'a key that nobody knows',
    edit(GAS, '  note: ', '  colour: '),
    [
      'schema/matters/08-urban-gas.yaml:10:3 category.colour: unknown key; the keys here are code, zh, en, department, note',
    ],
  ],
  [
    'a penalty at a supervision item',
    edit(
      GAS,
      '    frequency: 每季度一次',
      '    frequency: 每季度一次\n    penalty: { text: 罚款, basis: 法, procedure: SIMPLE }',
    ),
    [
      'schema/matters/08-urban-gas.yaml:20:5 penalty: does not belong here; only an enforcement item has a penalty; write the item under enforcement:, or take the penalty out',
    ],
  ],
  [
    'a missing key',
    edit(GAS, '    object: 燃气经营企业\n', ''),
    [
      'schema/matters/08-urban-gas.yaml:13:5 supervision[0]: the key "object" is missing; add it: Who or what is inspected 监管对象',
    ],
  ],
  [
    'an empty value',
    edit(GAS, '    object: 燃气经营企业', '    object:'),
    ['schema/matters/08-urban-gas.yaml:17:5 object: has no value; write one'],
  ],
  [
    'a bureau that the city does not have',
    edit(GAS, 'department: JSJ', 'department: JSK'),
    [
      'schema/matters/08-urban-gas.yaml:9:15 category.department "JSK": the city has no such bureau; did you mean JSJ? All are in schema/directory/departments.yaml',
    ],
  ],
  [
    'a bureau by its name',
    edit(GAS, 'department: JSJ', 'department: 市建设局'),
    [
      'schema/matters/08-urban-gas.yaml:9:15 category.department "市建设局": expected three capital letters; did you mean JSJ (丽水市建设局)?',
    ],
  ],
  [
    'a bureau that nobody knows by that name',
    edit(GAS, 'department: JSJ', 'department: 建管中心'),
    [
      'schema/matters/08-urban-gas.yaml:9:15 category.department "建管中心": expected three capital letters; look the bureau up in schema/directory/departments.yaml',
    ],
  ],
  [
    'a bureau by its name without the city’s, and in short',
    edit(GAS, 'department: JSJ', 'department: 综合执法局'),
    [
      'schema/matters/08-urban-gas.yaml:9:15 category.department "综合执法局": expected three capital letters; did you mean ZFJ (丽水市综合行政执法局)?',
    ],
  ],
  [
    'a Chinese comma between methods',
    edit(
      GAS,
      '[现场检查, 双随机抽查]\n    frequency: 每季度一次',
      '[现场检查，双随机抽查]\n    frequency: 每季度一次',
    ),
    [
      'schema/matters/08-urban-gas.yaml:18:15 methods[0] "现场检查，双随机抽查": a Chinese comma stands between { and } or [ and ]; write an English comma and a space',
    ],
  ],
  [
    'no penalty',
    edit(
      GAS,
      '    penalty:\n      text: 责令停止违法行为，处五万元以上五十万元以下罚款；有违法所得的，没收违法所得\n      basis: 《城镇燃气管理条例》第四十五条\n      fine: { min: 50000, max: 500000 }\n      procedure: ORDINARY\n',
      '',
    ),
    [
      'schema/matters/08-urban-gas.yaml:41:5 enforcement[0]: the key "penalty" is missing; add it: The penalty 处罚, with the keys text, basis, procedure',
    ],
  ],
  [
    'the name of another matter of its kind',
    edit(GAS, '对瓶装燃气配送和使用环节安全的监督检查', '对燃气经营企业的监督检查'),
    [
      'schema/matters/08-urban-gas.yaml:23:9 zh "对燃气经营企业的监督检查": warning: is also the name of S-08-001; see schema/matters/08-urban-gas.yaml:14; name it otherwise, or take one of the two out',
    ],
  ],
  [
    'text with a sign in it that begins a comment',
    edit(GAS, 'zh: 对燃气经营企业', 'zh: 对燃气 #经营企业'),
    [
      `schema/matters/08-urban-gas.yaml:14:13 "#经营企业的监督检查": warning: is a comment, and the text in front of it ends there; put all of the text in '…', or write a space behind # where a comment is meant`,
    ],
  ],
  [
    'an amount with a unit',
    edit(GAS, 'max: 100000 ', 'max: 10万元 '),
    [
      'schema/matters/08-urban-gas.yaml:62:20 penalty.fine.max "10万元": expected a whole number; write digits only, without unit, comma or space',
    ],
  ],
  [
    'an amount below nothing',
    edit(GAS, 'max: 100000 ', 'max: -1 '),
    ['schema/matters/08-urban-gas.yaml:62:20 penalty.fine.max "-1": expected a number from 0 up; correct it'],
  ],
  [
    'a least fine above the greatest',
    edit(GAS, 'min: 50000,', 'min: 5000000,'),
    [
      'schema/matters/08-urban-gas.yaml:49:20 penalty.fine.min "5000000": expected at most the max, 500000; correct one of the two',
    ],
  ],
  [
    'a fine without bounds',
    edit(GAS, '{ max: 100000 }', '{}'),
    ['schema/matters/08-urban-gas.yaml:62:13 penalty.fine: is empty; the keys here are min, max'],
  ],
  [
    'a procedure that there is not',
    edit(GAS, 'max: 100000 }\n      procedure: ORDINARY', 'max: 100000 }\n      procedure: ORDINERY'),
    [
      'schema/matters/08-urban-gas.yaml:63:18 penalty.procedure "ORDINERY": expected one of SIMPLE, ORDINARY; did you mean ORDINARY?',
    ],
  ],
  [
    'yes for true',
    edit(GAS, 'delegable: true', 'delegable: yes'),
    ['schema/matters/08-urban-gas.yaml:64:16 delegable "yes": expected true or false; write one of these'],
  ],
  [
    'a method mistyped',
    edit(GAS, 'methods: [现场检查]', 'methods: [现场检察]'),
    [
      'schema/matters/08-urban-gas.yaml:27:15 methods[0] "现场检察": expected one of 现场检查, 双随机抽查, 非现场监管; did you mean 现场检查?',
    ],
  ],
  [
    'a method twice',
    edit(GAS, 'methods: [现场检查]', 'methods: [现场检查, 现场检查]'),
    [
      'schema/matters/08-urban-gas.yaml:27:21 methods[1] "现场检查": stands twice in the list; take one of the two out',
    ],
  ],
  [
    'no method',
    edit(GAS, 'methods: [现场检查]', 'methods: []'),
    [
      'schema/matters/08-urban-gas.yaml:27:14 methods: expected at least 1 in the list, got 0; correct it: How it is inspected 监管方式: one or more',
    ],
  ],
  [
    'one method where a list is due',
    edit(GAS, 'methods: [现场检查]', 'methods: 现场检查'),
    [
      'schema/matters/08-urban-gas.yaml:27:14 methods "现场检查": expected a list, got text; write it as [ … ], or as lines that begin with "- "',
    ],
  ],
  [
    'a list where text is due',
    edit(GAS, 'object: 燃气经营企业', 'object: [燃气经营企业]'),
    ['schema/matters/08-urban-gas.yaml:17:13 object: expected text, got a list; write text after the colon'],
  ],
  [
    'text where keys are due',
    edit(GAS, 'fine: { max: 100000 }', 'fine: 100000'),
    [
      'schema/matters/08-urban-gas.yaml:62:13 penalty.fine "100000": expected keys with values, got text; the keys here are min, max',
    ],
  ],
];

const yaml: Slip[] = [
  [
    'a tab',
    edit(GAS, '  zh: 城镇燃气', '\tzh: 城镇燃气'),
    [
      'schema/matters/08-urban-gas.yaml:7:1 "zh: 城镇燃气": a tab stands where spaces should; indent with spaces',
    ],
  ],
  [
    'a Chinese colon after a key',
    edit(GAS, '  zh: 城镇燃气', '  zh：城镇燃气'),
    [
      'schema/matters/08-urban-gas.yaml:7:3 "zh：城镇燃气": the colon after the key is a Chinese one; write an English colon and a space',
    ],
  ],
  [
    'a Chinese comma between keys of one line',
    edit(GAS, 'city: JG-080629, grassroots', 'city: JG-080629，grassroots'),
    [
      'schema/matters/08-urban-gas.yaml:20:45 "codes: { province: 3306083485001, city: JG-080629，grassroots: G10701 }": a Chinese comma stands between { and } or [ and ]; write an English comma and a space',
    ],
  ],
  [
    'a Chinese colon between keys of one line',
    edit(GAS, '3306083485001, city: JG', '3306083485001, city：JG'),
    [
      'schema/matters/08-urban-gas.yaml:20:39 codes.city：JG-080629: the colon after the key is a Chinese one; write an English colon and a space',
    ],
  ],
  [
    'no space after a colon',
    edit(GAS, '  zh: 城镇燃气', '  zh:城镇燃气'),
    ['schema/matters/08-urban-gas.yaml:7:3 "zh:城镇燃气": there is no space after the colon; write one'],
  ],
  [
    'a colon inside unquoted text',
    edit(GAS, "'一件事: 瓶装燃气'", '一件事: 瓶装燃气'),
    [
      `schema/matters/08-urban-gas.yaml:10:9 "note: 一件事: 瓶装燃气": a colon and a space stand inside the text; put the text in '…', or use a Chinese colon in it`,
    ],
  ],
  [
    'a key twice',
    edit(GAS, '  zh: 城镇燃气', '  zh: 城镇燃气\n  zh: 燃气'),
    ['schema/matters/08-urban-gas.yaml:8:3 "zh: 燃气": the key stands twice; take one of the two out'],
  ],
  [
    'a wrong indentation',
    edit(GAS, '    object: 燃气经营企业', '   object: 燃气经营企业'),
    [
      'schema/matters/08-urban-gas.yaml:17:1 "object: 燃气经营企业": is not indented like the lines around it; begin it in the column of the key above that it belongs beside',
    ],
  ],
  [
    'one space too many before a key',
    edit(GAS, '    object: 燃气经营企业', '     object: 燃气经营企业'),
    [
      'schema/matters/08-urban-gas.yaml:17:6 "object: 燃气经营企业": is not indented like the lines around it; begin it in the column of the key above that it belongs beside',
    ],
  ],
  [
    'an item of a list without its two spaces',
    edit(GAS, '  - code: S-08-002', '- code: S-08-002'),
    [
      'schema/matters/08-urban-gas.yaml:22:1 "- code: S-08-002": is not indented like the lines around it; begin it in the column of the key above that it belongs beside',
    ],
  ],
  [
    'no colon after a key',
    edit(GAS, '    object: 燃气经营企业', '    object 燃气经营企业'),
    [
      'schema/matters/08-urban-gas.yaml:17:5 "object 燃气经营企业": there is no colon after the key; write an English colon and a space',
    ],
  ],
  [
    'text that goes on in the next line without being indented',
    edit(GAS, '    object: 燃气经营企业', '    object: 燃气经营企业、\n    瓶装燃气经营者'),
    [
      'schema/matters/08-urban-gas.yaml:18:5 "瓶装燃气经营者": is neither a key nor a part of the text above; write the text in one line with its key, or indent this line deeper than the key',
    ],
  ],
  [
    'blanks that are no spaces',
    edit(GAS, '    object: 燃气经营企业', '\u3000\u3000object: 燃气经营企业'),
    [
      'schema/matters/08-urban-gas.yaml:17:11 "object: 燃气经营企业": a blank of another kind stands where a space should; type the blanks of the line anew',
    ],
  ],
  [
    'a merge of git left undone',
    edit(
      GAS,
      '    object: 燃气经营企业',
      '<<<<<<< HEAD\n    object: 企业\n=======\n    object: 燃气经营企业\n>>>>>>> b',
    ),
    [
      'schema/matters/08-urban-gas.yaml:17:1 "<<<<<<< HEAD": is a mark that git leaves where two changes meet; keep the right one of the two texts, and take the marks out',
    ],
  ],
  [
    'a comma left out between keys of one line',
    edit(GAS, 'city: JG-080629, grassroots', 'city: JG-080629 grassroots'),
    [
      'schema/matters/08-urban-gas.yaml:20:45 "codes: { province: 3306083485001, city: JG-080629 grassroots: G10701 }": there is no comma between two keys of { }; write an English comma and a space',
    ],
  ],
  [
    'a comma twice',
    edit(GAS, '3306083485001, city', '3306083485001,, city'),
    [
      'schema/matters/08-urban-gas.yaml:20:38 "codes: { province: 3306083485001,, city: JG-080629, grassroots: G10701 }": there is a comma too many; take one out',
    ],
  ],
  [
    'a brace closed twice',
    edit(GAS, 'JG-080629, grassroots: G10701 }', 'JG-080629, grassroots: G10701 }}'),
    [
      'schema/matters/08-urban-gas.yaml:20:76 "codes: { province: 3306083485001, city: JG-080629, grassroots: G10701 }}": closes with } or ] what was not opened; take it out, or write the one that opens',
    ],
  ],
  [
    'a list in the line of its key',
    edit(GAS, 'methods: [现场检查]', 'methods: - 现场检查'),
    [
      `schema/matters/08-urban-gas.yaml:27:14 "methods: - 现场检查": a list begins in the line of its key; begin it in the next line, or put a text that begins with - in '…'`,
    ],
  ],
  [
    'a backslash in double quotes',
    edit(GAS, 'object: 燃气经营企业', 'object: "燃气\\经营企业"'),
    [
      `schema/matters/08-urban-gas.yaml:17:13 "object: \\"燃气\\\\经营企业\\"": a backslash means something between double quotes; put the text in '…' instead`,
    ],
  ],
  [
    'a directive of YAML',
    edit(GAS, 'category:', '%YAML 9.9\n---\ncategory:'),
    [
      'schema/matters/08-urban-gas.yaml:5:7 "%YAML 9.9": is not YAML (Unsupported YAML version 9.9); compare the line with one that works',
    ],
  ],
  [
    'a key that YAML allows, and few readers',
    edit(GAS, 'category:', '[[category]]:'),
    [
      'schema/matters/08-urban-gas.yaml: is not YAML (nested arrays are not supported inside keys); compare the file with one that works',
    ],
  ],
  [
    'a brace left open',
    edit(GAS, 'city: JG-080629, grassroots: G10701 }', 'city: JG-080629, grassroots: G10701'),
    [
      'schema/matters/08-urban-gas.yaml:20:12 "codes: { province: 3306083485001, city: JG-080629, grassroots: G10701": what is opened with { or [ is not closed; close it with } or ]',
    ],
  ],
  [
    'a quote left open',
    edit(GAS, "'一件事: 瓶装燃气'", "'一件事: 瓶装燃气"),
    [
      `schema/matters/08-urban-gas.yaml:10:9 "note: '一件事: 瓶装燃气": the quote that begins the text is not closed; write the same quote at the end of the text`,
    ],
  ],
  [
    'text that begins with a sign of YAML',
    edit(GAS, 'zh: 城镇燃气', 'zh: *城镇燃气'),
    [
      `schema/matters/08-urban-gas.yaml:7:7 "zh: *城镇燃气": the text begins with a sign that means something in YAML; put the text in '…'`,
    ],
  ],
  [
    'text that begins with another',
    edit(GAS, 'zh: 城镇燃气', 'zh: !城镇燃气'),
    [
      'schema/matters/08-urban-gas.yaml:7:8 "zh: !城镇燃气": the text begins with a sign that means something in YAML; put the text in \'…\'',
    ],
  ],
  [
    'text behind a quoted text',
    edit(GAS, 'zh: 城镇燃气', "zh: '城镇'燃气"),
    [
      `schema/matters/08-urban-gas.yaml:7:7 "zh: '城镇'燃气": something stands behind the closing quote or bracket; put all of the text in '…', or write another key in the next line`,
    ],
  ],
  [
    'a character that no YAML has',
    edit(GAS, 'zh: 城镇燃气', 'zh: 城镇\u0007燃气'),
    [
      'schema/matters/08-urban-gas.yaml:7:9: holds a character that cannot be seen, U+0007; take it out, or type the text anew',
    ],
  ],
  [
    'a second document',
    edit(GAS, 'enforcement:', '---\nenforcement:'),
    ['schema/matters/08-urban-gas.yaml:40:1 "---": a second document begins; take the line --- or ... out'],
  ],
  [
    'two slips in two places',
    catalogue => {
      catalogue.edit(GAS, '  zh: 城镇燃气', '  zh：城镇燃气');
      catalogue.edit(GAS, '    frequency: 每季度一次', '    frequency：每季度一次');
    },
    [
      'schema/matters/08-urban-gas.yaml:7:3 "zh：城镇燃气": the colon after the key is a Chinese one; write an English colon and a space',
      'schema/matters/08-urban-gas.yaml:19:5 "frequency：每季度一次": the colon after the key is a Chinese one; write an English colon and a space',
    ],
  ],
  [
    'a name missing',
    edit(GAS, '    zh: 对燃气经营企业的监督检查\n', ''),
    [
      'schema/matters/08-urban-gas.yaml:13:5 supervision[0]: the key "zh" is missing; add it: Name in Chinese 中文名称',
    ],
  ],
];

const files: Slip[] = [
  [
    'an empty file',
    catalogue => catalogue.write(GAS, ''),
    ['schema/matters/08-urban-gas.yaml: is empty; the keys here are category, supervision, enforcement'],
  ],
  [
    'a file with comments only',
    catalogue => catalogue.write(GAS, '# later\n'),
    ['schema/matters/08-urban-gas.yaml: is empty; the keys here are category, supervision, enforcement'],
  ],
  [
    'a file that is no map',
    catalogue => catalogue.write(GAS, '- 1\n- 2\n'),
    [
      'schema/matters/08-urban-gas.yaml:1:1: expected keys with values, got a list; the keys here are category, supervision, enforcement',
    ],
  ],
  [
    'a category without matters',
    catalogue =>
      catalogue.write(
        GAS,
        'category: { code: 08, zh: 燃气, en: Gas, department: JSJ }\nsupervision: []\nenforcement: []\n',
      ),
    [
      'schema/matters/08-urban-gas.yaml:1:11 category: warning: has no matters; write one, or take the file out',
    ],
  ],
  [
    'a section left empty',
    catalogue =>
      catalogue.write(
        GAS,
        'category: { code: 08, zh: 燃气, en: Gas, department: JSJ }\nsupervision:\nenforcement: []\n',
      ),
    ['schema/matters/08-urban-gas.yaml:2:1 supervision: has no value; write [] where there is none'],
  ],
  [
    'a category code other than the name of the file',
    edit(GAS, '  code: 08', '  code: 09'),
    [
      `schema/matters/08-urban-gas.yaml:6:9 category.code "09": expected 08, as the file's name begins; correct the code, or rename the file`,
    ],
  ],
  [
    'the category code of another file',
    catalogue =>
      catalogue.write(
        'matters/08-gas.yaml',
        'category: { code: 08, zh: 燃气, en: Gas, department: JSJ }\nsupervision: []\nenforcement: []\n',
      ),
    [
      'schema/matters/08-gas.yaml:1:11 category: warning: has no matters; write one, or take the file out',
      'schema/matters/08-urban-gas.yaml:6:9 category.code "08": is also the code of the category 燃气; see schema/matters/08-gas.yaml:1; give this one a code of its own',
    ],
  ],
  [
    'a file of another name',
    catalogue => catalogue.write('matters/gas.yml', ''),
    [
      'schema/matters/gas.yml: is not read: expected two digits, words in small letters and .yaml; rename it like 08-urban-gas.yaml',
    ],
  ],
  [
    'a file in GBK',
    catalogue => catalogue.write(GAS, Buffer.from([0xb3, 0xc7, 0xd5, 0xf2])),
    ['schema/matters/08-urban-gas.yaml: is not in UTF-8; save it as UTF-8'],
  ],
  [
    'the schema of all matter files gone, as where only YAML files were copied',
    catalogue => catalogue.remove('matters/matter-file.schema.json'),
    ['schema/matters/matter-file.schema.json: there is no such file; put it back'],
  ],
  [
    'a directory file gone',
    catalogue => catalogue.remove(GRID_CLASSES),
    ['schema/directory/grid-classes.yaml: there is no such file; put it back'],
  ],
];

const directories: Slip[] = [
  [
    'a township under another county',
    edit(REGIONS, '331102001:', '331121901:'),
    [
      'schema/directory/regions.yaml:14:7 counties.331102.subdistricts.331121901: expected a code that begins with 331102; correct it, or move it to its own region',
    ],
  ],
  [
    'a township twice in a county',
    edit(REGIONS, '331102200:', '331102100:'),
    [
      'schema/directory/regions.yaml:26:7 counties.331102.townships.331102100: stands twice; take one of the two out',
    ],
  ],
  [
    'a county code too short',
    edit(REGIONS, '  331102:', '  33110:'),
    [
      'schema/directory/regions.yaml:9:3 counties.33110: expected a key of six digits, but it is short by 1; correct it',
    ],
  ],
  [
    'a place that is no number',
    edit(REGIONS, '[119.9265, 28.4560]', '[119.9265, 北纬28]'),
    [
      'schema/directory/regions.yaml:14:68 counties.331102.subdistricts.331102001.at[1] "北纬28": expected a number; write digits only, without unit, comma or space',
    ],
  ],
  [
    'a place with one number',
    edit(REGIONS, '[119.9265, 28.4560]', '[119.9265]'),
    [
      'schema/directory/regions.yaml:14:57 counties.331102.subdistricts.331102001.at: expected 2 in the list, got 1; correct it: Longitude and latitude in degrees, CGCS2000 经纬度: [119.9180, 28.4700]',
    ],
  ],
  [
    'a bureau of a region that there is not',
    edit(DEPARTMENTS, '  331171:', '  331172:'),
    [
      'schema/directory/departments.yaml:213:3 bureaus.331172: no such region; look it up in schema/directory/regions.yaml',
    ],
  ],
  [
    'a bureau that matters refer to taken out',
    edit(DEPARTMENTS, '    GDB: { zh: 丽水市国防动员办公室', '    GDC: { zh: 丽水市国防动员办公室'),
    [
      'schema/matters/40-civil-air-defence.yaml:9:15 category.department "GDB": the city has no such bureau; did you mean GDC? All are in schema/directory/departments.yaml',
    ],
  ],
  [
    'a zone that is also a county',
    edit(REGIONS, '  331171:', '  331102: '),
    [
      'schema/directory/departments.yaml:213:3 bureaus.331171: no such region; look it up in schema/directory/regions.yaml',
      'schema/directory/regions.yaml:256:3 zones.331102: is also a county; take one of the two out',
    ],
  ],
  [
    'text where classes are due',
    catalogue => catalogue.write(GRID_CLASSES, 'classes: G10101\n'),
    [
      'schema/directory/grid-classes.yaml:1:10 classes "G10101": expected keys with values, got text; its keys are of G and five digits',
    ],
  ],
  [
    'a grid class of another form',
    edit(GRID_CLASSES, 'G10101:', 'G1010:'),
    [
      'schema/directory/grid-classes.yaml:6:3 classes.G1010: expected a key of G and five digits, but it is short by 1; correct it',
    ],
  ],
];

const known = (entry: string) => edit('directory/known-drift.yaml', 'known: []', `known:\n  - { ${entry} }`);

const KNOWN = 'code: CF-280901, kind: NEW, seen: 甲';

const knownDrift: Slip[] = [
  [
    'a difference without a reason',
    known(`platform: CITY, ${KNOWN}, reason: `),
    ['schema/directory/known-drift.yaml:6:60 reason: has no value; write one'],
  ],
  [
    'a difference of a platform that there is not',
    known(`platform: CIY, ${KNOWN}, reason: 不归本级`),
    [
      `schema/directory/known-drift.yaml:6:17 platform "CIY": expected one of ${PLATFORM_CODES.join(', ')}; did you mean CITY?`,
    ],
  ],
  [
    'a difference of a platform in small letters',
    known(`platform: city, ${KNOWN}, reason: 不归本级`),
    [
      'schema/directory/known-drift.yaml:6:17 platform "city": expected a platform in capitals; write it like CITY',
    ],
  ],
];

export const CATALOGUE_SLIPS: [where: string, Slip[]][] = [
  ['codes', codes],
  ['the fields of a matter', fields],
  ['YAML itself', yaml],
  ['files', files],
  ['directories', directories],
  ['known differences', knownDrift],
];
