const unreleased = 'Not released yet';

/**
 * What CHANGELOG.md says of a version, without its heading. Throws if it says nothing of it, or if there are changes
 * that no version has yet: they would be in the release and not in its notes.
 */
export function releaseNotes(changelog: string, version: string): string {
  const sections = new Map(
    changelog
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.split('\n', 1)[0]?.trim() ?? '', section.replace(/^.*\n/, '').trim()]),
  );
  if (sections.get(unreleased))
    throw new Error(
      `CHANGELOG.md has changes under “${unreleased}”. Give them a version, also in package.json.`,
    );
  const notes = sections.get(version);
  if (!notes) throw new Error(`CHANGELOG.md says nothing of ${version}.`);
  return notes;
}
