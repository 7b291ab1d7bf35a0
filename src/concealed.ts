import { inspect } from 'node:util';

/** The same object, but whoever prints it (JSON, console, a log line) prints dots for the secrets. */
export function concealed<T extends object>(values: T, ...secrets: (keyof T)[]): T {
  const set = secrets.filter(secret => String(values[secret] ?? '') !== '');
  const dots = Object.fromEntries(set.map(secret => [secret, '••••••']));
  const shown = () => ({ ...values, ...dots });
  return Object.defineProperties(values, {
    toJSON: { value: shown },
    [inspect.custom]: { value: shown },
  });
}
