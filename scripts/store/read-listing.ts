/** What the stores show of Baton in one language. */
export interface Listing {
  name: string;
  summary: string;
  longerSummary: string;
  description: string;
  searchTerms: string[];
  /** Above each of the pictures, in their order. */
  onPictures: string[];
  onTile: string;
}

/** Reads a file of docs/store: each heading of the second level is one part of what the stores ask for. */
export function readListing(text: string): Listing {
  const parts = new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.split('\n', 1)[0]?.trim() ?? '', part.replace(/^.*\n/, '').trim()]),
  );
  const part = (name: string) => {
    const found = parts.get(name);
    if (!found) throw new Error(`There is no “${name}”.`);
    return found;
  };
  const lines = (name: string) =>
    part(name)
      .split('\n')
      .map((line) => line.replace(/^(-|\d+\.) /, ''));
  return {
    name: part('Name'),
    summary: part('Summary'),
    longerSummary: part('Longer summary'),
    description: part('Description'),
    searchTerms: lines('Search terms'),
    onPictures: lines('On the pictures'),
    onTile: part('On the tile'),
  };
}
