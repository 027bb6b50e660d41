// Package firstrun sets up a store: to practise or for a service, a passphrase, the recovery code read back from paper, who works
// with it, the service to join, and the first download.
//
// Words: to join is to enrol with a one-use code from the team lead; an invitation is address and code in one string; to practise is
// to work on fictitious children who are never sent; to fetch is the first download, which may be stopped and goes on later.
package firstrun
