/** Faults in the place of a platform's answer: it says no, in its own words. */
import { fault } from './fault.ts';
import { choice, count, optional, platformCode, words } from './parameter.ts';

const retryAfter = optional(
  count('seconds after which it may be asked again, where it says so', 5, 0, 86_400),
);

export const ANSWERS = {
  status: fault({
    en: 'Answers with an HTTP status, in the form of whoever gives it on that platform.',
    zh: '返回指定的 HTTP 状态，内容为该平台（或其前置网关、代理）自己的形式。',
    parameters: { status: count('the HTTP status', 503, 400, 599), retryAfter },
    put: ({ status, retryAfter }, { failing }) => ({
      instead: ({ call: { path } }) => failing.status(status, { retryAfter, path }),
    }),
  }),
  code: fault({
    en: "Answers with one of the platform's own codes, such as the province's code, the city's problem, the grassroots fhm.",
    zh: '返回平台自己的错误码，如省平台 code、市平台 problem 类型、基层 fhm。',
    parameters: { code: platformCode('the code; without one that of a system error'), retryAfter },
    put: ({ code, retryAfter }, { failing }) => ({
      instead: ({ call: { path } }) => failing.code(code ?? failing.systemError, { retryAfter, path }),
    }),
  }),
  throttled: fault({
    en: 'Above a rate, calls are refused as too many, with or without a time to wait.',
    zh: '超过每秒次数即以“请求过多”拒绝，可带或不带等待时间。',
    parameters: { perSecond: count('calls let through in any second', 5, 0, 100_000), retryAfter },
    put({ perSecond, retryAfter }, { failing, now }) {
      const taken: number[] = [];
      return {
        instead({ call: { path } }) {
          while (taken.length > 0 && taken[0]! <= now() - 1000) taken.shift();
          if (taken.length >= perSecond) return failing.code(failing.throttled, { retryAfter, path });
          taken.push(now());
          return null;
        },
      };
    },
  }),
  redirect: fault({
    en: 'Sends the caller to another host.',
    zh: '重定向到另一台主机。',
    parameters: {
      to: words(
        'where to; the path that was asked is put behind it',
        'http://elsewhere.invalid',
        'an http address without a path, such as http://127.0.0.1:9',
        /^https?:\/\/[^/\s]+$/,
      ),
      status: choice('the HTTP status', ['302', '301', '303', '307', '308']),
    },
    put: ({ to, status }) => ({
      instead: ({ incoming: { url = '/' } }) =>
        new Response(null, { status: Number(status), headers: { location: `${to}${url}` } }),
    }),
  }),
  'credentials-expired': fault({
    en: 'What was issued before the call is no longer good: the request secret or token, or also what renews it.',
    zh: '此前签发的请求密钥或令牌失效；也可连同刷新密钥一起失效。',
    parameters: { which: choice('what no longer is good', ['request', 'all']) },
    times: 1,
    unfit: ({ expire }) => (expire ? null : 'it issues no credentials that could end'),
    put: ({ which }, { failing }) => ({ before: () => failing.expire!(which === 'all') }),
  }),
  'credentials-revoked': fault({
    en: 'The key itself was taken away: calls are refused, new credentials too.',
    zh: '应用密钥被停用：请求被拒绝，也换不到新凭据。',
    parameters: {},
    call: 'data,auth',
    put: (_, { failing }) => ({ instead: () => failing.revoked() }),
  }),
};
