/** The Redis of a course: what happens to it, and who hears what is told there. */
import type { Redis } from 'ioredis';
import { redisAddress } from '../../../src/cache/redis-address.ts';
import type { GuantongOptions } from '../../../src/guantong.ts';
import { type RedisServer, redisServer, until } from '../../cache/redis-server.ts';
import type { RedisStep } from './steps.ts';

const PREFIX = 'guantong:';
/** Less than any policy calls fresh, so that what ends by it is seen to. */
export const TRUST_MS = 3_000;

type State = 'UP' | 'PAUSED' | 'KILLED';

export class CourseRedis implements AsyncDisposable {
  /** How many gateways are to hear. */
  readonly #gateways: number;
  readonly #server: RedisServer;
  readonly #own: Redis;
  #state: State = 'UP';
  /** Since when it has said nothing, Unix ms; null where it says what it is asked. */
  #silentSince: number | null = null;

  static async open(gateways: number): Promise<CourseRedis> {
    return new CourseRedis(gateways, await redisServer());
  }

  private constructor(gateways: number, server: RedisServer) {
    this.#gateways = gateways;
    this.#server = server;
    this.#own = server.redis();
  }

  /** For a gateway. */
  get settings(): NonNullable<GuantongOptions['redis']> {
    return { address: redisAddress(this.#server.url)!, prefix: PREFIX, budgetMs: 100, trustMs: TRUST_MS };
  }

  /** Whether a gateway that begins now can have nothing that was said before. */
  get isGone(): boolean {
    return this.#state === 'KILLED';
  }

  /** A gateway that hears nothing for so long gives nothing that is older, Unix ms. */
  trustedSince(now: number): number {
    const silent = this.#silentSince !== null && now >= this.#silentSince + TRUST_MS;
    return silent ? now - TRUST_MS : Number.NEGATIVE_INFINITY;
  }

  /**
   * Whether all gateways have heard what was told by now, or know that they may have missed it. Redis sends what it has
   * to tell before it reads on: when it answers a second question, it has told all that was said before the first, and
   * has seen who had gone by then.
   */
  async allHear(): Promise<boolean> {
    if (this.#state !== 'UP') return false;
    await this.#own.ping();
    const [, hearing] = (await this.#own.pubsub('NUMSUB', `${PREFIX}invalidated`)) as [string, number];
    return hearing === this.#gateways;
  }

  /** Lets it answer what it was asked, and what was asked upon that. */
  async answers(): Promise<void> {
    for (let times = 0; times < 3 && this.#state === 'UP'; times++) await this.#own.ping();
  }

  async take(step: RedisStep, now: number): Promise<void> {
    const { what } = step;
    if (what === 'kill' || what === 'crash') await this.#kill(now);
    if (what === 'start' || what === 'crash') await this.#start(now);
    const waits = what === 'crash' || (what === 'start' && step.waits);
    // Else the gateways find out in their own time.
    if (waits && this.#state === 'UP') await until(() => this.allHear());
    if (what === 'pause' && this.#state === 'UP') {
      this.#server.pause();
      this.#becomes('PAUSED', now);
    }
    if (what === 'resume' && this.#state === 'PAUSED') {
      this.#server.resume();
      this.#becomes('UP', now);
    }
    if (this.#state !== 'UP') return;
    if (what === 'save') await this.#own.save();
    if (what === 'cut') await this.#cut(step.which);
    if (what === 'evict') await this.#evict(step.which);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  async #kill(now: number): Promise<void> {
    if (this.#state === 'KILLED') return;
    await this.#server.kill();
    this.#becomes('KILLED', now);
  }

  async #start(now: number): Promise<void> {
    if (this.#state !== 'KILLED') return;
    await this.#server.start();
    this.#becomes('UP', now);
  }

  #becomes(state: State, now: number): void {
    this.#state = state;
    this.#silentSince = state === 'UP' ? null : (this.#silentSince ?? now);
  }

  /** Ends one connection of a gateway. */
  async #cut(which: number): Promise<void> {
    const own = `${await this.#own.client('ID')}`;
    const list = (await this.#own.client('LIST')) as string;
    const ids = [...list.matchAll(/^id=(\d+)/gm)].map(([, id]) => id!).filter(id => id !== own);
    if (ids.length > 0) await this.#own.client('KILL', 'ID', ids[which % ids.length]!);
  }

  /** Loses of every eight keys those whose bits are set, as it may when it is full. */
  async #evict(which: number): Promise<void> {
    const keys = (await this.#own.keys('*')).toSorted().filter((_, at) => (which >> (at % 8)) & 1);
    if (keys.length > 0) await this.#own.del(...keys);
  }
}
