import { parseSync } from 'vite';

/** One small fault that a program could have, and that some test should notice. */
export interface Mutant {
  /** What is written instead of the text between the two offsets. */
  start: number;
  end: number;
  text: string;
}

interface SyntaxNode {
  type: string;
  start: number;
  end: number;
}

const otherOperators: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '??=': ['='],
};

const otherNames: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};

/** What only types say cannot fail a test. These three hold a value as well. */
const typesWithValue = ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'];

/** All mutants of a TypeScript file, from its beginning to its end. */
export function findMutants(file: string, source: string): Mutant[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0]) throw new Error(errors[0].message);
  const found: Mutant[] = [];
  visit(program, (node) => found.push(...mutantsOf(node, source)));
  return found.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

export function applyMutant(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end);
}

function visit(node: SyntaxNode, see: (node: SyntaxNode) => void): void {
  if (node.type === 'ImportDeclaration') return;
  if (node.type.startsWith('TS') && !typesWithValue.includes(node.type)) return;
  see(node);
  for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, see);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function mutantsOf(node: SyntaxNode, source: string): Mutant[] {
  const instead = (at: SyntaxNode, ...texts: string[]) =>
    texts.map((text) => ({ start: at.start, end: at.end, text }));
  const part = (name: string) => {
    const child = (node as unknown as Record<string, unknown>)[name];
    return isNode(child) ? child : undefined;
  };
  const textOf = (at: SyntaxNode) => source.slice(at.start, at.end);

  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression': {
      const [left, right] = [part('left'), part('right')];
      if (!left || !right || !('operator' in node)) return [];
      const operator = String(node.operator);
      // What joins texts has no other operator.
      if (operator === '+' && [left, right].some((side) => /^['"`]/.test(textOf(side)))) return [];
      const start = source.indexOf(operator, left.end);
      const texts = otherOperators[operator] ?? [];
      return texts.map((text) => ({ start, end: start + operator.length, text }));
    }
    case 'UnaryExpression': {
      const value = part('argument');
      return value && source[node.start] === '!' ? instead(node, textOf(value)) : [];
    }
    case 'IfStatement':
    case 'ConditionalExpression': {
      const test = part('test');
      return test ? instead(test, 'true', 'false') : [];
    }
    case 'WhileStatement':
    case 'ForStatement': {
      const test = part('test');
      return test ? instead(test, 'false') : [];
    }
    case 'Literal': {
      const text = textOf(node);
      if (text === 'true') return instead(node, 'false');
      if (text === 'false') return instead(node, 'true');
      if (/^\d/.test(text)) return instead(node, text === '0' ? '1' : `(2 * ${text})`);
      return [];
    }
    case 'CallExpression':
    case 'MemberExpression':
      return [...withoutQuestion(node, source), ...withOtherName(part('property'), textOf)];
    case 'SpreadElement':
      return instead(node, '...[]');
    case 'ExpressionStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
    case 'ThrowStatement':
      return instead(node, ';');
    case 'ReturnStatement':
      return part('argument') ? [] : instead(node, ';');
    default:
      return [];
  }
}

function withoutQuestion(node: SyntaxNode, source: string): Mutant[] {
  if (!('optional' in node) || node.optional !== true) return [];
  const inner = 'object' in node ? node.object : 'callee' in node ? node.callee : null;
  if (!isNode(inner)) return [];
  const start = source.indexOf('?.', inner.end);
  const text = /[[(]/.test(source[start + 2] ?? '') ? '' : '.';
  return [{ start, end: start + 2, text }];
}

function withOtherName(property: SyntaxNode | undefined, textOf: (at: SyntaxNode) => string): Mutant[] {
  const name = property?.type === 'Identifier' ? otherNames[textOf(property)] : undefined;
  return property && name !== undefined ? [{ start: property.start, end: property.end, text: name }] : [];
}
