/** The limits of one request, at the router's door as at that of one process. */
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { Limits } from '../../src/gateway/limits.ts';
import { withinLimits } from '../../src/gateway/within-limits.ts';

export function withLimits(limits: Limits): GatewayPlugin {
  return {
    onRequest({ request, endResponse, fetchAPI }) {
      if (request.method !== 'POST') return;
      const length = request.headers.get('content-length');
      if (length !== null && Number(length) <= limits.bodyBytes) return;
      const message =
        length === null
          ? 'A body needs its length. Send "content-length".'
          : `A body may have ${limits.bodyBytes} bytes; this one has ${length}. Send a smaller one.`;
      const code = length === null ? 'LENGTH_REQUIRED' : 'PAYLOAD_TOO_LARGE';
      endResponse(
        fetchAPI.Response.json(
          { errors: [{ message, extensions: { code } }] },
          { status: length === null ? 411 : 413 },
        ),
      );
    },
    onParse({ params }) {
      params.options = { ...params.options, maxTokens: limits.tokens };
    },
    onValidate({ addValidationRule }) {
      addValidationRule(withinLimits(limits));
    },
  };
}
