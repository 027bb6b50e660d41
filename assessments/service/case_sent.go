package service

import "github.com/fieldfare/fieldfare/assessments"

// went reports whether a share has left: a copy when it was handed over, a link when the service took it. One that was closed on its own
// day was a mistake.
func went(r assessments.Record, s *assessments.Share) bool {
	day := dayOf(s.SentAt)
	return day.Valid() && (s.Way != "link" || r.Meta.Unsent == 0) && (s.RevokedAt == "" || dayOf(s.RevokedAt) != day)
}

// dayOf is the day of a moment in UTC: in summer one hour after midnight still counts to the day before.
func dayOf(moment string) assessments.Date {
	return assessments.Date(moment[:min(len(moment), len("2006-01-02"))])
}

// sent gives reports, and the requests they answer, the day on which they went, where nobody wrote one down: what the therapist sent is
// on record, and no clock waits for it to be said again.
func (c *Case) sent(gone []assessments.Share) {
	first := func(was assessments.Date, on assessments.Date) assessments.Date {
		if was == "" || on < was {
			return on
		}
		return was
	}
	for i := range c.Reports {
		var day assessments.Date
		for _, s := range gone {
			if s.Report == c.Reports[i].ID && c.Reports[i].Is.SentOn == "" {
				day = first(day, dayOf(s.SentAt))
			}
		}
		if day != "" {
			c.Reports[i].Is.SentOn = day
		}
	}
	for i := range c.Requests {
		q := &c.Requests[i].Is
		var day assessments.Date
		for _, s := range gone {
			if on := dayOf(s.SentAt); q.SentOn == "" && s.ReportKind == "ehc-advice" && s.Recipient == assessments.RoleLocalAuthority && on >= q.Received {
				day = first(day, on)
			}
		}
		if day != "" {
			q.SentOn = day
		}
	}
}
