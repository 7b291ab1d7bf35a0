/** Why a platform could not be asked, for who is at the desk: by its name, with what to look at. */
import { addressVariable, credentialVariables } from '../../config-platforms.ts';
import { PLATFORMS } from '../../platform-modules.ts';
import { nameOf, type PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError, type UpstreamErrorCode, type UpstreamReason } from '../../upstream/upstream-error.ts';
import type { Text } from '../text.ts';

/** `City smart-enforcement system: it cannot be reached, check CITY_URL (oauth2/token: no answer)`. */
export function failureWords(error: Error, platform: PlatformCode): Text {
  const { name } = PLATFORMS[nameOf(platform)];
  const what = whatHappened(error, platform);
  return { en: `${name.en}: ${what.en}`, zh: `${name.zh}：${what.zh}` };
}

/** The same where the platform's name stands beside it. What the gateway says of it is for technicians, and in English. */
export function whatHappened(error: Error, platform: PlatformCode): Text {
  const { en, zh } = error instanceof UpstreamError ? known(error, platform) : FAILED;
  return { en: `${en} (${error.message})`, zh: `${zh}（${error.message}）` };
}

function known({ code, reason }: UpstreamError, platform: PlatformCode): Text {
  return reason === null ? BY_CODE[code] : BY_REASON[reason](platform);
}

const FAILED: Text = { en: 'it could not be asked', zh: '无法查询' };

const BY_CODE: Readonly<Record<UpstreamErrorCode, Text>> = {
  UPSTREAM_UNAVAILABLE: { en: 'it gave no usable answer', zh: '未能正常应答' },
  UPSTREAM_TIMEOUT: { en: 'it did not answer in time', zh: '未在时限内应答' },
  UPSTREAM_OVERLOADED: { en: 'it is asked too much, try again later', zh: '当前请求过多，请稍后重试' },
  UPSTREAM_INVALID_DATA: { en: 'what it sent cannot be used', zh: '返回的数据无法使用' },
};

const BY_REASON: Readonly<Record<UpstreamReason, (platform: PlatformCode) => Text>> = {
  NO_CONNECTION(platform) {
    const address = addressVariable(nameOf(platform));
    return { en: `it cannot be reached, check ${address}`, zh: `无法连接，请检查 ${address}` };
  },
  CREDENTIALS(platform) {
    const names = credentialVariables(nameOf(platform));
    return {
      en: `it does not take the credentials, check ${names.join(' and ')}`,
      zh: `不接受所用凭据，请检查 ${names.join('、')}`,
    };
  },
  MAINTENANCE: () => ({ en: 'it is under maintenance, try again later', zh: '正在维护，请稍后重试' }),
};
