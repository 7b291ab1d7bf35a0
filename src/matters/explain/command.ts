import { loadCatalogue } from '../../hub/catalogue/files/load-catalogue.ts';
import { harmless, line, painted, says } from '../desk.ts';
import { SchemaTexts } from '../edit/schema-texts.ts';
import { command } from '../given.ts';
import { asking } from '../platforms/asking.ts';
import { openForDesk } from '../platforms/open.ts';
import { readPlatformThing } from '../platforms/platform-thing.ts';
import { matterSteps } from './matter-steps.ts';
import { checkNumber } from './number.ts';
import { regionSteps, statusSteps, unreadSteps } from './steps.ts';

export const explain = command(
  {
    name: 'explain',
    about: {
      en:
        'Says step by step why the event of a platform’s record has its matter, its status and its region: the codes as the\n' +
        'platform sent them, the lines of the catalogue that they hit, and what decided. For example: npm run matters -- explain\n' +
        'grassroots:SJ20240513000123. Exit code: 0; 1 where there is no such record; 2 for wrong use or an environment that cannot\n' +
        'be used; 3 where the platform did not answer.',
      zh:
        '逐步说明某平台一条记录的事件为何归入该事项、状态和区划：平台发送的原始编码、命中的目录行以及判定依据。\n' +
        '例如：npm run matters -- explain grassroots:SJ20240513000123\n' +
        '退出码：0 正常；1 没有该记录；2 命令写法或环境变量有误；3 平台未应答。',
    },
    words: [{ name: { en: 'PLATFORM:NUMBER', zh: '平台:编号' } }],
    options: {},
  },
  async (_, desk, word) => {
    const { platform, rest: number } = readPlatformThing(word!, 'NUMBER');
    checkNumber(platform, number);
    const catalogue = await loadCatalogue(desk.schema, desk.called);
    const texts = new SchemaTexts(desk.schema, desk.called);
    await using platforms = await openForDesk(desk, catalogue);
    const found = await asking(desk, 1, () => platforms.readers.get(platform)!.explained(number));
    const name = says(desk, platforms.nameOf(platform));
    if (!found) {
      const none = { en: `${name} has no record ${number}`, zh: `${name}没有编号为 ${number} 的记录` };
      line(desk, none, desk.err);
      return 1;
    }
    line(desk, painted(desk.out, 'bold', `${name} ${number}`));
    if (found.about) {
      const { origin } = found.about;
      const [id, there] = [harmless(found.about.id), harmless(found.about.number)];
      line(desk, {
        en: `The record is about ${id}, whose own record decides: npm run matters -- explain ${origin}:${there}`,
        zh: `该记录对应事件 ${id}，以来源平台的记录为准：npm run matters -- explain ${origin}:${there}`,
      });
    }
    const steps = [
      matterSteps(found, catalogue, texts),
      statusSteps(found, platform),
      regionSteps(found, texts),
      ...unreadSteps(found),
    ];
    for (const [index, { title, lines }] of steps.entries()) {
      line(desk, '');
      line(desk, painted(desk.out, 'bold', `${index + 1}. ${says(desk, title)}`));
      // Much of it is the platform's own words.
      for (const text of lines)
        line(desk, `   ${harmless(typeof text === 'string' ? text : says(desk, text))}`);
    }
    return 0;
  },
);
