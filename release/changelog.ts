/**
 * CHANGELOG.md as keepachangelog.com writes it: what comes next stands under `## [Unreleased]`. An entry under its
 * `### Breaking` that opens with schema coordinates in backticks declares that these break.
 */

/** Coordinates as the GraphQL specification writes them: `Type`, `Type.field`, `Type.field(argument:)`, `@directive`. */
const COORDINATE = /`(@?\w+(?:\.\w+)?(?:\(\w+:\))?)`/g;
const UNRELEASED = '## [Unreleased]';

export interface Unreleased {
  /** The coordinates that open an entry under "Breaking"; those in the rest of its text declare nothing. */
  declared: string[];
  /** Every coordinate, under whichever heading. */
  named: Set<string>;
  hasEntries: boolean;
}

/** Throws where there is no section for what is not released yet. */
export function unreleased(changelog: string): Unreleased {
  const section = sectionOf(changelog, UNRELEASED, /^## /m);
  if (section === null) {
    throw new Error(
      `CHANGELOG.md: expected a section "${UNRELEASED}", got none; put it above the latest version`,
    );
  }
  const breaking = sectionOf(section, '### Breaking', /^### /m) ?? '';
  return {
    declared: entriesOf(breaking).flatMap(entry => coordinatesOf(opening(entry))),
    named: new Set(coordinatesOf(section)),
    hasEntries: entriesOf(section).length > 0,
  };
}

/**
 * The changelog with all that was unreleased under a version and its day (`2026-11-25`), and room for what comes
 * next. Throws where there is nothing to release, where the version has a section already, and where something breaks
 * and the version is of the same line: until 1.0.0 `0.x`, from then on the first number.
 */
export function released(changelog: string, version: string, day: string): string {
  const { hasEntries, declared } = unreleased(changelog);
  if (!hasEntries) {
    throw new Error(`CHANGELOG.md: "${UNRELEASED}" has no entry; say what ${version} changes for readers`);
  }
  const versions = [...changelog.matchAll(/^## \[(\d+\.\d+\.\d+)\]/gm)].map(([, found]) => found!);
  if (versions.includes(version)) {
    throw new Error(`CHANGELOG.md: ${version} is released already; run "npm version minor" or "patch"`);
  }
  const [last] = versions;
  if (declared.length > 0 && last && lineOf(version) === lineOf(last)) {
    throw new Error(
      `CHANGELOG.md: ${declared.join(', ')} break readers of ${last}, and ${version} does not say so; raise its ${version.startsWith('0.') ? 'second' : 'first'} number`,
    );
  }
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## [${version}] - ${day}`);
}

/** What stands between a heading and the next of its level, or null. */
function sectionOf(text: string, heading: string, next: RegExp): string | null {
  const [, ...behind] = `\n${text}`.split(`\n${heading}\n`);
  return behind.length === 0 ? null : behind.join('\n').split(next)[0]!;
}

function entriesOf(section: string): string[] {
  return section.split(/^- /m).slice(1);
}

function opening(entry: string): string {
  return /^(?:`[^`]+`(?:,\s+|\s+and\s+)?)*/.exec(entry)![0];
}

function coordinatesOf(text: string): string[] {
  return [...text.matchAll(COORDINATE)].map(([, coordinate]) => coordinate!);
}

function lineOf(version: string): string {
  const [major, minor] = version.split('.');
  return major === '0' ? `0.${minor}` : major!;
}
