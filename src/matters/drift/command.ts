import { driftOf } from '../../hub/catalogue/drift/drift.ts';
import { sortedOut } from '../../hub/catalogue/drift/known-drift.ts';
import { loadCatalogue } from '../../hub/catalogue/files/load-catalogue.ts';
import type { Desk } from '../desk.ts';
import { SchemaTexts } from '../edit/schema-texts.ts';
import { command, FORMAT } from '../given.ts';
import { ADDRESSES } from '../platforms/addresses.ts';
import { asking } from '../platforms/asking.ts';
import { openForDesk } from '../platforms/open.ts';
import { asJson } from './as-json.ts';
import { print } from './print.ts';
import { readDirectories } from './read-directories.ts';
import type { Compared } from './report.ts';
import { adviceFor } from './suggestion.ts';

export const drift = command(
  {
    name: 'drift',
    about: {
      en:
        'Compares the catalogue with the live directories of the platforms, at the addresses that the gateway reads\n' +
        `(${ADDRESSES.en}); with none set, with the mocks. What directory/known-drift.yaml lets stand is listed apart and\n` +
        'not counted. Exit code: 0 for no drift, 1 for some, 2 for wrong use or an environment that cannot be used, 3 where a\n' +
        'platform did not answer.',
      zh:
        `将本目录与各平台的现行事项目录比对，平台地址与网关相同（${ADDRESSES.zh}）；均未设置时使用模拟平台。\n` +
        'directory/known-drift.yaml 所列的已知差异另行列出，不计入。\n' +
        '退出码：0 无差异；1 有差异；2 命令写法或环境变量有误；3 有平台未应答。',
    },
    options: { format: FORMAT },
  },
  async ({ format = 'text' }, desk) => {
    const compared = await compare(desk);
    if (format === 'json') desk.out.write(`${JSON.stringify(asJson(compared, desk), null, 2)}\n`);
    else print(compared, desk);
    if (compared.platforms.some(one => 'failure' in one)) return 3;
    return compared.platforms.some(one => 'drifts' in one && one.drifts.length > 0) ? 1 : 0;
  },
);

/** @throws FindingsError where the catalogue itself cannot be read */
async function compare(desk: Desk): Promise<Compared> {
  const catalogue = await loadCatalogue(desk.schema, desk.called);
  const texts = new SchemaTexts(desk.schema, desk.called);
  await using platforms = await openForDesk(desk, catalogue);
  const read = await asking(desk, platforms.readers.size, answered => readDirectories(platforms, answered));
  return {
    catalogue,
    texts,
    mocked: platforms.mocked,
    platforms: read.map(one => {
      const name = platforms.nameOf(one.platform);
      if ('failure' in one) return { ...one, name };
      const { platform, directory, day } = one;
      const all = driftOf(directory, catalogue, day);
      const { open, known, stale } = sortedOut(all, platform, catalogue.knownDrift);
      const drifts = open.map(drift => ({
        drift,
        ...adviceFor(drift, directory, catalogue, texts),
      }));
      return { platform, name, directory, drifts, known, stale };
    }),
  };
}
