package share

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
	"github.com/fieldfare/fieldfare/store"
)

// quietDays are the school days after which somebody should ask why nobody has opened a report.
const quietDays = 5

// The states of a link that is open.
const (
	waitsForSignal = "Waits for signal"
	withService    = "With the service"
	forPractice    = "For practice"
)

// A Step is one thing that is known to have happened to a share.
type Step struct {
	What  string // "Opened by office@larkbarrow.example"
	When  string // "24 November, 15:05"
	Asked string // a question, in their own words
	ID    assessments.ID
	Open  bool // a question that nobody has answered
	Done  bool // it arrived: opened, downloaded, confirmed
	at    time.Time
}

// Sent is one share with what became of it, as far as the service has said.
type Sent struct {
	ID       assessments.ID
	Child    assessments.ID
	V        assessments.Share
	Name     string // what it holds: the kind of report, or the questions by their title
	Title    string // "School advice, version 2, to Mrs Nettlefold"
	Line     string // the newest that is known: "Confirmed by A. Patel, SENCo, 15:40"
	Steps    []Step // oldest first
	State    string // "Waits for signal", "With the service", "On paper", "Closed"
	Quiet    string // "Not opened in 5 school days", or ""
	Pictured bool   // nothing but pictures ended it
	Ended    string // why the service opens it to nobody any more although its link is open, or ""
	Needs    bool   // a question, a mail that came back, a link that locked, or silence
	Open     bool   // it can still be opened, and so be closed
	Unsent   bool
	on       assessments.Date
	answers  []assessments.Record
}

// Reads lists shares for a screen that only shows them. *store.Store is one.
type Reads interface {
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// ListSent reads every share of a child, or of the caseload with child "", the newest first.
func ListSent(ctx context.Context, r Reads, child assessments.ID, today assessments.Date) ([]Sent, error) {
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindShare, assessments.KindReceipt}})
	if err != nil || len(recs) == 0 {
		return nil, err
	}
	schools, err := terms(ctx, r)
	if err != nil {
		return nil, err
	}
	lib, _ := questions.Library(ctx, r) // a share whose questions cannot be read is still a share
	receipts := map[assessments.ID][]assessments.Record{}
	for _, rec := range recs {
		if rec.Kind == assessments.KindReceipt {
			of := assessments.ID(rec.Fields.Text("share"))
			receipts[of] = append(receipts[of], rec)
		}
	}
	stays := session.Stays(ctx, r)
	var out []Sent
	for _, rec := range recs {
		if rec.Kind == assessments.KindShare {
			s := sentOf(rec, receipts[rec.ID], schools[rec.Scope.ID], today)
			if stays {
				s.practise()
			}
			s.Name = name(lib, s.V)
			s.Title = s.Name + ", version " + number(max(s.V.Version, 1)) + ", to " + s.V.Who
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b Sent) int { return cmp.Compare(b.V.SentAt, a.V.SentAt) })
	replaced(out)
	return out, ended(ctx, r, out, today)
}

// practise says of a link of a practice caseload that it went nowhere: nobody can open it, so nobody is silent about it.
func (s *Sent) practise() {
	if s.V.Way != ByLink {
		return
	}
	if s.Unsent {
		s.Steps[0].What = "Recorded for practice, to " + s.V.Mailbox
	}
	if len(s.Steps) == 1 {
		s.Line = s.Steps[0].What + ", " + s.Steps[0].When
	}
	if s.State == waitsForSignal || s.State == withService {
		s.State = forPractice
	}
	s.Quiet = ""
	s.Needs = slices.ContainsFunc(s.Steps, func(x Step) bool { return x.Open })
}

// replaced closes the shares that a later one took the place of: silence about those is nobody's fault any more.
func replaced(all []Sent) {
	by := map[assessments.ID]bool{}
	for _, x := range all {
		by[x.V.Replaces] = true
	}
	for i := range all {
		if x := &all[i]; by[x.ID] && x.Open {
			x.Open, x.State, x.Quiet = false, "Replaced", ""
			x.Needs = slices.ContainsFunc(x.Steps, func(s Step) bool { return s.Open })
		}
	}
}

// terms are the school calendars by child.
func terms(ctx context.Context, r Reads) (map[assessments.ID]calendar.School, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindTerms, assessments.KindChild}})
	if err != nil {
		return nil, err
	}
	of, out := map[assessments.ID]calendar.School{}, map[assessments.ID]calendar.School{}
	for _, rec := range recs {
		if rec.Kind == assessments.KindTerms {
			var t assessments.Terms
			assessments.Decode(rec.Fields, &t)
			of[rec.Scope.ID] = calendar.New(&t)
		}
	}
	for _, rec := range recs {
		if s, ok := of[assessments.ID(rec.Fields.Text("setting"))]; ok && rec.Kind == assessments.KindChild {
			out[rec.ID] = s
		}
	}
	return out, nil
}

// sentOf puts a share and its receipts together. Nothing is said that no record says.
func sentOf(rec assessments.Record, receipts []assessments.Record, school calendar.School, today assessments.Date) Sent {
	s := Sent{ID: rec.ID, Child: rec.Scope.ID, Unsent: rec.Meta.Unsent > 0, answers: receipts}
	assessments.Decode(rec.Fields, &s.V)
	s.on = assessments.NewDate(s.V.SentTime().In(session.London))
	s.Open = s.V.Open(today)
	first := wayWords(s.V)
	if s.Unsent && s.V.Way == ByLink {
		first = "Queued for " + s.V.Mailbox
	}
	s.Steps = append(s.Steps, Step{What: first, When: momentOf(s.V.SentTime()), at: s.V.SentTime()})
	var mailed assessments.Date
	opened := false
	for _, r := range receipts {
		var v assessments.Receipt
		assessments.Decode(r.Fields, &v)
		step := Step{ID: r.ID, What: receiptWords(v), When: momentOf(v.Time()), at: v.Time()}
		switch v.What {
		case "mailed":
			mailed = assessments.NewDate(v.Time().In(session.London))
		case "opened", "downloaded", "confirmed", "answered":
			opened, step.Done = true, true
		case "question":
			opened, step.Asked, step.Open = true, v.Text, v.AnsweredOn == ""
			s.Needs = s.Needs || step.Open
		case "not-delivered", "locked", "link-asked":
			s.Needs = s.Needs || s.Open
		}
		s.Steps = append(s.Steps, step)
	}
	if s.V.RevokedAt != "" {
		at, _ := time.Parse(time.RFC3339, s.V.RevokedAt)
		s.Steps = append(s.Steps, Step{What: "Closed by the sender", When: momentOf(at), at: at})
	}
	slices.SortStableFunc(s.Steps, func(a, b Step) int { return a.at.Compare(b.at) })
	s.State = s.state(today)
	last := s.Steps[len(s.Steps)-1]
	s.Line = last.What + ", " + last.When
	if s.Open && !opened && !s.Unsent {
		s.quiet(mailed, school, today)
	}
	return s
}

// quiet says when nobody has opened a link for long, and what is known of the mail.
func (s *Sent) quiet(mailed assessments.Date, school calendar.School, today assessments.Date) {
	from := s.on
	if mailed != "" {
		from = mailed
	}
	n, known := school.SchoolDaysAfter(from, today)
	if !known {
		n = from.WorkingDaysAfter(today) // without term dates every working day may be a school day
	}
	if n < quietDays {
		return
	}
	s.Needs, s.Quiet = true, "Not opened in "+number(n)+" school days"
	if mailed == "" {
		s.Quiet = "No word that the mail went, for " + number(n) + " school days"
	}
}

func (s *Sent) state(today assessments.Date) string {
	switch {
	case s.V.RevokedAt != "":
		return "Closed"
	case s.V.Way != ByLink:
		return wayWords(s.V)
	case s.V.Expires < today:
		return "Ended " + s.V.Expires.Words()
	case s.Unsent && len(s.Steps) < 2: // it was queued, and nothing was heard
		return waitsForSignal
	}
	return withService
}

func wayWords(v assessments.Share) string {
	switch v.Way {
	case ByNHSmail:
		return "Copy saved to send by NHSmail"
	case ByPortal:
		return "Copy saved for the council’s portal"
	case OnPaper:
		return "Copy on paper"
	}
	return "Shared with " + v.Mailbox
}

func receiptWords(v assessments.Receipt) string {
	by := ""
	if v.By != "" {
		by = " by " + v.By
	}
	switch v.What {
	case "mailed":
		return "The mail went"
	case "not-delivered":
		return strings.TrimSuffix("The mail came back: "+v.Text, ": ")
	case "opened":
		return "Opened" + by
	case "downloaded":
		return strings.TrimSpace("Downloaded"+by+" as "+formatWords[v.Format]) + ""
	case "confirmed":
		return "Confirmed" + by
	case "question":
		return "A question" + by
	case "answered":
		return "Answered" + by
	case "locked":
		return "Five wrong PINs: locked for 30 minutes"
	case "link-asked":
		return "A new link was asked for" + by
	}
	return "Something this Fieldfare does not know" + by
}

func momentOf(at time.Time) string { return at.In(session.London).Format("2 January, 15:04") }

func dayOf(v assessments.Share) string { return v.SentTime().In(session.London).Format("2 January") }
