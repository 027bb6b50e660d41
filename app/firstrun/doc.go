// Package firstrun sets up a tablet: a passphrase, the recovery code, and then a service to join or the practice caseload.
//
// Words: to join is to enrol with a one-use code from the team lead; to practise is to work on fictitious children who are
// never sent; the recovery code opens the store when the passphrase is forgotten and is shown once.
package firstrun
