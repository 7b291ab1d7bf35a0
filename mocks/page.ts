/**
 * The page at `GET /` of each mock: what the platform is, what it serves, and commands to try. Nothing in it is
 * loaded from elsewhere: the place it runs is an intranet.
 */
import { FAULTS } from './faults/table.ts';
import { formatLocal } from './local-time.ts';
import type { MockCall, MockPlatform } from './platform.ts';

const KINDS: Record<MockCall['kind'], string> = { auth: '鉴权', health: '健康', data: '数据' };

export async function platformPage(
  platform: MockPlatform,
  controls: Readonly<Record<string, { zh: string }>>,
  origin: string,
  nowMs: number,
): Promise<string> {
  const { title, about } = platform;
  const { summary, manners, credentials, counts, tryIt } = about;
  const base = `${origin}${platform.basePath}`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}（模拟）</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<p class="mark">贯通 · 模拟平台</p>
<h1>${text(title)}</h1>
<p>${text(summary)}</p>
<p class="note">数据由固定种子构造，并非真实数据；只提供读取。</p>
</header>
<section>
<h2>概况</h2>
<dl>
<dt>基础地址</dt><dd><code>${text(base)}</code></dd>
<dt>平台时钟</dt><dd><code>${formatLocal(nowMs / 1000)}</code>（北京时间，持续走时）</dd>
${credentials.map(([name, value]) => `<dt>${text(name)}</dt><dd><code>${text(value)}</code></dd>`).join('\n')}
</dl>
<ul class="counts">
${(await counts())
  .map(([what, count]) => `<li><b>${count.toLocaleString('en')}</b>${text(what)}</li>`)
  .join('\n')}
</ul>
</section>
<section>
<h2>接口</h2>
<table>
<thead><tr><th>类别</th><th>方法</th><th>路径</th><th>说明</th></tr></thead>
<tbody>
${platform.calls.map(row).join('\n')}
</tbody>
</table>
</section>
<section>
<h2>约定</h2>
<ul>
${manners.map(line => `<li>${text(line)}</li>`).join('\n')}
</ul>
</section>
<section>
<h2>试一试</h2>
<p class="note">以下命令已为您签名，可直接复制；过期后刷新本页即可。</p>
${tryIt(base)
  .map(({ what, command }) => `<h3>${text(what)}</h3>\n<pre>${text(command)}</pre>`)
  .join('\n')}
</section>
<section>
<h2>测试用</h2>
<p class="note">以 POST、DELETE 加故障、播放场景，请求体为 JSON；任一平台的端口都可控制其余平台（<code>"platform"</code>）。命令行：<code>npm run mock</code>。</p>
<table>
<tbody>
${Object.entries(controls)
  .map(([call, { zh }]) => controlRow(...(call.split(' ') as [string, string]), zh))
  .join('\n')}
</tbody>
</table>
<h3>故障</h3>
<table>
<tbody>
${Object.entries(FAULTS)
  .map(([name, { zh }]) => `<tr><td><code>${name}</code></td><td>${text(zh)}</td></tr>`)
  .join('\n')}
</tbody>
</table>
</section>
</main>
</body>
</html>
`;
}

function row({ kind, method, path, gloss }: MockCall): string {
  return `<tr><td>${KINDS[kind]}</td><td><code>${method}</code></td><td><code>${text(path)}</code></td><td>${text(gloss)}</td></tr>`;
}

function controlRow(method: string, path: string, zh: string): string {
  const place = method === 'GET' ? `<a href="${path}">${path}</a>` : `<code>${path}</code>`;
  return `<tr><td><code>${method}</code></td><td>${place}</td><td>${text(zh)}</td></tr>`;
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2733; --soft: #5c6b7a; --line: #dfe5ea; --paper: #fff; --ground: #f4f6f8; --accent: #0b6e6e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --soft: #98a6b3; --line: #2d3843; --paper: #182029; --ground: #10161c; --accent: #5cc4bd; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.5rem 1.25rem; margin-top: 1.25rem; }
h1 { margin: .1rem 0 .5rem; font-size: 1.9rem; }
h2 { margin: 0 0 .75rem; font-size: 1.1rem; }
h3 { margin: 1rem 0 .25rem; font-size: .95rem; }
p { margin: .25rem 0; }
.mark { color: var(--accent); font-weight: 600; letter-spacing: .1em; }
.note { color: var(--soft); font-size: .9rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; list-style: none; margin: 1rem 0 0; padding: 0; color: var(--soft); }
.counts b { color: var(--ink); font-size: 1.4rem; margin-right: .4rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); }
thead th { border: 0; color: var(--soft); font-weight: 500; font-size: .9rem; }
code, pre { font: .88em/1.6 ui-monospace, Menlo, Consolas, monospace; }
pre { background: var(--ground); border-radius: 6px; padding: .6rem .8rem; margin: 0; white-space: pre-wrap; word-break: break-all; }
a { color: var(--accent); }
`;
