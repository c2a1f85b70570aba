/** What can be asked for, by name: each command's own fields. A room declares its commands as such a map. */
type CommandMap<Map> = { [Type in keyof Map]: object };

/** A command as it is sent: its name as `type`, with its own fields. */
export type CommandOf<Map extends CommandMap<Map>> = {
  [Type in keyof Map]: { type: Type } & Map[Type];
}[keyof Map];

/** What carries out each command of a map. */
export type HandlersOf<Map extends CommandMap<Map>, Answer> = {
  [Type in keyof Map]: (command: { type: Type } & Map[Type]) => Promise<Answer>;
};
