/** What happens to gateways over a changing world, and what they answer meanwhile: each answer is held against the history. */
import { expect } from '@jest/globals';
import type { Webhook } from '../../../mocks/webhooks.ts';
import { ChangingWorld, type Name, PLATFORMS } from '../changing-world.ts';
import { feedsTold } from '../feeds-asked.ts';
import { Acknowledged } from './acknowledged.ts';
import { CourseGateway } from './gateway.ts';
import { judge } from './judged.ts';
import { CourseRedis, TRUST_MS } from './redis.ts';
import { ALL, ALL_PARTS, POLICIES, queryOf, saidIn } from './said.ts';
import type { Step } from './steps.ts';
import { CourseTime, turn } from './time.ts';

const FEED_INTERVAL_MS = 2_000;

export interface CourseOptions {
  /** Two share a Redis. */
  gateways: 1 | 2;
  /** Whether they ask the feeds, or hear of changes by webhooks alone. */
  follows: boolean;
}

type Of<Kind extends Step['do']> = Extract<Step, { do: Kind }>;

export class Course implements AsyncDisposable {
  readonly #options: CourseOptions;
  readonly #time = new CourseTime();
  readonly #world = new ChangingWorld(this.#time.clock);
  readonly #acknowledged = new Acknowledged();
  readonly #open = new AsyncDisposableStack();
  readonly #gateways: CourseGateway[] = [];
  #redis: CourseRedis | null = null;
  /** Of what has changed, whether it was sent or not. */
  readonly #webhooks: Webhook[] = [];

  constructor(options: CourseOptions) {
    this.#options = options;
  }

  /** Opens all, and lets each gateway read all. */
  async begin(): Promise<void> {
    const { gateways, follows } = this.#options;
    if (gateways > 1) {
      this.#redis = this.#open.use(await CourseRedis.open(gateways));
      this.#time.heeds(this.#redis);
    }
    const options = {
      policies: POLICIES,
      redis: this.#redis?.settings ?? null,
      feedIntervalMs: follows ? FEED_INTERVAL_MS : null,
    };
    for (let number = 0; number < gateways; number++) {
      const settings = { number, world: this.#world.world, time: this.#time, options };
      this.#gateways.push(this.#open.use(await CourseGateway.open(settings)));
    }
    for (const { number } of this.#gateways)
      await this.#read({ at: number, parts: ALL_PARTS, maxAgeS: null });
  }

  async take(step: Step): Promise<void> {
    this.#due();
    const gateway = this.#gatewayOf('at' in step ? step.at : 0);
    const webhook = 'webhook' in step ? this.#webhooks[step.webhook % this.#webhooks.length] : undefined;
    if (step.do === 'read') await this.#read(step);
    if (step.do === 'change') await this.#change(step);
    if (step.do === 'overtake') await this.#overtake(step);
    if (step.do === 'send' && webhook) await this.#send(webhook, step.to);
    if (step.do === 'lose' && webhook) this.#webhooks.splice(this.#webhooks.indexOf(webhook), 1);
    if (step.do === 'pass') await this.#time.pass(step.ms);
    if (step.do === 'leap') this.#time.leap(step.ms);
    if (step.do === 'stop' || step.do === 'resume') await gateway.reach(step.platform, step.do);
    if (step.do === 'poll' && this.#options.follows) await this.#poll(gateway);
    if (step.do === 'restart') await this.#restart(gateway);
    if (step.do === 'redis') await this.#redis?.take(step.what, this.#time.now());
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.#open.disposeAsync();
  }

  /** @param meanwhile what happens while the answer is on its way */
  async #read(
    { at, parts, maxAgeS }: Omit<Of<'read'>, 'do'>,
    meanwhile?: (reading: Promise<unknown>) => Promise<void>,
  ): Promise<void> {
    const gateway = this.#gatewayOf(at);
    const now = this.#time.now();
    const told = this.#acknowledged.by(gateway.number, now);
    const trustedSince = this.#redis?.trustedSince(now) ?? Number.NEGATIVE_INFINITY;
    const { mayFail } = gateway;
    const age = maxAgeS === null ? {} : { 'cache-control': `max-age=${maxAgeS}` };
    const reading = gateway.ask(queryOf(this.#world, parts), { 'x-guantong-trace': '1', ...age });
    await meanwhile?.(reading);
    const answer = await reading;
    const said = saidIn(answer, this.#world, parts, mayFail);
    judge(answer, said, { history: this.#world.history, at: now, maxAgeS, told, trustedSince });
  }

  /** The platform has answered, and what it said is on its way when that changes. */
  async #overtake(step: Of<'overtake'>): Promise<void> {
    const { at, subject } = step;
    const { mocks } = this.#gatewayOf(at);
    const { platform } = this.#world.subjects[subject]!;
    const answered = () => mocks.callsOf(platform).some(({ answeredAt }) => answeredAt !== null);
    mocks.forget();
    await this.#read({ at, parts: ALL_PARTS, maxAgeS: 0 }, async reading => {
      let over = false;
      const end = () => {
        over = true;
      };
      reading.then(end, end);
      while (!over && !answered()) await turn();
      await this.#change(step);
    });
  }

  async #change({ subject, closes, tells }: Omit<Of<'change'>, 'do'>): Promise<void> {
    this.#world.change(this.#world.subjects[subject]!, closes);
    if (tells === null) return;
    for (const webhook of this.#due()) await this.#send(webhook, tells);
  }

  /** All that any platform said of the event is told, and the city's lists and counts. */
  async #send(webhook: Webhook, to: number): Promise<void> {
    const gateway = this.#gatewayOf(to);
    const { status, news } = await gateway.send(webhook);
    expect(this.#redis ? [204, 503] : [204]).toContain(status);
    if (!news) return;
    const tags = PLATFORMS.flatMap(platform => idsOf(webhook).map(tag => ({ platform, tag })));
    const about = [...tags, { platform: 'city' as const, tag: ALL }];
    const byAll = status === 204;
    const now = this.#time.now();
    const atOnce = byAll && (await this.#redis?.allHear());
    for (const { number } of byAll ? this.#gateways : [gateway]) {
      const from = number === gateway.number || atOnce ? now : now + TRUST_MS;
      for (const { platform, tag } of about)
        this.#acknowledged.add({
          gateway: number,
          platform,
          tag,
          changes: this.#changesOf(platform),
          from,
          byAll,
        });
    }
  }

  /** Until its feeds were asked, and what they said was told to it: perhaps to it alone. */
  async #poll({ number, mocks, up }: CourseGateway): Promise<void> {
    const told = up.map(platform => ({ platform, changes: this.#changesOf(platform) }));
    await feedsTold(mocks, FEED_INTERVAL_MS, up, ms => this.#time.pass(ms));
    const from = this.#time.now();
    for (const one of told)
      this.#acknowledged.add({ gateway: number, tag: null, from, byAll: false, ...one });
  }

  async #restart(gateway: CourseGateway): Promise<void> {
    await gateway.restart();
    const { number } = gateway;
    this.#acknowledged.begunAnew(number);
    if (this.#redis && !this.#redis.isGone) return;
    // There is nothing that was said before.
    const from = this.#time.now();
    for (const platform of PLATFORMS)
      this.#acknowledged.add({
        gateway: number,
        platform,
        tag: null,
        changes: this.#changesOf(platform),
        from,
        byAll: false,
      });
  }

  /** Takes the webhooks of what has changed since they were last taken. */
  #due(): Webhook[] {
    const due = this.#gateways[0]!.due();
    this.#webhooks.push(...due);
    return due;
  }

  #gatewayOf(number: number): CourseGateway {
    return this.#gateways[number % this.#gateways.length]!;
  }

  #changesOf(platform: Name): number {
    return this.#world.history[platform].length - 1;
  }
}

const idsOf = ({ clue_no, source }: Webhook): string[] => [
  `city:${clue_no}`,
  ...(source ? [`${source.platform}:${source.no}`] : []),
];
