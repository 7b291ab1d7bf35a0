import type { CodeForm, PlatformModule } from '../platform-module.ts';
import type { GrassrootsReader } from './loaders.ts';
import type { GrassrootsCredentials } from './signature.ts';

/** The grid knows supervision and enforcement by the same classes, which several matters share. */
const GRID_CLASS: CodeForm = {
  pattern: '^G[0-9]{5}$',
  form: { en: 'G and five digits', zh: 'G 加五位数字' },
  what: { en: 'Class that the grid reports it under', zh: '基层智治系统事件类别' },
  remedy: {
    en: 'look the class up in schema/directory/grid-classes.yaml',
    zh: '请在 schema/directory/grid-classes.yaml 中查对',
  },
};

/** The grassroots governance system (基层智治系统). */
export const grassroots: PlatformModule<GrassrootsCredentials, GrassrootsReader> = {
  name: { en: 'Grassroots governance system', zh: '基层智治系统' },
  owns: ['网格上报的事件', '网格及网格员', '处置反馈', '核查'],
  counterpart: 'NEVER',
  port: 4013,
  credentials: {
    accessKey: { mock: 'lsgt-grassroots-demo', secret: false },
    secretKey: { mock: 'grassroots-secret-demo', secret: true },
  },
  webhookSecrets: [],
  numbers: { pattern: /^SJ\d{14}$/, example: 'SJ20240513000123' },
  codes: {
    item: { en: 'the grid class', zh: '网格事件类别' },
    columns: ['基层平台类别', '基层编码', '基层平台编码', '基层智治类别', '网格事件类别', '网格类别'],
    columnWidth: 14,
    shared: true,
    supervision: GRID_CLASS,
    enforcement: GRID_CLASS,
  },
  load: async () => (await import('./platform.ts')).grassrootsPlatform,
};
