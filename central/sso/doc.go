// Package sso lets people sign in with the account that their trust gives them, by OpenID Connect.
//
// Words: a provider is where the trust keeps its accounts; a pass is what a browser is sent off with and must bring back: it ties what
// the provider answers to the browser that asked, and counts for ten minutes; a member is who the provider says it was. The code flow
// with PKCE is the only one. Who a member is here, and in which role, the ledger says.
package sso
