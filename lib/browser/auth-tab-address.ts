/** The address at which a provider's sign-in ends in Firefox, which makes it from the add-on's id. */
export const firefoxRedirectUrl = 'https://930e9bd1f7a33eb67057059a5772876c62045188.extensions.allizom.org/';

/** What Baton has to be let into, to bring a tab back from there. */
export const authTabOrigin = `${firefoxRedirectUrl}*`;
