import { parseSync, type Plugin } from 'vite';

/** Methods of a library's class that Baton never calls; `rest` leaves out all but the constructor. */
export interface LeftOut {
  /** End of the module's path. */
  module: string;
  class: string;
  methods: string[] | 'rest';
}

/**
 * Empties methods of library classes at build time, since no bundler can tell that nobody calls a method. What only
 * they needed then falls away by itself. A method that is not where it is said to be fails the build, so an update of
 * the library cannot slip past; one that is called all the same throws.
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

interface Node {
  type: string;
  start: number;
  end: number;
}

interface Method extends Node {
  kind: string;
  key: { name?: string };
  value: { body: Node };
}

interface Class extends Node {
  id: { name: string } | null;
  body: { body: Node[] };
}

/** The code with those methods throwing. Throws where one of them is not there. */
export function emptied(code: string, due: readonly LeftOut[]): string {
  const classes = classesIn(parseSync('library.js', code).program);
  const bodies = due.flatMap(({ module, class: name, methods }) => {
    const found = classes.find(({ id }) => id?.name === name);
    if (!found) throw new Error(`${module} has no class ${name}: see leave-out.ts`);
    const own = found.body.body.filter(isMethod);
    if (methods === 'rest') return own.map(({ value }) => value.body);
    return methods.map((method) => {
      const at = own.find(({ key }) => key.name === method);
      if (!at) throw new Error(`${name} has no method ${method}: see leave-out.ts`);
      return at.value.body;
    });
  });
  return bodies
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end }) => `${text.slice(0, start)}{throw Error('left out')}${text.slice(end)}`,
      code,
    );
}

function isMethod(node: Node): node is Method {
  return node.type === 'MethodDefinition' && (node as Method).kind === 'method';
}

/** Every class in the tree, whether declared or assigned to a name. */
function classesIn(node: unknown, name: string | null = null): Class[] {
  if (Array.isArray(node)) return node.flatMap((one) => classesIn(one));
  if (typeof node !== 'object' || node === null) return [];
  const { type, id } = node as { type?: string; id?: { name: string } | null };
  if (type === 'ClassDeclaration' || type === 'ClassExpression') {
    return [{ ...(node as Class), id: name === null ? (id ?? null) : { name } }];
  }
  const ownName = type === 'VariableDeclarator' ? (id?.name ?? null) : name;
  return Object.values(node).flatMap((child) =>
    Array.isArray(child) ? classesIn(child) : classesIn(child, ownName),
  );
}
