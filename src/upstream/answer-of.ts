import { UpstreamError } from './upstream-error.ts';

/** What was answered, or the error of a platform that did not answer; any other is thrown on. */
export async function answerOf<Value>(asked: Promise<Value>): Promise<Value | UpstreamError> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}
