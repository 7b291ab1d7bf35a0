/**
 * The province's envelope (lifecycle.md section 8): HTTP is 200 also on error, `code` says how it went.
 */
import { randomBytes } from 'node:crypto';
import { BadParameter } from '../parameters.ts';

/** Says no with one of the contract's codes. */
export class ProvinceRefusal extends Error {
  readonly code: string;
  readonly datas: unknown;

  constructor(code: string, message: string, datas: unknown = null) {
    super(message);
    this.code = code;
    this.datas = datas;
  }
}

export function success(datas: unknown): Response {
  return envelope('00', '成功', datas);
}

/** The answer to what a call threw; what is no refusal is the mock's own fault and is not hidden. */
export function refusal(error: unknown): Response {
  if (error instanceof BadParameter) return envelope('02', `参数缺失或错误: ${error.message}`, null);
  if (error instanceof ProvinceRefusal) return envelope(error.code, error.message, error.datas);
  throw error;
}

function envelope(code: string, msg: string, datas: unknown): Response {
  return Response.json({ code, msg, datas, requestId: randomBytes(4).toString('hex') });
}
