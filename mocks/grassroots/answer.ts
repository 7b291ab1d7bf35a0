/**
 * The grassroots system's envelope, every value a string, and the body of the gateway in front of it, which
 * rejects with real HTTP statuses (lifecycle.md section 10).
 */
import { randomBytes } from 'node:crypto';
import { BadParameter } from '../parameters.ts';

/** Rejected by the gateway in front: a real HTTP status and a body of its own. */
export class GatewayRejection extends Error {
  readonly status: 401 | 403 | 408;
  readonly errorCode: string;

  constructor(status: 401 | 403 | 408, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

/** `zts` is the total; where a call has none it is the number of rows. */
export function success(sj: unknown, zts: number): Response {
  return envelope('200', '成功', sj, zts);
}

/** The answer to what a call threw; what is no refusal is the mock's own fault and is not hidden. */
export function refusal(error: unknown): Response {
  if (error instanceof BadParameter) return envelope('400', `参数错误: ${error.message}`, null, 0);
  if (error instanceof GatewayRejection) {
    return Response.json({ errorCode: error.errorCode, errorMsg: error.message }, { status: error.status });
  }
  throw error;
}

/** An answer of the system itself, with one of its codes. */
export function envelope(fhm: string, fhxx: string, sj: unknown, zts: number): Response {
  return Response.json({ fhm, fhxx, sj, zts: `${zts}`, qqlsh: randomBytes(4).toString('hex') });
}
