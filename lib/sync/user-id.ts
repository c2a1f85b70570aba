const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether this is an id as Auth gives it to a person. Another text could name something else that is kept here. */
export function isUserId(id: unknown): id is string {
  return typeof id === 'string' && uuid.test(id);
}
