/** What is wrong around a command, before any platform is asked: the environment, or mocks that do not start. */
import { ConfigError } from '../../config.ts';
import type { Text } from '../text.ts';
import { ADDRESS_VARIABLES, ADDRESSES } from './addresses.ts';

/** Null for what is no such error. */
export function setupWords(error: unknown, env: Readonly<Record<string, string | undefined>>): Text | null {
  if (error instanceof ConfigError) {
    const lines = error.problems.map(
      problem => `  ${variableInChinese(problem, !env[problem.name]?.trim())}`,
    );
    return { en: error.message, zh: ['环境变量无法使用：', ...lines].join('\n') };
  }
  if (error instanceof Error && error.name === 'MockStartError')
    return { en: error.message, zh: `模拟平台未能启动，原因见上（${error.message}）` };
  return null;
}

function variableInChinese({ name, got, expected }: ConfigError['problems'][number], unset: boolean): string {
  if (unset && ADDRESS_VARIABLES.includes(name))
    return `${name}：未设置；请把 ${ADDRESSES.zh} 全部设置，或全部不设置（使用模拟平台）`;
  return `${name}：${unset ? '未设置' : '值无法使用'}（got ${got}; set it to ${expected}）`;
}
