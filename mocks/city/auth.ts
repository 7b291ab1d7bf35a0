/** The city's OAuth 2 client credentials (lifecycle.md section 9). */
import { randomBytes } from 'node:crypto';
import type { RealTime } from '../clock.ts';
import { BadParameter, Parameters } from '../parameters.ts';
import { CityProblem } from './answer.ts';

export const CLIENT_ID = 'lsgt-city-demo';
export const CLIENT_SECRET = 'city-secret-demo';

const TOKEN_SECONDS = 600;
const SCOPES = ['event.read', 'event.write'];

export interface Token {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  scope: string;
}

export class CityAuth {
  readonly #realTime: RealTime;
  readonly #tokens = new Map<string, { expiresAt: number; scopes: string[] }>();

  constructor(realTime: RealTime) {
    this.#realTime = realTime;
  }

  /** `POST /oauth2/token`: HTTP Basic and a form. */
  grant(headers: Headers, form: string): Token {
    const basic = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');
    if (headers.get('authorization') !== `Basic ${basic}`) {
      throw new CityProblem(401, 'unauthorized', '客户端标识或密钥错误', {
        headers: { 'www-authenticate': 'Basic realm="oauth2"' },
      });
    }
    const parameters = new Parameters(new URLSearchParams(form));
    if (parameters.oneOf('grant_type', ['client_credentials']) === undefined) {
      throw new BadParameter('grant_type', 'expected client_credentials, got nothing');
    }
    const scopes = parameters.one('scope')?.split(' ') ?? SCOPES;
    parameters.done();
    for (const scope of scopes) {
      if (!SCOPES.includes(scope))
        throw new BadParameter('scope', `expected of ${SCOPES.join(' ')}, got ${scope}`);
    }
    return this.issue(scopes);
  }

  issue(scopes = SCOPES): Token {
    const now = this.#realTime();
    for (const [token, { expiresAt }] of this.#tokens) if (expiresAt <= now) this.#tokens.delete(token);
    const token = randomBytes(24).toString('base64url');
    this.#tokens.set(token, { expiresAt: now + TOKEN_SECONDS * 1000, scopes });
    return { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS, scope: scopes.join(' ') };
  }

  /** Ends every token issued so far; the client may take another. */
  revoke(): void {
    this.#tokens.clear();
  }

  /** Any call but the token's and health's. */
  check(headers: Headers, scope: 'event.read' | 'event.write'): void {
    const bearer = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
    const token = bearer === undefined ? undefined : this.#tokens.get(bearer);
    if (!token || token.expiresAt <= this.#realTime()) {
      throw new CityProblem(401, 'unauthorized', '令牌缺失、过期或已注销', {
        headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
      });
    }
    if (!token.scopes.includes(scope)) throw new CityProblem(403, 'forbidden', `令牌没有 ${scope} 权限`);
  }
}
