import { describe, expect, it } from '@jest/globals';
import { defaultTextMapGetter, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import fc from 'fast-check';
import { readTraceContext, traceHeaders } from '../../src/upstream/trace-context.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const VALID = `00-${TRACE}-${SPAN}-01`;

const read = (traceparent: string, tracestate?: string) => readTraceContext({ traceparent, tracestate });

describe('traceparent', () => {
  it('names the trace, the span of whoever sent it, and whether they record it', () => {
    expect(read(VALID)).toEqual({ traceId: TRACE, spanId: SPAN, sampled: true, state: null });
    expect(read(`00-${TRACE}-${SPAN}-00`)).toMatchObject({ sampled: false });
    expect(read(`00-${TRACE}-${SPAN}-ff`)).toMatchObject({ sampled: true });
  });

  it('of a later version is read as far as it is known here', () => {
    expect(read(`cc-${TRACE}-${SPAN}-01-what-comes-later`)).toMatchObject({ traceId: TRACE });
    expect(read(`cc-${TRACE}-${SPAN}-01`)).toMatchObject({ traceId: TRACE });
  });

  it.each([
    ['nothing', ''],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a span of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['version ff', `ff-${TRACE}-${SPAN}-01`],
    ['version 00 with more', `${VALID}-more`],
    ['a later version with more and no dash', `cc-${TRACE}-${SPAN}-01more`],
    ['capitals', VALID.toUpperCase()],
    ['a short trace', `00-${TRACE.slice(1)}-${SPAN}-01`],
    ['what is not hexadecimal', `00-${TRACE.replace('0', 'g')}-${SPAN}-01`],
    ['two, as they arrive', `${VALID}, ${VALID}`],
  ])('is ignored where it is %s', (_, sent) => expect(read(sent, 'a=1')).toBeNull());

  it('is read as OpenTelemetry’s propagator reads it', () => {
    const propagator = new W3CTraceContextPropagator();
    const hex = (length: number) =>
      fc.string({ unit: fc.constantFrom(...'0f1a'), minLength: length, maxLength: length });
    const nearly = fc
      .tuple(
        fc.constantFrom('00', '01', 'fe', 'ff', '0'),
        hex(32),
        hex(16),
        hex(2),
        fc.constantFrom('', '-x', 'x'),
      )
      .map(([version, traceId, spanId, flags, more]) => `${version}-${traceId}-${spanId}-${flags}${more}`);
    fc.assert(
      fc.property(nearly, traceparent => {
        const context = propagator.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
        const theirs = trace.getSpanContext(context);
        const ours = read(traceparent);
        expect(ours && { traceId: ours.traceId, spanId: ours.spanId, sampled: ours.sampled }).toEqual(
          theirs
            ? { traceId: theirs.traceId, spanId: theirs.spanId, sampled: (theirs.traceFlags & 1) === 1 }
            : null,
        );
      }),
    );
  });
});

describe('tracestate', () => {
  it.each([
    ['one', 'rojo=00f067aa0ba902b7', 'rojo=00f067aa0ba902b7'],
    [
      'several, without the blanks between them',
      'rojo=1 ,\tfw529a3039@dt=FfAx, ',
      'rojo=1,fw529a3039@dt=FfAx',
    ],
    ['nothing', ' , ', null],
    ['a key with capitals', 'Rojo=1', null],
    ['no value', 'rojo=', null],
    ['no key', '=1', null],
    ['a key twice', 'a=1,b=2,a=3', null],
    ['a value with an equals sign', 'a=b=c', null],
    ['what is no member', 'rojo', null],
    ['33 members', Array.from({ length: 33 }, (_, at) => `k${at}=v`).join(), null],
  ])('with %s is passed on as it may be, and never costs the trace', (_, sent, state) => {
    expect(read(VALID, sent)).toMatchObject({ traceId: TRACE, state });
  });

  it('is cut to 512 characters: long members first, then those at the end', () => {
    const long = `long=${'x'.repeat(200)}`;
    const members = Array.from({ length: 20 }, (_, at) => `k${at}=${'v'.repeat(26)}`);
    const state = read(VALID, [long, ...members].join())?.state;
    expect(state).toBe(members.slice(0, 16).join());
    expect(state!.length).toBeLessThanOrEqual(512);
  });
});

it('is written as it is read', () => {
  const context = { traceId: TRACE, spanId: SPAN, sampled: true, state: 'rojo=1' };
  expect(traceHeaders(context)).toEqual({ traceparent: VALID, tracestate: 'rojo=1' });
  expect(readTraceContext(traceHeaders(context))).toEqual(context);
  expect(traceHeaders({ ...context, sampled: false, state: null })).toEqual({
    traceparent: VALID.replace(/1$/, '0'),
  });
});
