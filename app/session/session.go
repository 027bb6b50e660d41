package session

import (
	"context"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/thumb"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// The screens that a session can go to. Child and Arg of the route say of whom and which.
const (
	Today     = "today"
	Children  = "children"
	Reports   = "reports"
	Outbox    = "outbox"
	More      = "more"
	ChildHome = "child"     // Arg: tab, such as "goals"
	Capture   = "capture"   // Arg: contact record
	Goal      = "goal"      // Arg: goal record, or "" for a new one
	Score     = "score"     // all goals of the child, scored on one day
	Plan      = "plan"      // Arg: activity plan record
	Equipment = "equipment" // Arg: equipment record
	Measuring = "measuring" // Arg: measurement record
	Provision = "provision" // the child's provision rows; Arg: row to open
	Composer  = "composer"  // Arg: report record
	Preview   = "preview"   // Arg: report record
	Details   = "details"   // Arg: kind and record, see details.Arg

	Progress   = "progress"   // the child's goals over time; Arg: goal record
	Family     = "family"     // goals in large plain words; Arg: goal record
	Scores     = "scores"     // results of assessment tools; Arg: score record
	Activities = "activities" // the library's activities; Arg: activity plan record
	Follow     = "follow"     // what may follow a contact; Arg: contact record
	Pathway    = "pathway"    // referral, triage, tier, discharge; Arg: step or record
	Discharge  = "discharge"  // thinking about discharge; Arg: the contact to which the child was not brought
	Questions  = "questions"  // Arg: answers record, or the name of a template
	Log        = "log"        // a log that was kept on paper; Arg: activity plan or provision row, or "" for the first

	Consent = "consent" // who said yes or no to what; Arg: matter, see consent.Matter
	Share   = "share"   // a signed report to its recipients, or questions by the name of their template; Arg: see ShareArg
	Shared  = "shared"  // what became of one share; Arg: share record
	Agree   = "agree"   // what was agreed at a visit, read back to the family; Arg: contact record

	Register     = "register"      // the equipment register; Arg: filter
	RegisterItem = "register-item" // Arg: equipment item record
	Groups       = "groups"        // groups, training, clinics and meetings; Arg: part
	Group        = "group"         // Arg: group session record
	Waiting      = "waiting"       // the referrals that wait, and the rules of the service
	Locks        = "locks"         // passphrase, PIN, locking by itself
	Slips        = "slips"         // notes written while locked
	Clinic       = "clinic"        // drop-in clinics and site days; Arg: day

	Settings = "settings" // how the app looks, and for which hand
	Devices  = "devices"  // this tablet: its service, its locks, its checks
	Phrases  = "phrases"  // the therapist's own words; Arg: part
	Storage  = "storage"  // what the store takes on this tablet
	Help     = "help"     // training cards
	Trouble  = "trouble"  // a problem report without health data
	About    = "about"    // version and licences
	History  = "history"  // who changed what and when; Arg: record, or "" for the whole child
	Wrong    = "wrong"    // entered in error, or under the wrong child; Arg: record, or "" to pick entries
	Same     = "same"     // two records of one child; Arg: the other child, or "" for everybody it may be
	Photo    = "photo"    // one picture and its marks; Arg: attachment record
	Views    = "views"    // My views: what the child chose, said and drew; Arg: contact, or a drawing that was begun
	Photos   = "photos"   // the child's pictures; Arg: a record whose pictures alone are wanted
)

// ShareArg is the Arg of Share: the signed report, or the template by its name, and the way it goes where that was chosen already.
func ShareArg(way string, report assessments.ID) assessments.ID {
	if way == "" {
		return report
	}
	return assessments.ID(way) + " " + report
}

// TurnedArg is the Arg of Questions for a sheet in the hands of whoever answers it.
func TurnedArg(sheet assessments.ID) assessments.ID { return turned + sheet }

// Turned is the sheet of an Arg of Questions, and whether it is in the hands of whoever answers it.
func Turned(arg assessments.ID) (sheet assessments.ID, is bool) {
	id, is := strings.CutPrefix(string(arg), turned)
	return assessments.ID(id), is
}

const turned = "turned "

// The screens of contacts beyond visits, and of children who leave.
const (
	Contact     = "contact"     // a call, a meeting, or who was at a visit; Arg: contact record
	Countersign = "countersign" // entries of assistants and students that wait for a signature; Arg: record
	Leaving     = "leaving"     // children whose care moved to a colleague
)

// A Session is one therapist at work. Its funcs are set by the window (or by a test) and are called on the screen's own
// goroutine only.
type Session struct {
	Store *store.Store
	Me    assessments.ID // person record of the therapist in the team scope
	Now   func() time.Time
	NewID func() assessments.ID
	Load  kit.Load
	Wait  kit.Clock // how screens wait: half a second after the last key, ten for an undo

	Go   func(screen string, child, arg assessments.ID)
	Back func()
	Swap func(screen string, child, arg assessments.ID) // like Go, in place of the screen on show: a tab, a finished step
	Undo func(words string, undo func())
	Fail func(err error) // shows the error's sentence; nothing typed is lost
	Kick func()          // something was saved: sync soon

	Cover func() // blanks the screen, as when somebody else had the tablet in their hands

	Thumbs   *thumb.Shelf // small pictures that were looked at in this session
	Pictures string       // the folder where this tablet's camera puts pictures; "" where only the system's own picker may look

	Print   func(pdf []byte) bool // hands pages to the platform's viewer; where that failed the person has been told
	Reframe func()                // the title or the actions of the screen on show have changed
}

// London is the zone of every time on screen.
var London = func() *time.Location {
	l, err := time.LoadLocation("Europe/London")
	if err != nil {
		return time.UTC
	}
	return l
}()

// Today is the current day in London.
func (s *Session) Today() assessments.Date { return assessments.NewDate(s.Now().In(London)) }

// Clock is the current time of day in London, to the minute.
func (s *Session) Clock() assessments.Clock {
	return assessments.Clock(s.Now().In(London).Format("15:04"))
}

// Write makes one durable transaction of edits, stamped with who and when. On failure the sentence is shown and false
// returned; nothing is half written. What was asked for is written also when ctx is done: the undo bar outlives the screen
// that offered it. Only a store that was closed, as by a lock, refuses.
func (s *Session) Write(ctx context.Context, edits ...assessments.Edit) bool {
	if err := s.Try(ctx, edits...); err != nil {
		s.Fail(err)
		return false
	}
	return true
}

// Try is Write for who tells why not, and when, by themselves: a box whose words are tried again says it once.
func (s *Session) Try(ctx context.Context, edits ...assessments.Edit) error {
	if _, err := s.Store.Apply(context.WithoutCancel(ctx), edits); err != nil {
		return err
	}
	s.Kick()
	return nil
}

// Create is the edit that makes a new record of a typed struct, with its author and time of writing.
func (s *Session) Create(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit {
	f := assessments.Encode(t)
	f["recorded_at"] = text(s.Now().UTC().Format(time.RFC3339))
	if s.Me != "" {
		f["recorded_by"] = text(string(s.Me))
	}
	return assessments.Edit{Record: id, Kind: t.RecordKind(), Scope: scope, Op: assessments.OpSet, Set: f}
}

// Change is the edit that turns record r into typed struct t; ok is false when nothing differs.
func (s *Session) Change(r assessments.Record, t assessments.Typed) (assessments.Edit, bool) {
	set := assessments.Changed(r.Fields, t)
	return assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Op: assessments.OpSet, Set: set}, len(set) > 0
}

func text(v string) []byte { return []byte(`"` + v + `"`) }
