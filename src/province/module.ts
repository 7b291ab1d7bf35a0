import type { PlatformModule } from '../platform-module.ts';
import type { ProvinceReader } from './loaders.ts';
import type { ProvinceCredentials } from './signature.ts';

/** The provincial supervision app (省执法监管数字应用). */
export const province: PlatformModule<ProvinceCredentials, ProvinceReader> = {
  name: { en: 'Provincial supervision app', zh: '省执法监管数字应用' },
  owns: ['事项目录', '检查计划与任务', '赋权清单', '监管“一件事”', '备案', '省督办', '评价指数'],
  counterpart: 'ONCE_FILED',
  port: 4011,
  credentials: {
    appKey: { mock: 'lsgt-province-demo', secret: false },
    appSecret: { mock: 'app-secret-demo', secret: true },
  },
  webhookSecrets: [],
  numbers: { pattern: /^(RW|ZF)\d{14}$/, example: 'RW20240318000045' },
  codes: {
    item: { en: 'the province’s item', zh: '省平台事项' },
    columns: ['省平台编码', '省编码', '省目录编码', '省平台代码', '权力编码', '权力事项编码'],
    columnWidth: 16,
    shared: false,
    supervision: codes('3306'),
    enforcement: codes('3302'),
  },
  load: async () => (await import('./platform.ts')).provincePlatform,
};

function codes(prefix: string) {
  return {
    pattern: `^${prefix}[0-9]{9}$`,
    form: { en: `${prefix} and nine digits`, zh: `${prefix} 加九位数字` },
    what: { en: 'Code in the provincial directory', zh: '省目录代码' },
    remedy: {
      en: "look the code up in the province's item directory",
      zh: '请在省平台的事项目录中查对',
    },
  };
}
