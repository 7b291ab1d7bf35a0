import type { PlatformModule } from '../platform-module.ts';
import type { CityReader } from './loaders.ts';
import type { CityCredentials } from './token.ts';

/** The city's smart-enforcement system (丽水市智慧执法系统). */
export const city: PlatformModule<CityCredentials, CityReader> = {
  name: { en: 'City smart-enforcement system', zh: '丽水市智慧执法系统' },
  owns: ['线索', '四类文书', '案件', '争议', '联合会商', '队伍与执法人员'],
  counterpart: 'ONCE_DISPATCHED',
  port: 4012,
  credentials: {
    clientId: { mock: 'lsgt-city-demo', secret: false },
    clientSecret: { mock: 'city-secret-demo', secret: true },
  },
  webhookSecrets: ['city-webhook-secret-demo'],
  numbers: { pattern: /^XS\d{14}$/, example: 'XS20240513000087' },
  codes: {
    item: { en: 'the city’s item', zh: '市平台事项' },
    columns: ['市平台编码', '市编码', '市目录编码', '市平台代码'],
    columnWidth: 13,
    shared: false,
    supervision: codes('JG-'),
    enforcement: codes('CF-'),
  },
  load: async () => (await import('./platform.ts')).cityPlatform,
};

function codes(prefix: string) {
  return {
    pattern: `^${prefix}[0-9]{6}$`,
    form: { en: `${prefix} and six digits`, zh: `${prefix} 加六位数字` },
    what: { en: "Code in the city's directory", zh: '市智慧执法系统代码' },
    remedy: {
      en: "look the code up in the city's item directory",
      zh: '请在市平台的事项目录中查对',
    },
  };
}
