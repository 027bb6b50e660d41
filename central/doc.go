// Package central is the central service: an http.Handler that devices sync with, and the verbs of the people who run it.
//
// Words: an audience is who a route is for, and every route declares one; a caller is a device that showed both a token and
// its key; a token is short-lived and sealed by the service; a proof is the device key's signature over the token and the
// body, so that a token alone is worth nothing; a challenge is what a device signs to get a token. What devices send and
// see is kept by package ledger.
package central
