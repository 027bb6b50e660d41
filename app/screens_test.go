package app

import (
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// stop is one screen as somebody meets it: a route, and the taps that lead further on it. Its name is that of its picture.
type stop struct {
	name   string
	screen string
	child  bool   // the route is Isla's
	named  string // the record that the route is about, by its name in the world
	arg    string // or its word as it is
	kind   assessments.Kind
	taps   []string
	later  time.Duration // how long after the start of the school day it is looked at
	most   bool          // one of the ten most used: its pictures are also drawn dark and on a phone
}

// stops are all screens of the registry, each at least once, with the tabs and sheets that look different.
var stops = []stop{
	{name: "today", screen: session.Today, most: true},
	{name: "children", screen: session.Children, most: true},
	{name: "children-planned", screen: session.Children, taps: []string{"Visit planned"}},
	{name: "reports", screen: session.Reports, most: true},
	{name: "reports-new", screen: session.Reports, taps: []string{"New report"}},
	{name: "outbox", screen: session.Outbox, most: true, later: 40 * time.Minute},
	{name: "outbox-conflict", screen: session.Outbox, taps: []string{"IO, note", "Write one out of both"}, later: 40 * time.Minute},
	{name: "more", screen: session.More},
	{name: "settings", screen: session.Settings},
	{name: "devices", screen: session.Devices},
	{name: "locks", screen: session.Locks},
	{name: "slips", screen: session.Slips},
	{name: "phrases", screen: session.Phrases},
	{name: "phrases-spelling", screen: session.Phrases, arg: "spelling"},
	{name: "storage", screen: session.Storage},
	{name: "help", screen: session.Help},
	{name: "trouble", screen: session.Trouble},
	{name: "about", screen: session.About},
	{name: "child", screen: session.ChildHome, child: true, most: true},
	{name: "child-timeline", screen: session.ChildHome, child: true, arg: "timeline"},
	{name: "child-goals", screen: session.ChildHome, child: true, arg: "goals"},
	{name: "child-equipment", screen: session.ChildHome, child: true, arg: "equipment"},
	{name: "child-reports", screen: session.ChildHome, child: true, arg: "reports"},
	{name: "child-people", screen: session.ChildHome, child: true, arg: "people"},
	{name: "capture", screen: session.Capture, child: true, named: "visit", most: true},
	{name: "capture-check", screen: session.Capture, child: true, named: "visit", taps: []string{"Finish"}},
	{name: "goal", screen: session.Goal, child: true, named: "goal", most: true},
	{name: "goal-new", screen: session.Goal, child: true},
	{name: "score", screen: session.Score, child: true},
	{name: "progress", screen: session.Progress, child: true, named: "goal"},
	{name: "family", screen: session.Family, child: true, named: "goal"},
	{name: "scores", screen: session.Scores, child: true, named: "score"},
	{name: "plan", screen: session.Plan, child: true, named: "activity_plan"},
	{name: "activities", screen: session.Activities, child: true, named: "activity_plan"},
	{name: "follow", screen: session.Follow, child: true, named: "call"},
	{name: "equipment", screen: session.Equipment, child: true, named: "equipment"},
	{name: "equipment-new", screen: session.Equipment, child: true},
	{name: "measuring", screen: session.Measuring, child: true, most: true},
	{name: "measured", screen: session.Measuring, child: true, named: "measurement"},
	{name: "measured-correct", screen: session.Measuring, child: true, named: "measurement", taps: []string{"Correct the set of 12 March 2026"}},
	{name: "provision", screen: session.Provision, child: true},
	{name: "provision-row", screen: session.Provision, child: true, named: "provision"},
	{name: "composer", screen: session.Composer, child: true, named: "report", most: true},
	{name: "preview", screen: session.Preview, child: true, named: "report"},
	{name: "preview-sign", screen: session.Preview, child: true, named: "report", taps: []string{"Sign"}},
	{name: "consent", screen: session.Consent, child: true},
	{name: "consent-one", screen: session.Consent, child: true, arg: "share/school//"},
	{name: "agree", screen: session.Agree, child: true, named: "visit", most: true},
	{name: "share", screen: session.Share, child: true, named: "signed"},
	{name: "share-copy", screen: session.Share, child: true, named: "signed", taps: []string{"Council’s portal"}},
	{name: "share-questions", screen: session.Share, child: true, arg: "questionnaire-teacher"},
	{name: "shared-questions", screen: session.Shared, child: true, named: "asked"},
	{name: "shared", screen: session.Shared, child: true, named: "share"},
	{name: "pathway", screen: session.Pathway, child: true},
	{name: "discharge", screen: session.Discharge, child: true},
	{name: "not-brought", screen: session.Discharge, child: true, named: "missed"},
	{name: "waiting", screen: session.Waiting},
	{name: "questions", screen: session.Questions, child: true},
	{name: "questions-front", screen: session.Questions, child: true, arg: "questionnaire-parent"},
	{name: "questions-call", screen: session.Questions, child: true, arg: "questionnaire-parent", taps: []string{"On the telephone"}},
	{name: "questions-theirs", screen: session.Questions, child: true, named: "answered"},
	{name: "log", screen: session.Log, child: true, named: "activity_plan"},
	{name: "questions-sheet", screen: session.Questions, child: true, named: "sheet"},
	{name: "questions-turned", screen: session.Questions, child: true, named: "turned sheet"},
	{name: "clinic", screen: session.Clinic},
	{name: "clinic-board", screen: session.Clinic, arg: "2026-11-24"},
	{name: "clinic-sites", screen: session.Clinic, arg: "sites"},
	{name: "register", screen: session.Register},
	{name: "register-item", screen: session.RegisterItem, named: "register item"},
	{name: "groups", screen: session.Groups},
	{name: "groups-hours", screen: session.Groups, arg: "hours"},
	{name: "group", screen: session.Group, named: "group"},
	{name: "leaving", screen: session.Leaving},
	{name: "contact", screen: session.Contact, child: true, named: "call"},
	{name: "countersign", screen: session.Countersign},
	{name: "countersign-one", screen: session.Countersign, named: "to sign"},
	{name: "history", screen: session.History, child: true},
	{name: "history-record", screen: session.History, child: true, named: "goal"},
	{name: "wrong", screen: session.Wrong, child: true},
	{name: "wrong-one", screen: session.Wrong, child: true, named: "observation"},
	{name: "same", screen: session.Same, child: true},
	{name: "same-pair", screen: session.Same, child: true, named: "twin"},
	{name: "photo", screen: session.Photo, child: true, named: "photo"},
	{name: "photos", screen: session.Photos, child: true},
	{name: "views", screen: session.Views, child: true, named: "visit"},
	{name: "details-contact", screen: session.Details, child: true, kind: assessments.KindContact, named: "missed"},
	{name: "details-basis", screen: session.Details, child: true, kind: assessments.KindBasis, named: "basis"},
	{name: "details-person", screen: session.Details, child: true, kind: assessments.KindPerson, named: "person"},
}

// route is where a stop is.
func (w *world) route(v stop) shell.Route {
	w.t.Helper()
	r := shell.Route{Screen: v.screen, Arg: v.arg}
	if v.child {
		r.Child = string(w.isla)
	}
	if v.named != "" {
		id, ok := w.named[v.named]
		if !ok {
			w.t.Fatalf("%s: the world has no %q", v.name, v.named)
		}
		r.Arg = string(id)
		if v.kind != "" {
			r.Arg = string(details.Arg(v.kind, id))
		}
	}
	return r
}

// way is how a stop is reached: from Today, unless it is in the rail itself.
func (w *world) way(v stop) []shell.Route {
	r := w.route(v)
	if slices.Contains(roots[:], r) {
		return []shell.Route{r}
	}
	return []shell.Route{roots[shell.ItemToday], r}
}

// show puts a stop into a window that is empty, and answers how it is left.
func (w *world) show(b *kittest.Bench, v stop) (leave func()) {
	w.t.Helper()
	w.Time = schoolDay.Add(v.later)
	s := w.shell()
	w.app.win, w.app.shell = b.Window, s
	s.Attach(b.Canvas())
	s.Restore(w.way(v))
	if r := w.route(v); s.Current() != r {
		w.t.Fatalf("%s: the registry does not know %+v", v.name, r)
	}
	b.Settle()
	for _, name := range v.taps {
		b.Tap(name)
	}
	return func() { s.Screen().Leave(); s.Detach() }
}
