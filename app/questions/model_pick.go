package questions

import (
	"context"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// When a template is used, in the order of the way a child takes through a service.
const (
	ByTelephone = "On the telephone"
	HandedOut   = "Filled in by somebody else"
	AtAVisit    = "At a visit"
	WalkIn      = "At the drop-in"
	Nameless    = "Without a name"
)

// Moments lists when templates are used.
func Moments() []string { return []string{ByTelephone, HandedOut, AtAVisit, WalkIn, Nameless} }

// Moment says when a template is used. It is read from what the template says about itself, so that a service's own one
// finds its place too.
func Moment(t template.Template) string {
	when := strings.ToLower(t.When)
	switch {
	case t.Anonymous:
		return Nameless
	case strings.HasPrefix(when, "on the telephone"), strings.HasPrefix(when, "on the phone"): // a service writes its own
		return ByTelephone
	case strings.Contains(when, "without a booking") || strings.HasPrefix(when, "at the drop-in"):
		return WalkIn
	case t.AskedOf != "therapist":
		return HandedOut
	}
	return AtAVisit
}

// ContactType is the contact that asking a template is, even when nothing was begun before: a call, a walk-in. "" where
// a visit comes first and the template is asked at it.
func ContactType(t template.Template) string {
	return map[string]string{ByTelephone: "call", WalkIn: "walk-in"}[Moment(t)]
}

// A Choice is one template to pick.
type Choice struct {
	Name, Title, Line string
	Last              string // "Last asked 12 March 2026"; "" for never
	Moment            string
}

// Choices are the templates that can be asked here, by when they are used. Without a child only those that need none are
// offered: the drop-in, and what is answered without a name.
func Choices(ctx context.Context, r Reader, lib *template.Library, child assessments.ID) ([]Choice, error) {
	past, err := Asked(ctx, r, scopeOf(child), "")
	last := map[string]assessments.Date{}
	for _, p := range past {
		last[p.A.Template] = max(last[p.A.Template], p.A.On)
	}
	var out []Choice
	for _, m := range Moments() {
		for _, t := range lib.List() {
			if Moment(t) != m || child == "" && m != WalkIn && m != Nameless {
				continue
			}
			c := Choice{Name: t.Name, Title: t.Title, Line: t.Purpose, Moment: m}
			if on := last[t.Name]; on != "" && child != "" {
				c.Last = "Last asked " + on.Words()
			}
			out = append(out, c)
		}
	}
	return out, err
}

func scopeOf(child assessments.ID) assessments.Scope {
	if child == "" {
		return assessments.TeamScope()
	}
	return assessments.ChildScope(child)
}

// Front is what is said before a template is begun.
type Front struct {
	T       template.Template
	Scope   assessments.Scope
	People  []Person
	Past    []Past
	Running assessments.ID // contact that is under way and will hold the answers
	Doubt   string         // why this may be the wrong template for this child; it never stands in the way
	Contact string         // type of the contact that asking it would be; "" where there is one already, or none
}

// Before reads the front of a template. An anonymous one looks at nobody.
func Before(ctx context.Context, r Reader, lib *template.Library, child assessments.ID, name string, today assessments.Date) (*Front, error) {
	t, ok := lib.Current(name)
	if !ok {
		return nil, assessments.Errorf(assessments.NotFound, "questions.front", "The questions “%s” are not on this tablet.", name)
	}
	f := &Front{T: t, Scope: scopeOf(child)}
	if t.Anonymous {
		f.Scope = assessments.TeamScope()
		return f, nil
	}
	var err error
	if f.Past, err = Asked(ctx, r, f.Scope, name); err != nil {
		return nil, err
	}
	if child != "" {
		people, err := People(ctx, r, child)
		if err != nil {
			return nil, err
		}
		f.People = Fit(people, t.AskedOf)
		if rec, err := r.Record(ctx, child); err == nil && name == underFives {
			f.Doubt = fifth(assessments.Date(rec.Fields.Text("born")), today)
		}
	}
	if f.Running, err = running(ctx, r, f.Scope, today); err != nil {
		return nil, err
	}
	if f.Running == "" {
		if f.Contact = ContactType(t); f.Contact == "" && len(f.Hows()) > 0 {
			f.Contact = "call" // where it is asked on the telephone
		}
	}
	return f, nil
}

// underFives is the triage that holds up to the fifth birthday only.
const underFives = "under-fives-sensory-triage"

// fifth says that a child has turned five, or nothing.
func fifth(born, today assessments.Date) string {
	if !born.Valid() {
		return ""
	}
	day := assessments.NewDate(born.Time().AddDate(5, 0, 0))
	if today < day {
		return ""
	}
	return "The child turned five on " + day.Words() + ". From then on the ordinary triage is used"
}

// Open is the newest set of answers of today that can be gone on with, or nil.
func (f *Front) Open(today assessments.Date) *Past {
	if f.Scope.Type != assessments.ScopeChild { // another family's words may stand there
		return nil
	}
	for i, p := range f.Past {
		if !p.A.Theirs() && p.A.On == today && p.A.Version == f.T.Version && p.A.Template == f.T.Name {
			return &f.Past[i]
		}
	}
	return nil
}

// Facts are the size of a template and who is asked, in words.
func (f *Front) Facts() string {
	n := 0
	for _, s := range f.T.Sections {
		n += len(s.Questions)
	}
	words := []string{map[string]string{"therapist": "You fill it in", "parent": "A parent or carer answers", "teacher": "A teacher answers", "young-person": "The child or young person answers"}[f.T.AskedOf]}
	words = append(words, fmt.Sprintf("up to %d questions", n))
	if f.T.Minutes > 0 {
		words = append(words, fmt.Sprintf("about %d minutes", f.T.Minutes))
	}
	return strings.Join(words, ", ")
}

// Words is one earlier set of answers as a row: the day, and how far it went.
func (f *Front) Words(lib *template.Library, p Past) (title, line string) {
	t, _, err := lib.Asked(p.A)
	if err != nil {
		return p.A.On.Words(), "Answers kept"
	}
	form := t.Form(p.A, nil)
	line = Progress(form)
	by := ""
	for _, who := range f.People {
		if who.ID == p.A.By {
			by = who.Name
		}
	}
	switch {
	case Told(p.A):
		line = CameBy(p.A, by) + ". " + line
	case by != "":
		line = by + ". " + line
	}
	if p.A.Version != f.T.Version {
		line += fmt.Sprintf(". Version %d", p.A.Version)
	}
	return p.A.On.Words(), line
}

// Progress counts what was answered: "9 of 14 answered".
func Progress(f template.Form) string {
	return fmt.Sprintf("%d of %d answered", f.Answered, len(f.Items))
}

// running is the contact of a scope that has begun today and not ended, the newest of them.
func running(ctx context.Context, r Reader, scope assessments.Scope, today assessments.Date) (id assessments.ID, err error) {
	recs, err := recordsOf(ctx, r, scope, assessments.KindContact)
	for _, rec := range recs {
		if rec.Fields.Text("status") == "started" && rec.Fields.Text("on") == string(today) && rec.ID > id {
			id = rec.ID
		}
	}
	return id, err
}

// Begin are the records of a new sheet: the answers or the survey and, where asked for, the contact that asking is. The
// contact counts as attended at once, so that a call that is cut off leaves nothing running.
func (f *Front) Begin(id, contact, by, me assessments.ID, how string, today assessments.Date, now assessments.Clock) (sheet assessments.Typed, call *assessments.Contact) {
	if f.T.Anonymous {
		return &assessments.Survey{Template: f.T.Name, Version: f.T.Version, Month: string(today)[:len("2026-11")]}, nil
	}
	a := &assessments.Answers{Template: f.T.Name, Version: f.T.Version, On: today, By: by, How: how, Contact: f.Running}
	if how == "paper" {
		a.Copied = today // On is what stands on the paper, once somebody has looked
	}
	if contact == "" || f.Contact == "" || f.Contact == "call" && how != "" && how != "call" {
		return a, nil
	}
	a.Contact = contact
	call = &assessments.Contact{Type: f.Contact, Purpose: f.T.Title, On: today, From: now, Status: "attended", Clinician: me, Place: "clinic", ChildPresent: "yes"}
	if f.Contact == "call" {
		call.Place, call.ChildPresent = "phone", "no"
	}
	if by != "" {
		call.Participants = []assessments.Participant{{Person: by, Present: "yes"}}
	}
	return a, call
}

// SurveyID is an id for a survey: its time is the first of the month, since the moment of an ordinary id would say when
// somebody stood at the desk.
func SurveyID(fresh assessments.ID, month string) assessments.ID {
	ms := assessments.Date(month + "-01").Time().UnixMilli()
	head := fmt.Sprintf("%012x", ms)
	if len(fresh) < 13 || ms < 0 {
		return fresh
	}
	return assessments.ID(head[:8] + "-" + head[8:] + string(fresh[13:]))
}
