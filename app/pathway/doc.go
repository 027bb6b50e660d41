// Package pathway is the way of one child through the service, and all who wait: referral, eligibility, triage, tiers, holds,
// absences and discharge, with the rules of the service that speak at each step.
//
// Words: a page is one child's pathway as values; a station is one of the seven steps everybody can see on it; a remark is one
// rule's word on the referral, with what would change it and where else help may be found; a verdict is one way to end triage; an
// absence is a contact to which the child was not brought. A record that still lacks its clinician is being written: it counts for
// nothing until a named clinician has decided. The screens offer; they never discharge and never refuse by themselves.
package pathway
