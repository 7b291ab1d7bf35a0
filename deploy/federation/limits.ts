/** The limits of one request, at the router's door as at that of one process. */
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { Limits } from '../../src/gateway/limits.ts';
import { withinLimits } from '../../src/gateway/within-limits.ts';

export function withLimits(limits: Limits): GatewayPlugin {
  return {
    onRequest({ request, endResponse, fetchAPI }) {
      if (request.method !== 'POST') return;
      const refusal = refused(request.headers, limits);
      if (!refusal) return;
      const { status, code, message } = refusal;
      endResponse(fetchAPI.Response.json({ errors: [{ message, extensions: { code } }] }, { status }));
    },
    onParse({ params }) {
      params.options = { ...params.options, maxTokens: limits.tokens };
    },
    onValidate({ addValidationRule }) {
      addValidationRule(withinLimits(limits));
    },
  };
}

/** Why a POST is turned away unread. */
function refused(headers: Headers, { bodyBytes }: Limits) {
  const type = headers.get('content-type') ?? '';
  // A page of another origin can send a form without being asked for leave.
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    const message = 'A POST must be application/json. Send the header "Content-Type: application/json".';
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message };
  }
  const length = headers.get('content-length');
  if (length === null) {
    const message = 'A body needs its length. Send "content-length".';
    return { status: 411, code: 'LENGTH_REQUIRED', message };
  }
  if (Number(length) <= bodyBytes) return null;
  const message = `A body may have ${bodyBytes} bytes; this one has ${length}. Send a smaller one.`;
  return { status: 413, code: 'PAYLOAD_TOO_LARGE', message };
}
