import { parseSync, type Plugin } from 'vite';

/** What Baton never calls in a module of a library. */
export interface LeftOut {
  /** End of the module's path. */
  module: string;
  /** A class, or a constant that holds functions. Without it: functions of the module itself. */
  class?: string;
  /** These throw when they are called all the same. `rest` removes all but the constructor. */
  methods?: readonly string[] | 'rest';
  /** These have always the same to do here: what, as the statements of their body. */
  instead?: Readonly<Record<string, string>>;
}

/**
 * Empties methods of libraries at build time, since no bundler can tell that nobody calls a method. What only they
 * needed then falls away by itself. A method that is not where it is said to be fails the build, so an update of the
 * library cannot slip past; one that is called all the same throws.
 */
export function leaveOut(list: readonly LeftOut[]): Plugin {
  return {
    name: 'leave-out',
    transform(code, id) {
      const path = id.split('?')[0] ?? id;
      const due = list.filter(({ module }) => path.endsWith(module));
      return due.length === 0 ? null : { code: emptied(code, due), map: null };
    },
  };
}

const throwing = "throw Error('left out')";

interface Node {
  type: string;
  start: number;
  end: number;
}

interface Method extends Node {
  key: { name?: string };
  kind?: string;
  value: Node & { body?: Node };
}

interface Owner extends Node {
  name: string | null;
  members: Method[];
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The code without those methods. Throws where one of them is not there. */
export function emptied(code: string, due: readonly LeftOut[]): string {
  const { program } = parseSync('library.js', code);
  const owners = ownersIn(program);
  return due
    .flatMap((leftOut) => editsFor(leftOut, owners, functionsOf(program)))
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end, text }) => rest.slice(0, start) + text + rest.slice(end), code);
}

function editsFor(
  { module, class: name, methods = [], instead = {} }: LeftOut,
  owners: Owner[],
  own: Method[],
) {
  const owner = owners.find((one) => one.name === name);
  if (name !== undefined && !owner) throw new Error(`${module} has no class ${name}: see leave-out.ts`);
  const members = owner?.members ?? own;
  const removed = methods === 'rest' ? members.filter(({ kind }) => kind !== 'constructor') : [];
  const emptyOf = methods === 'rest' ? [] : methods.map((method) => [method, throwing] as const);
  return [
    ...removed.map(({ start, end }): Edit => ({ start, end, text: '' })),
    ...[...emptyOf, ...Object.entries(instead)].map(([method, statements]): Edit => {
      const body = members.find(({ key }) => key.name === method)?.value.body;
      if (!body) throw new Error(`${name ?? module} has no method ${method}: see leave-out.ts`);
      return { start: body.start, end: body.end, text: `{${statements}}` };
    }),
  ];
}

/** Functions that a module declares. */
function functionsOf(program: { body: unknown[] }): Method[] {
  return (program.body as (Node & { id?: { name?: string }; body?: Node })[])
    .map((node) => {
      const { declaration } = node as { declaration?: typeof node };
      return declaration ?? node;
    })
    .filter(({ type }) => type === 'FunctionDeclaration')
    .map((node) => ({ ...node, key: node.id ?? {}, value: node }));
}

/** Every class and every object of functions in the tree, by the name that it is declared with or assigned to. */
function ownersIn(node: unknown, name: string | null = null): Owner[] {
  if (Array.isArray(node)) return node.flatMap((one) => ownersIn(one));
  if (typeof node !== 'object' || node === null) return [];
  const { type, id, body, properties } = node as {
    type?: string;
    id?: { name?: string } | null;
    body?: { body: Method[] };
    properties?: Method[];
  };
  if (type === 'ClassDeclaration' || type === 'ClassExpression') {
    const members = (body?.body ?? []).filter(
      (one) => one.type === 'MethodDefinition' && /^(method|constructor)$/.test(one.kind ?? ''),
    );
    return [{ ...(node as Node), name: name ?? id?.name ?? null, members }];
  }
  if (type === 'ObjectExpression' && name !== null) {
    return [{ ...(node as Node), name, members: properties ?? [] }];
  }
  const ownName = type === 'VariableDeclarator' ? (id?.name ?? null) : name;
  return Object.values(node).flatMap((child) =>
    Array.isArray(child) ? ownersIn(child) : ownersIn(child, ownName),
  );
}
