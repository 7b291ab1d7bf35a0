import type { CodeForm, PlatformModule } from '../platform-module.ts';
import type { HotlineCredentials } from './client.ts';
import type { HotlineReader } from './reader.ts';

/** The hotline has one list of classes for all that callers report. */
const CLASS: CodeForm = {
  pattern: '^RX[0-9]{4}$',
  form: { en: 'RX and four digits', zh: 'RX 加四位数字' },
  what: { en: 'Class of a ticket', zh: '热线工单分类' },
  remedy: { en: "look the class up in the hotline's directory", zh: '请在热线的工单分类中查对' },
};

/** The 12345 hotline (政务服务热线). */
export const hotline: PlatformModule<HotlineCredentials, HotlineReader> = {
  name: { en: '12345 hotline', zh: '12345政务服务热线' },
  owns: ['热线工单', '回访'],
  counterpart: 'NEVER',
  port: 4014,
  credentials: { apiKey: { mock: 'lsgt-hotline-demo', secret: true } },
  webhookSecrets: [],
  numbers: { pattern: /^RX\d{12}$/, example: 'RX202407260030' },
  codes: {
    item: { en: 'the hotline’s class', zh: '热线工单分类' },
    columns: ['热线分类', '热线编码', '工单分类'],
    columnWidth: 10,
    shared: false,
    supervision: CLASS,
    enforcement: CLASS,
  },
  load: async () => (await import('./platform.ts')).hotlinePlatform,
};
