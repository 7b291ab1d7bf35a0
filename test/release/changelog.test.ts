import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { released, unreleased } from '../../release/changelog.ts';

const HEAD = '# Changelog\n\nWords for `Every.reader`.\n\n';
const LAST = '\n## [0.3.0] - 2026-11-25\n\n### Breaking\n\n- `Old.news`: gone.\n';
const changelog = (section: string) => `${HEAD}## [Unreleased]\n\n${section}${LAST}`;

describe('what CHANGELOG.md says of the next version', () => {
  it('declares as breaking what opens an entry under "Breaking", and nothing else that is named there', () => {
    const text = changelog(`### Added

- \`Event.added\`.

### Breaking

- \`Event.title\`, \`Query.events(first:)\` and
  \`EventStatus.UNKNOWN\`: use \`Event.name\` instead.
- Cursors are good for an hour; \`Event.cursor\` says so.

### Fixed

- \`Event.fixed\`.
`);
    const { declared, named } = unreleased(text);
    expect(declared).toEqual(['Event.title', 'Query.events(first:)', 'EventStatus.UNKNOWN']);
    expect(named).toEqual(new Set([...declared, 'Event.added', 'Event.name', 'Event.cursor', 'Event.fixed']));
  });

  it('is not read where it says something of earlier versions or to every reader', () => {
    expect(unreleased(changelog(''))).toEqual({ declared: [], named: new Set(), hasEntries: false });
  });

  it('has a section of its own, or its author is told', () => {
    expect(() => unreleased(HEAD + LAST)).toThrow(
      'CHANGELOG.md: expected a section "## [Unreleased]", got none; put it above the latest version',
    );
  });

  it('can be read in this repository', () => {
    expect(() => unreleased(readFileSync('CHANGELOG.md', 'utf8'))).not.toThrow();
  });
});

describe('a release', () => {
  it('puts what was unreleased under its version and day, and leaves room for what comes next', () => {
    expect(released(changelog('### Added\n\n- More.\n'), '0.3.1', '2026-12-01')).toBe(
      `${HEAD}## [Unreleased]\n\n## [0.3.1] - 2026-12-01\n\n### Added\n\n- More.\n${LAST}`,
    );
  });

  it('says something to readers', () => {
    expect(() => released(changelog(''), '0.4.0', '2026-12-01')).toThrow(
      'CHANGELOG.md: "## [Unreleased]" has no entry; say what 0.4.0 changes for readers',
    );
  });

  it('is made once', () => {
    expect(() => released(changelog('- More.\n'), '0.3.0', '2026-12-01')).toThrow(
      'CHANGELOG.md: 0.3.0 is released already; run "npm version minor" or "patch"',
    );
  });

  it('that breaks readers says so in its number', () => {
    const breaking = changelog('### Breaking\n\n- `Event.title`: gone.\n');
    expect(() => released(breaking, '0.3.1', '2026-12-01')).toThrow(
      'CHANGELOG.md: Event.title break readers of 0.3.0, and 0.3.1 does not say so; raise its second number',
    );
    expect(released(breaking, '0.4.0', '2026-12-01')).toContain('## [0.4.0] - 2026-12-01');
    const later = breaking.replace('[0.3.0]', '[1.3.0]');
    expect(() => released(later, '1.4.0', '2026-12-01')).toThrow('raise its first number');
    expect(released(later, '2.0.0', '2026-12-01')).toContain('## [2.0.0] - 2026-12-01');
  });
});
