import { expect, it } from '@jest/globals';
import { ofEach, PLATFORM_NAMES } from '../../../mocks/platform.ts';
import { addressVariable, addressVariables } from '../../../src/config-platforms.ts';
import { matters } from '../at-desk.ts';

const drift = (env: Record<string, string>) => matters(['drift', '--lang', 'zh'], { env });

it('says which addresses are missing, and that it is all or none', async () => {
  const { CITY_URL: _, ...others } = addressVariables(ofEach(() => 'http://127.0.0.1:9'));
  expect(await drift(others)).toEqual({
    code: 2,
    out: '',
    err: `环境变量无法使用：
  CITY_URL：未设置；请把 ${PLATFORM_NAMES.map(addressVariable).join('、')} 全部设置，或全部不设置（使用模拟平台）
`,
  });
});

it('says which variables have a value that cannot be used, with what would do in the gateway’s own words', async () => {
  const { code, err } = await drift({ CALL_TIMEOUT: 'soon' });
  expect(code).toBe(2);
  expect(err).toContain('  CALL_TIMEOUT：值无法使用（got "soon"; set it to a duration');
});
