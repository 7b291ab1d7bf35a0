/** What `matters drift` has to say, before it is printed. */
import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import type { Directory } from '../../hub/catalogue/drift/directory-item.ts';
import type { Drift } from '../../hub/catalogue/drift/drift.ts';
import type { Sorted } from '../../hub/catalogue/drift/known-drift.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import type { Text } from '../text.ts';
import type { Advice } from './suggestion.ts';

export interface Compared {
  catalogue: Catalogue;
  texts: SchemaTexts;
  /** Whether mocks were compared, for want of addresses. */
  mocked: boolean;
  platforms: readonly ComparedPlatform[];
}

export type ComparedPlatform = { platform: PlatformCode; name: Text } & (
  | { failure: Error }
  | ({ directory: Directory; drifts: readonly Found[] } & Pick<Sorted, 'known' | 'stale'>)
);

export interface Found extends Advice {
  drift: Drift;
}
