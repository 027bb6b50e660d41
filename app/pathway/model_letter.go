package pathway

import (
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A Letter is one that the child's state asks for: its kind, its reader, and what it is about.
type Letter struct {
	Kind    reports.Kind
	To      assessments.Role
	Person  assessments.ID // "" for the role
	About   assessments.ID
	Title   string         // "To the GP, Dr Crabtree-Moss"
	Line    string         // what it says, or why it may not go
	Against string         // why it may not go yet, "" where it may
	Draft   assessments.ID // one that is being written already, "" for none
}

// Report is the letter as a new report of today.
func (l Letter) Report(today assessments.Date) assessments.Report {
	return assessments.Report{ReportKind: string(l.Kind), Recipient: l.To, Person: l.Person, About: l.About, AsAt: today, Version: 1}
}

// FamilyLetter is the letter that says to the family where the child stands now; ok is false while triage is open, when there is
// nothing to say yet.
func (p *Page) FamilyLetter() (Letter, bool) {
	l := Letter{To: assessments.RoleParent, Title: "To the family"}
	id, d := p.Discharged()
	r := p.Case.Referral
	switch {
	case !r.TriagedOn.Valid() && d == nil:
		return l, false
	case r.Outcome == "advice-and-discharge":
		l.Kind = reports.LetterAdviceOnly
	case r.Outcome == "signposted" || r.Outcome == "declined":
		l.Kind = reports.LetterSignposted
	case d != nil:
		l.Kind, l.About = reports.LetterDischarge, id
	case p.seen() && p.ahead() != "":
		l.Kind, l.About = reports.LetterAppointment, p.ahead()
	default:
		l.Kind, l.About = reports.LetterAccepted, p.ahead()
	}
	return l, true
}

// seen reports whether the child has been seen since the referral.
func (p *Page) seen() bool {
	for _, c := range p.Case.Contacts {
		if c.Is.Seen() && c.Is.On >= p.Case.Referral.Received && c.Is.On <= p.Today {
			return true
		}
	}
	return false
}

// ahead is the next planned contact, "" where none is.
func (p *Page) ahead() assessments.ID {
	var next assessments.ID
	var on assessments.Date
	for _, c := range p.Case.Contacts {
		if c.Is.Status == "planned" && c.Is.On >= p.Today && (on == "" || c.Is.On < on) {
			next, on = c.ID, c.Is.On
		}
	}
	return next
}

// AbsenceLetters are the letters after a decided absence: to the family, to who referred, and to the GP, each once. What may not go
// says why.
func (p *Page) AbsenceLetters(a *Absence) []Letter {
	out := []Letter{{To: assessments.RoleParent, Title: "To the family"}}
	if r := p.Case.Referral; r.From != "" {
		out = append(out, Letter{Person: r.From, Title: "To the referrer"})
	} else if r.FromWho != "" {
		out = append(out, Letter{To: assessments.RoleOther, Title: "To the referrer, " + r.FromWho})
	}
	gp := Letter{To: assessments.RoleGP, Title: "To the GP"}
	for _, n := range p.People {
		if n.Job == "GP" {
			gp.Person = n.ID
		}
	}
	out = append(out, gp)
	for i := range out {
		out[i].Kind, out[i].About = reports.LetterNotBrought, a.ID
	}
	return out
}

// Ready asks, for each letter, whether its reader may have it today, and looks for one that is being written. A reader who stands
// there twice, as a GP who referred does, is written to once.
func Ready(ctx context.Context, r composer.Reader, child assessments.ID, today assessments.Date, letters []Letter) ([]Letter, error) {
	ev, err := composer.Gather(ctx, r, child)
	if err != nil {
		return nil, err
	}
	bases := reports.ReadBases(ev.Records)
	var out []Letter
	for _, l := range letters {
		if l.Person != "" {
			l.To = bases.RoleOf(l.Person)
			l.Title += ", " + nameIn(ev.Records, l.Person)
		}
		if slices.ContainsFunc(out, func(x Letter) bool { return x.To == l.To && x.Person == l.Person }) {
			continue
		}
		info, _ := reports.LookupKind(l.Kind)
		l.Line = info.Line
		if perm := reports.Permit(bases, reports.Recipient{Role: l.To, Person: l.Person}, l.Kind, today); perm.Decision == reports.Denied {
			l.Against, l.Line = perm.Reason, perm.Reason
		}
		for _, c := range reports.Chains(ev.Records) {
			if v, ok := c.InHand(); ok && v.V.ReportKind == string(l.Kind) && v.V.Recipient == l.To && v.V.Person == l.Person && v.V.About == l.About {
				l.Draft, l.Line = v.Record.ID, "Being written"
			}
		}
		out = append(out, l)
	}
	return out, nil
}

func nameIn(records []assessments.Record, id assessments.ID) string {
	return find(records, id).Fields.Text("name")
}
