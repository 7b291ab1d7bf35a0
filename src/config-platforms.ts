/**
 * The environment variables of the platforms: of each its address, the credentials that its module names, and what it
 * signs its webhooks with.
 */
import { concealed } from './concealed.ts';
import { baseUrl, secrets, text } from './config-readers.ts';
import { REQUIRED, type Setting, setting } from './config-settings.ts';
import type { Credential } from './platform-module.ts';
import { PLATFORMS } from './platform-modules.ts';
import type { Credentials } from './platforms.ts';
import { platformsOf, type Role } from './role.ts';
import { ofEach, PLATFORM_NAMES, type PlatformName } from './upstream/platform-code.ts';

/** Where the platforms are that the process reaches: at these addresses, or in mocks that it is to start itself. */
export type Upstreams = { mocked: true } | ({ mocked: false } & Partial<Record<PlatformName, string>>);

/** `CITY_CLIENT_SECRET` for the city's `clientSecret`. */
export const variable = (platform: PlatformName, field: string): string =>
  `${platform}_${field.replace(/[A-Z]/g, capital => `_${capital}`)}`.toUpperCase();

export const addressVariable = (platform: PlatformName): string => variable(platform, 'url');

/** The variables of a process that is to find the platforms there: `{ CITY_URL: 'http://…/api/v1', … }`. */
export const addressVariables = (urls: Readonly<Record<PlatformName, string>>): Record<string, string> =>
  Object.fromEntries(PLATFORM_NAMES.map(name => [addressVariable(name), urls[name]]));

/** `CITY_CLIENT_ID` and `CITY_CLIENT_SECRET`. */
export const credentialVariables = (platform: PlatformName): string[] =>
  credentialsOf(platform).map(([field]) => variable(platform, field));

const webhookVariable = (platform: PlatformName): string => variable(platform, 'webhookSecret');

const credentialsOf = (platform: PlatformName): [field: string, credential: Credential][] =>
  Object.entries(PLATFORMS[platform].credentials);

export function platformSettings(role: Role): Record<string, Setting<unknown>> {
  const reached = platformsOf(role);
  return Object.fromEntries(
    PLATFORM_NAMES.flatMap((platform): [string, Setting<unknown>][] => [
      [addressVariable(platform), setting<string | null>(baseUrl, { unset: null })],
      ...credentialsOf(platform).map(([field, { mock, secret }]): [string, Setting<unknown>] => [
        variable(platform, field),
        // In production those of the platforms that are reached have to come; elsewhere they are what the mocks accept.
        setting(text, {
          unset: mock,
          ...(reached.includes(platform) && { inProduction: REQUIRED }),
          secret,
        }),
      ]),
      // A platform without one sends no webhooks, and tells of its changes in its feed alone.
      [
        webhookVariable(platform),
        setting(secrets, { unset: [...PLATFORMS[platform].webhookSecrets], inProduction: [], secret: true }),
      ],
    ]),
  );
}

/** The values of these variables, platform by platform. */
export function arrangePlatforms(values: Readonly<Record<string, unknown>>, role: Role) {
  const addresses = platformsOf(role).flatMap(platform => {
    const address = values[addressVariable(platform)];
    return address ? [[platform, address as string] as const] : [];
  });
  const upstreams: Upstreams =
    addresses.length > 0 ? { mocked: false, ...Object.fromEntries(addresses) } : { mocked: true };
  return {
    upstreams,
    credentials: ofEach(platform => {
      const fields = credentialsOf(platform);
      const given = fields.map(([field]) => [field, values[variable(platform, field)]]);
      const hidden = fields.flatMap(([field, { secret }]) => (secret ? field : []));
      return concealed<Record<string, unknown>>(Object.fromEntries(given), ...hidden);
    }) as unknown as Credentials,
    webhookSecrets: concealed(
      ofEach(platform => values[webhookVariable(platform)] as string[]),
      ...PLATFORM_NAMES,
    ),
  };
}

/** The credentials that nobody may read. */
export function platformSecrets(credentials: Credentials): string[] {
  return PLATFORM_NAMES.flatMap(platform => {
    const given: Readonly<Record<string, string>> = { ...credentials[platform] };
    return credentialsOf(platform).flatMap(([field, { secret }]) => (secret ? given[field]! : []));
  });
}
