// Package service holds what differs between children's occupational therapy services, and walks a child through one of
// them: from referral to eligibility, triage, waiting, contacts, reviews, and discharge or a move of tier.
//
// Words: a Pack is the rules of one service, read from a TOML file; every key of it names the rules it comes from by
// their number, so that a sentence on the screen can be followed back. A Choice is a place where a service's pages give
// two readings of a rule: the pack holds both and nothing is decided until the service has chosen one. A Case is what is
// known of one child on one day, as plain values. A Decision is an answer with its reasons; each Reason against a child
// says what would change it and where else help may be found, so that nobody is given a bare no. A Step is something
// that is to be done next; a Step that decides names who must decide.
//
// Nothing here writes, and nothing here discharges a child: what comes out are sentences for people who decide.
package service
