import { parseSync, Visitor } from 'vite';
import type { ESTree } from 'vite';

export interface CatalogueUses {
  /** Keys given to `i18n.t` as they are. */
  keys: string[];
  /** Keys given to `i18n.t` as templates, with gaps. */
  patterns: RegExp[];
  /** All strings of the code: a key may reach `i18n.t` through a table or a condition. */
  literals: Set<string>;
  /** Texts on screen that are not from the catalogue, each with its file before it. */
  strayTexts: string[];
}

const readAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);

/** Finds where TypeScript sources, given as pairs of name and text, use the catalogue, and where they bypass it. */
export function readCatalogueUses(
  sources: readonly (readonly [file: string, source: string])[],
): CatalogueUses {
  const uses: CatalogueUses = { keys: [], patterns: [], literals: new Set(), strayTexts: [] };
  for (const [file, source] of sources) {
    const { program, errors } = parseSync(file, source);
    if (errors[0]) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
    const stray = (text: string) => {
      if (/\p{L}/u.test(text)) uses.strayTexts.push(`${file}: ${text.trim()}`);
    };
    const children = (nodes: readonly ESTree.JSXChild[]) => {
      for (const node of nodes) {
        if (node.type === 'JSXText') stray(node.value);
        if (node.type === 'JSXExpressionContainer') wordsOf(node.expression).forEach(stray);
      }
    };
    new Visitor({
      Literal({ value }) {
        if (typeof value === 'string') uses.literals.add(value);
      },
      CallExpression({ callee, arguments: [key] }) {
        if (source.slice(callee.start, callee.end) !== 'i18n.t') return;
        if (key?.type === 'Literal' && !String(key.value).startsWith('@@')) uses.keys.push(String(key.value));
        if (key?.type === 'TemplateLiteral') uses.patterns.push(patternOf(key));
      },
      JSXElement: (node) => children(node.children),
      JSXFragment: (node) => children(node.children),
      JSXAttribute({ name, value }) {
        if (name.type !== 'JSXIdentifier' || !readAttributes.has(name.name)) return;
        if (value?.type === 'Literal') stray(value.value);
        if (value?.type === 'JSXExpressionContainer') wordsOf(value.expression).forEach(stray);
      },
    }).visit(program);
  }
  return uses;
}

/** The literal strings that an expression can result in. */
function wordsOf(expression: ESTree.Expression | ESTree.JSXEmptyExpression): string[] {
  switch (expression.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? [expression.value] : [];
    case 'TemplateLiteral':
      return expression.quasis.map(({ value }) => value.cooked ?? value.raw);
    case 'ConditionalExpression':
      return [...wordsOf(expression.consequent), ...wordsOf(expression.alternate)];
    case 'LogicalExpression':
      return [...wordsOf(expression.left), ...wordsOf(expression.right)];
    default:
      return [];
  }
}

/** A gap stands for one part of a key between dots, or for a piece of such a part. */
function patternOf({ quasis }: ESTree.TemplateLiteral): RegExp {
  const parts = quasis.map(({ value }) => value.raw.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[^.]+')}$`);
}
