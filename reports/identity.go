package reports

import (
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// named is the whole name in its own order, with the name the child likes.
func (f *facts) named() Text {
	t := strong(f.child.Name, f.childID)
	if k := f.child.KnownAs; k != "" && k != f.child.Name {
		t = append(t, span(", known as "+k, f.childID))
	}
	if h := f.hand(); h != "" {
		t = append(t, span(". "+h, f.childID))
	}
	return t
}

// hand is the hand used for tasks; it decides how paper, slope and scissors are set, so it stands on page one.
func (f *facts) hand() string {
	switch f.child.Hand {
	case "left", "right":
		return assessments.UpperFirst(f.child.Hand) + "-handed"
	case "mixed":
		return "Uses both hands for tasks"
	case "not-settled":
		return "Hand for tasks not settled yet"
	}
	return ""
}

// seen lists the days on which the child was seen, with the place.
func (f *facts) seen() []Text {
	var out []Text
	for _, c := range f.contacts {
		if c.v.Seen() {
			out = append(out, say(joined(", ", c.v.On.Words(), f.place(c.v.Place, c.v.Setting)), c.id))
		}
	}
	return out
}

// schoolLine is the setting with year and class. The year is that of the day of the report; the class is as it was recorded.
func (f *facts) schoolLine() Text {
	id, s := f.setting()
	name := ""
	if s != nil {
		name = s.Name
	}
	year := f.child.YearOn(f.req.AsAt)
	if holds(name, year) {
		year = ""
	}
	if c := f.child.Class; c != "" && !holds(year, c) {
		year = strings.TrimSpace(year + parens(c))
	}
	t := joined(", ", name, year, f.child.Attendance)
	if t == "" {
		return nil
	}
	return say(t, f.childID, id)
}

// language says what is spoken at home and when an interpreter is needed; empty for English without one.
func (f *facts) language() Text {
	l, i := f.child.Language, f.interpreter()
	if i == "" && (strings.EqualFold(l, "english") || l == "") {
		return nil
	}
	if l != "" {
		l += " at home"
	}
	return say(open(sentences(l, i)), f.childID)
}

var noInterpreter = regexp.MustCompile(`(?i)^(no|none|never|not (needed|required|wanted))\b`)

// interpreter is when one is needed, and empty where the record says that none is.
func (f *facts) interpreter() string {
	if noInterpreter.MatchString(strings.TrimSpace(f.child.Interpreter)) {
		return ""
	}
	return f.child.Interpreter
}

// writtenBy is the author with job and registration; a gap while nobody is named.
func (f *facts) writtenBy() []Text {
	a := f.author()
	if a == nil {
		return []Text{gap("Not recorded: author to be named")}
	}
	out := []Text{say(joined(", ", a.Name, a.JobWords()), f.req.Author)}
	if a.HCPC != "" {
		out = append(out, say("HCPC registration "+a.HCPC, f.req.Author))
	}
	return out
}

// nhs is the NHS number as 3 3 4, or the gap.
func (f *facts) nhs() Text {
	if n := f.child.NHSNumber; n != "" {
		return say(assessments.FormatNHSNumber(n), f.childID)
	}
	return f.lacks(f.childID, f.child.Missing, "nhs_number")
}

// running is the head of the pages after the first, the same for every reader who has the identity.
func (f *facts) running(right string) Running {
	r := Running{Name: f.child.Name, Right: right}
	if r.Name == "" {
		r.Name = f.child.Known()
	}
	if f.child.Born.Valid() {
		r.Parts = append(r.Parts, "born "+f.child.Born.Words())
	}
	if f.child.NHSNumber != "" {
		r.Parts = append(r.Parts, "NHS "+assessments.FormatNHSNumber(f.child.NHSNumber))
	}
	return r
}

// footer names kind, version and state.
func (f *facts) footer(kind string) string {
	v := joined(", version ", kind, num(float64(max(f.req.Version, 1))))
	if f.req.Signed {
		return v + ", signed " + f.req.SignedOn.Words()
	}
	return v + ". Draft, not signed"
}

// forms is the first name, with the liked name where that is another.
func (f *facts) forms() string {
	first, known := f.child.GivenName, f.child.Known()
	if first == known || first == "" {
		return known // a whole name is never cut: some have no first part that can stand alone
	}
	return first + " (" + known + ")"
}
