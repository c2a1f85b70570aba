/** Commands by name, each with its own fields. Each room declares its commands as such a map. */
type CommandMap<Map> = { [Type in keyof Map]: object };

/** A command as it is sent: its name as `type`, and its own fields. */
export type CommandOf<Map extends CommandMap<Map>> = {
  [Type in keyof Map]: { type: Type } & Map[Type];
}[keyof Map];

/** A handler for each command of a map. `Given` is what else a handler is called with. */
export type HandlersOf<Map extends CommandMap<Map>, Result, Given extends unknown[] = []> = {
  [Type in keyof Map]: (command: { type: Type } & Map[Type], ...given: Given) => Result;
};

/** Hands a command to its handler. Throws if no handler has that name. */
export function dispatch<
  Map extends CommandMap<Map>,
  Type extends keyof Map,
  Result,
  Given extends unknown[],
>(handlers: HandlersOf<Map, Result, Given>, command: { type: Type } & Map[Type], ...given: Given): Result {
  const type: Type = command.type;
  if (!Object.hasOwn(handlers, type)) throw new Error(`No command has the name ${String(type)}.`);
  return handlers[type](command, ...given);
}
