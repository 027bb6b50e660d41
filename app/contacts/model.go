package contacts

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/store"
)

// Reader is what a sheet reads. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// A Person is somebody who may have been at a contact.
type Person struct {
	ID        assessments.ID
	Name      string
	Line      string // what they are
	Clinician bool   // of the service: joint, not a participant
}

// Model is one contact.
type Model struct {
	Rec    assessments.Record
	V      assessments.Contact
	Known  string
	People []Person
	Team   []Person
	Author Person // who wrote it; the zero Person where nobody is known
	Wait   string // "Waits for Hazel Finch to countersign"; "" where it does not
	Signed bool
	Calls  []template.Template // the questions that may be asked on the telephone
}

// Read reads a contact with the people who may be named in it.
func Read(ctx context.Context, r Reader, id, child assessments.ID) (Model, error) {
	var m Model
	rec, err := r.Record(ctx, id)
	if err != nil {
		return m, err
	}
	m.Rec, m.Signed = rec, rec.Meta.Signed != nil
	assessments.Decode(rec.Fields, &m.V)
	setting := m.V.Setting
	if kid, err := r.Record(ctx, child); err == nil {
		var c assessments.Child
		assessments.Decode(kid.Fields, &c)
		m.Known = c.Known()
		if setting == "" {
			setting = c.Setting
		}
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindPerson}})
	if err != nil {
		return m, err
	}
	for _, x := range recs {
		p := personOf(x)
		switch x.Scope {
		case assessments.ChildScope(child), assessments.SettingScope(setting):
			if x.Fields.Text("role") != "child" {
				m.People = append(m.People, p)
			}
		case assessments.TeamScope():
			p.Clinician = true
			m.Team = append(m.Team, p)
		}
		if x.ID == m.V.RecordedBy {
			m.Author = p
		}
	}
	if waits(m.Rec, unregistered(recs)) {
		m.Wait = "Waits for a countersignature"
		for _, p := range m.Team {
			if p.ID == m.V.CountersignBy {
				m.Wait = "Waits for " + p.Name + " to countersign"
			}
		}
	}
	lib, err := questions.Library(ctx, r)
	if lib == nil {
		return m, err
	}
	m.Calls = slices.DeleteFunc(lib.List(), func(t template.Template) bool { return questions.Moment(t) != questions.ByTelephone })
	return m, nil // whatever can be read of them is there
}

func personOf(r assessments.Record) Person {
	var p assessments.Person
	assessments.Decode(r.Fields, &p)
	job := p.JobWords()
	if job != "" {
		job = assessments.UpperFirst(job)
	}
	return Person{ID: r.ID, Name: p.Name, Line: job}
}

// Presence are the answers to whether somebody was there, and what they stand for.
var (
	PresenceWords = []string{"Was there", "For a part", "Not reached", "Declined"}
	presence      = []string{"yes", "part", "not-reached", "declined"}
)

// Here is the place in PresenceWords of a person's answer, -1 where they are not named.
func (m Model) Here(id assessments.ID) int {
	for _, p := range m.V.Participants {
		if p.Person == id {
			return max(0, slices.Index(presence, p.Present))
		}
	}
	return -1
}

// Others are the participants who have no record of their own, in words.
func (m Model) Others() []string {
	var out []string
	for _, p := range m.V.Participants {
		if p.Person == "" {
			out = append(out, p.Who)
		}
	}
	return out
}

// With is the list of participants with a person's answer set; -1 takes the person out.
func (m Model) With(id assessments.ID, answer int) []assessments.Participant {
	list := slices.DeleteFunc(slices.Clone(m.V.Participants), func(p assessments.Participant) bool { return p.Person == id && answer < 0 })
	if answer < 0 {
		return list
	}
	for i := range list {
		if list[i].Person == id {
			list[i].Present = presence[answer]
			return list
		}
	}
	return append(list, assessments.Participant{Person: id, Present: presence[answer]})
}

// Toggled is the list of colleagues with one more, or without one who is in it.
func (m Model) Toggled(id assessments.ID) []assessments.ID {
	if i := slices.Index(m.V.Joint, id); i >= 0 {
		return slices.Delete(slices.Clone(m.V.Joint), i, i+1)
	}
	return append(slices.Clone(m.V.Joint), id)
}

// WithOthers is the list of participants with those in words replaced.
func (m Model) WithOthers(names []string) []assessments.Participant {
	list := slices.DeleteFunc(slices.Clone(m.V.Participants), func(p assessments.Participant) bool { return p.Person == "" && !slices.Contains(names, p.Who) })
	for _, n := range names {
		if !slices.ContainsFunc(list, func(p assessments.Participant) bool { return p.Person == "" && p.Who == n }) {
			list = append(list, assessments.Participant{Who: n, Present: "yes"})
		}
	}
	return list
}

// Interpreter is what is known of the interpreter, never nil.
func (m Model) Interpreter() assessments.Interpreting {
	if m.V.Interpreter == nil {
		return assessments.Interpreting{}
	}
	return *m.V.Interpreter
}

// The answers about an interpreter, and what they stand for.
var (
	OutcomeWords = []string{"Booked", "Came", "Did not come", "Refused by the family", "Another one came"}
	outcomes     = []string{"booked", "came", "did-not-come", "refused", "replaced"}
	ModeWords    = []string{"In person", "By telephone", "By video"}
	modes        = []string{"in person", "phone", "video"}
)

// The sorts of meeting that are offered as what a meeting is for.
var meetings = []string{"Team meeting", "Safeguarding meeting", "Review meeting", "Tribunal", "Annual review of the EHC plan"}

// Title is the contact in two words.
func (m Model) Title() string { return m.V.Title() }

// Subtitle is the day, the time and what became of it.
func (m Model) Subtitle() string {
	parts := []string{m.V.On.Weekday()}
	if m.V.From != "" {
		parts = append(parts, strings.TrimSuffix(string(m.V.From)+" to "+string(m.V.To), " to "))
	}
	became := map[string]string{"planned": "planned", "started": "not finished", "attended": "took place", "not-brought": "was not brought", "did-not-attend": "did not attend",
		"cancelled": "cancelled", "rescheduled": "rescheduled"}[m.V.Status]
	return strings.Join(append(parts, became), ", ")
}

// Running reports whether the contact has started and not ended.
func (m Model) Running() bool { return m.V.Status == "started" }

// Finish is the contact with its end.
func (m Model) Finish(today assessments.Date, now assessments.Clock) assessments.Contact {
	v := m.V
	v.Status = "attended"
	if v.On == today && (v.From == "" || now >= v.From) {
		v.To = now
	}
	return v
}

func raw(v any) json.RawMessage {
	out, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return out
}
