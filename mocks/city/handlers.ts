/**
 * The city's smart-enforcement system (丽水市智慧执法系统) as msw handlers, speaking from lifecycle.md section 9.
 * Reads only: its writes are answered with 403, as to a client that may not write.
 */
import { http } from 'msw/core/http';
import { inAnyOrder } from '../any-order.ts';
import type { Clocks } from '../clock.ts';
import { formatRfc3339, parseRfc3339 } from '../local-time.ts';
import { assertListed, type Parameters } from '../parameters.ts';
import type { MockCall, OpenedMock } from '../platform.ts';
import { inRegion, regionPrefix } from '../region.ts';
import { orderedList, orderedRows } from '../table/ordered.ts';
import type { World } from '../world/world.ts';
import { cityAbout } from './about.ts';
import { CityProblem, problem } from './answer.ts';
import { CityAuth } from './auth.ts';
import { type Answer, answered, BASE_PATH, call, json, posted } from './call.ts';
import { cityChanges } from './changes.ts';
import { disputeFilter, disputesOf, listedDispute } from './disputes.ts';
import { documentFilter, documentsOf, listedDocument } from './documents.ts';
import { cityEditable } from './editable.ts';
import { cityFailing } from './failing.ts';
import { clueFilter } from './filter.ts';
import { readInclude, withParts } from './include.ts';
import { pageOf } from './paging.ts';
import type { CityMeeting } from './record.ts';
import { readGroupBy, statistics } from './statistics.ts';

const MAX_BATCH = 200;

/** The writes of the contract, which this mock does not perform. */
const WRITES = ['/clues', '/clues/:clue_no/documents', '/clues/:clue_no/transitions'];

export function cityMock(world: World, { domain, realTime }: Clocks): OpenedMock {
  const { clues, items, departments, teams, forums } = world.city;
  const auth = new CityAuth(realTime);
  const nowSeconds = () => Math.floor(domain.now() / 1000);
  const changes = cityChanges(world, nowSeconds);

  const read = (method: 'GET' | 'POST', path: string, gloss: string, answer: Answer): MockCall =>
    call('data', method, path, gloss, asked => {
      auth.check(asked.headers, 'event.read');
      return answer(asked);
    });
  const inAskedRegion = (query: Parameters) => {
    const prefix = query.parsed('region_code', regionPrefix, 'a code of 6, 9 or 12 digits');
    query.done();
    return (row: { region_code: string }) => prefix === undefined || inRegion(row.region_code, prefix);
  };

  return {
    basePath: BASE_PATH,
    calls: [
      call('auth', 'POST', '/oauth2/token', '换取访问令牌（10分钟）', ({ headers, text }) =>
        json(auth.grant(headers, text)),
      ),
      call('health', 'GET', '/health', '健康状态（免令牌）', () =>
        json({ status: 'ok', time: formatRfc3339(nowSeconds()) }),
      ),
      read('GET', '/clues', '线索列表', ({ query, url }) => {
        const page = pageOf(query, url, realTime);
        const include = readInclude(query.all('include'));
        const filter = clueFilter(clues, query, nowSeconds());
        query.done();
        const found = orderedRows(clues.table.select(filter), clues.table.at, row => clues.noOf(row));
        const { rows, ...rest } = page(found);
        return json({ items: rows.map(row => withParts(clues.stored(row).record, include)), ...rest });
      }),
      read('GET', '/clues/{clue_no}', '单条线索', ({ query, headers, params }) => {
        const include = readInclude(query.all('include'));
        query.done();
        const clue = clues.numbered(String(params.clue_no))?.record;
        if (!clue) throw new CityProblem(404, 'not-found', `没有线索 ${params.clue_no}`);
        const etag = { etag: clue.etag };
        if (headers.get('if-none-match') === clue.etag)
          return new Response(null, { status: 304, headers: etag });
        return json(withParts(clue, include), etag);
      }),
      read('POST', '/clues:batch-get', '按线索编号批量查询', asked => {
        const { nos, include } = posted(asked, body => ({
          nos: body.texts('clue_nos', { max: MAX_BATCH }),
          include: readInclude(body.texts('include', { default: [] })),
        }));
        const found = [...new Set(nos)].flatMap(no => clues.numbered(no) ?? []);
        return json({
          items: inAnyOrder(found, clue => clue.no).map(({ record }) => withParts(record, include)),
        });
      }),
      read('POST', '/clues:by-reference', '按来源编号批量查询', asked => {
        const { references, include } = posted(asked, body => ({
          references: body.references('references', ['platform', 'no'], MAX_BATCH),
          include: readInclude(body.texts('include', { default: [] })),
        }));
        assertListed(
          'references',
          references.map(({ platform }) => platform),
          ['grassroots', 'province'],
        );
        const unique = new Map(
          references.map(reference => [`${reference.platform} ${reference.no}`, reference]),
        );
        const found = [...unique]
          .map(([key, reference]) => ({ key, reference, clues: clues.lookup(key) }))
          .filter(row => row.clues.length > 0);
        const items = inAnyOrder(found, row => row.key).map(row => ({
          ...row.reference,
          clues: row.clues.map(({ record }) => withParts(record, include)),
        }));
        return json({ items });
      }),
      read('POST', '/statistics', '统计（至多两个分组）', asked => {
        const { filter, groupBy } = posted(asked, body => {
          const given = body.filter('filter');
          const filter = clueFilter(clues, given, nowSeconds());
          given.done();
          return { filter, groupBy: readGroupBy(body.texts('group_by')) };
        });
        const rows = statistics(clues, clues.table.select(filter), groupBy, nowSeconds());
        return json({ rows, as_of: formatRfc3339(nowSeconds()) });
      }),
      read('GET', '/changes', '变更（保留7天）', ({ query }) => json(changes(query))),
      read('GET', '/documents', '四类文书列表', ({ query, url }) => {
        const page = pageOf(query, url, realTime);
        const filter = documentFilter(clues, query);
        query.done();
        const { rows, ...rest } = page(documentsOf(clues, filter));
        return json({ items: rows.map(row => listedDocument(clues, row)), ...rest });
      }),
      read('GET', '/disputes', '争议列表（案件、事项）', ({ query, url }) => {
        const page = pageOf(query, url, realTime);
        const filter = disputeFilter(world, query);
        query.done();
        const { rows, ...rest } = page(disputesOf(world, filter));
        return json({ items: rows.map(row => listedDispute(world, row)), ...rest });
      }),
      read('GET', '/forums', '议事平台及会议', ({ query }) => {
        const year =
          query.parsed('year', text => /^20\d\d$/.exec(text)?.[0] ?? null, 'a year such as 2024') ?? '';
        query.done();
        const held = ({ held_on }: CityMeeting) => held_on.startsWith(year);
        return json({ items: forums().map(one => ({ ...one, meetings: one.meetings.filter(held) })) });
      }),
      read('GET', '/items', '事项目录', ({ query, url }) => {
        const page = pageOf(query, url, realTime, false);
        const from = query.parsed('updated_from', parseRfc3339, 'RFC 3339 with an offset') ?? 0;
        query.done();
        const updated = items.filter(item => (parseRfc3339(item.updated_at) ?? 0) >= from);
        const ordered = updated.toSorted((a, b) => (a.item_code < b.item_code ? -1 : 1));
        const { rows, ...rest } = page(
          orderedList(ordered.map(item => ({ reportedAt: 0, no: item.item_code, item }))),
        );
        return json({ items: rows.map(({ item }) => item), ...rest });
      }),
      read('GET', '/departments', '部门目录', ({ query }) =>
        json({ items: departments.filter(inAskedRegion(query)) }),
      ),
      read('GET', '/teams', '执法队伍及人员目录', ({ query }) =>
        json({ items: teams.filter(inAskedRegion(query)) }),
      ),
    ],
    refusals: [
      ...WRITES.map(path =>
        http.post(`${BASE_PATH}${path}`, context =>
          answered(context, ({ headers }) => {
            auth.check(headers, 'event.write');
            throw new CityProblem(403, 'forbidden', '本模拟系统只提供读取');
          }),
        ),
      ),
      http.all('*', context =>
        answered(context, ({ headers, url }) => {
          auth.check(headers, 'event.read');
          throw new CityProblem(404, 'not-found', `没有接口 ${context.request.method} ${url.pathname}`);
        }),
      ),
    ],
    tooLarge: (limit, path) =>
      problem(new CityProblem(413, 'too-large', `请求体超过 ${limit} 字节`, { members: { limit } }), path),
    failing: cityFailing(auth),
    editable: cityEditable(clues),
    about: cityAbout(world, auth),
  };
}
