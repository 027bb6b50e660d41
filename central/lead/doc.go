// Package lead is the pages of the people who run a therapy service: who may come in, what needs them today, referrals, caseloads,
// tablets, the audit trail and the service's figures.
//
// Words: a sitting is a signed-in browser, see package ledger; a desk is what all pages share; a board is what the desk remembers of a
// service's children between two pages, brought up to date from the ledger each time; a thing is something that needs its reader
// today. Who may open which page is said in the route table of package central and checked there before anything here runs.
package lead
