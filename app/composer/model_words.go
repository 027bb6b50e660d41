package composer

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// Title is the report's kind in words.
func Title(kind string) string {
	if info, ok := reports.LookupKind(reports.Kind(kind)); ok {
		return info.Title
	}
	return "Report"
}

// versionWords is a version's number in words.
func versionWords(n int) string { return fmt.Sprintf("Version %d", max(n, 1)) }

// RoleWords is a reader's role in a sentence.
func RoleWords(r assessments.Role) string {
	switch r {
	case assessments.RoleLocalAuthority:
		return "the local authority"
	case assessments.RoleGP:
		return "the GP"
	case assessments.RoleICB:
		return "the ICB"
	case assessments.RoleParent:
		return "parents"
	case assessments.RoleYoungPerson:
		return "the young person"
	case assessments.RoleHealthVisitor:
		return "the health visitor"
	case assessments.RoleSocialCare:
		return "social care"
	case assessments.RoleOther:
		return "somebody else"
	}
	return "the " + string(r)
}

// Subtitle says when the report is due, or for whom it is and as at which day.
func (c *Composer) Subtitle() string {
	if c.Signed() {
		return fmt.Sprintf("Version %d, signed %s, for %s", max(c.V.Version, 1), c.V.SignedOn.Words(), RoleWords(c.V.Recipient))
	}
	if q := c.request; q != nil && q.SentOn == "" && reports.Kind(c.V.ReportKind) == reports.EHCAdvice {
		return DueWords(q)
	}
	words := "For " + RoleWords(c.V.Recipient) + ", as at " + c.V.AsAt.Words()
	if x, ok := c.Subject(); ok {
		words += ". About " + assessments.LowerFirst(x.Words())
	}
	return words
}

// DueWords says when a request's advice is due, and the working day to aim for where nobody works on that day.
func DueWords(q *assessments.AdviceRequest) string {
	due := q.Due()
	if !due.Valid() {
		return "Received on a day that is not noted"
	}
	s := "Due " + due.Weekday()
	if due.WorkingDay() {
		return s
	}
	if assessments.BankHoliday(due) != "" {
		s += ", a bank holiday"
	}
	return s + ". Aim for " + q.Aim().Time().Format("Monday 2 January")
}
