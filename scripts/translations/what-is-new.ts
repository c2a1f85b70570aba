/** The texts of a language by key; plural forms stand beside one another. */
export type Texts = ReadonlyMap<string, string>;

/** A text that a translator has to look at. */
export interface NewText {
  key: string;
  /** What it says in English now, and what it said before, if there was something. */
  english: string;
  before?: string;
  /** What the other language says, if it says anything. */
  translation?: string;
}

/**
 * The texts that are new in English since `before`, or say something else, in their order, with what the other language
 * says now. One that the other language does not have is new however old it is.
 */
export function whatIsNew(before: Texts, english: Texts, translated: Texts): NewText[] {
  return [...english].flatMap(([key, text]) => {
    const old = before.get(key);
    const translation = translated.get(key);
    if (old === text && translation !== undefined) return [];
    return [
      {
        key,
        english: text,
        ...(old !== undefined && old !== text && { before: old }),
        ...(translation !== undefined && { translation }),
      },
    ];
  });
}
