/** Key of the local value with the columns that the server is known to have beyond those that every server has. */
export const knownColumnsKey = 'columns';
