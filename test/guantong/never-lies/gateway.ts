/** One gateway of a course, with a way of its own to each platform, and all that ends with its process. */
import { type Mocks, startMocks } from '../../../mocks/start.ts';
import type { Webhook, Webhooks } from '../../../mocks/webhooks.ts';
import type { World } from '../../../mocks/world/world.ts';
import { type Name, PLATFORMS } from '../changing-world.ts';
import { type AnyAnswer, type Running, type RunningOptions, running } from '../running.ts';
import { calledIn } from './judged.ts';
import type { CourseTime } from './time.ts';

export interface GatewaySettings {
  number: number;
  world: World;
  time: CourseTime;
  options: Pick<RunningOptions, 'policies' | 'redis' | 'feedIntervalMs'>;
}

export class CourseGateway implements AsyncDisposable {
  readonly number: number;
  readonly mocks: Mocks;
  readonly #time: CourseTime;
  readonly #options: GatewaySettings['options'];
  readonly #down = new Set<Name>();
  /** That were stopped, and have not answered since: a connection that broke then may be found broken only now. */
  readonly #shaky = new Set<Name>();
  /** By their ids, what it has taken: the same once more tells it nothing. */
  readonly #taken = new Set<string>();
  #hub!: Running;
  #city!: Webhooks;

  static async open(settings: GatewaySettings): Promise<CourseGateway> {
    const { world, time } = settings;
    const mocks = await startMocks({ world, realTime: () => time.now() });
    const gateway = new CourseGateway(settings, mocks);
    await gateway.#open();
    return gateway;
  }

  private constructor({ number, time, options }: GatewaySettings, mocks: Mocks) {
    this.number = number;
    this.mocks = mocks;
    this.#time = time;
    this.#options = options;
  }

  /** The platforms that it can reach. */
  get up(): Name[] {
    return PLATFORMS.filter(platform => !this.#down.has(platform));
  }

  async ask(query: string, headers: Record<string, string>): Promise<AnyAnswer> {
    const answer: AnyAnswer = await this.#time.whileItPasses(this.#hub.query(query, {}, headers));
    for (const [platform, answered] of calledIn(answer))
      if (answered && !this.#down.has(platform)) this.#shaky.delete(platform);
    return answer;
  }

  /** The platforms that need not answer it now. */
  get mayFail(): ReadonlySet<Name> {
    return new Set([...this.#down, ...this.#shaky]);
  }

  /** What the city has to send of what has changed since the last call, or since this gateway began. */
  due(): Webhook[] {
    return this.#city.due();
  }

  /** Gives the status, and whether it was news. */
  async send(webhook: Webhook): Promise<{ status: number; news: boolean }> {
    const status = await this.#time.whileItPasses(this.#city.send(webhook));
    const news = !this.#taken.has(webhook.id);
    if (status === 204) this.#taken.add(webhook.id);
    return { status, news };
  }

  async reach(platform: Name, does: 'stop' | 'resume'): Promise<void> {
    await this.mocks[does](platform);
    this.#down[does === 'stop' ? 'add' : 'delete'](platform);
    if (does === 'stop') this.#shaky.add(platform);
  }

  async restart(): Promise<void> {
    await this.#time.whileItPasses(this.#hub[Symbol.asyncDispose]());
    this.#shaky.clear();
    this.#taken.clear();
    await this.#open();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#time.whileItPasses(this.#hub[Symbol.asyncDispose]());
    await this.mocks[Symbol.asyncDispose]();
  }

  async #open(): Promise<void> {
    this.#hub = await this.#time.whileItPasses(
      running({ mocks: this.mocks, clock: this.#time.clock, ...this.#options }),
    );
    this.#city = this.mocks.webhooks({ url: `${this.#hub.url}/webhooks/city` });
  }
}
