/** A secret or restricted key of Stripe, wherever it stands in a text. */
export const SECRET_KEY = /\b(sk|rk)_(live|test|org)_\w+/;
