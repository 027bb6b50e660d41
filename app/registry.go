package app

import (
	"context"
	"encoding/json"

	"github.com/fieldfare/fieldfare/app/about"
	"github.com/fieldfare/fieldfare/app/agree"
	"github.com/fieldfare/fieldfare/app/capture"
	"github.com/fieldfare/fieldfare/app/childhome"
	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/app/clinic"
	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/contacts"
	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/devices"
	"github.com/fieldfare/fieldfare/app/documents"
	"github.com/fieldfare/fieldfare/app/equipment"
	"github.com/fieldfare/fieldfare/app/goals"
	"github.com/fieldfare/fieldfare/app/groups"
	"github.com/fieldfare/fieldfare/app/help"
	"github.com/fieldfare/fieldfare/app/history"
	"github.com/fieldfare/fieldfare/app/leaving"
	"github.com/fieldfare/fieldfare/app/locks"
	"github.com/fieldfare/fieldfare/app/logs"
	"github.com/fieldfare/fieldfare/app/more"
	"github.com/fieldfare/fieldfare/app/outbox"
	"github.com/fieldfare/fieldfare/app/pathway"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/app/plan"
	"github.com/fieldfare/fieldfare/app/provision"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/register"
	"github.com/fieldfare/fieldfare/app/same"
	"github.com/fieldfare/fieldfare/app/scores"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/settings"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/app/slips"
	"github.com/fieldfare/fieldfare/app/storage"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/app/trouble"
	"github.com/fieldfare/fieldfare/app/views"
	"github.com/fieldfare/fieldfare/app/wrong"
	"github.com/fieldfare/fieldfare/assessments"
)

// roots are the first screens of the rail, in its order.
var roots = [...]shell.Route{{Screen: session.Today}, {Screen: session.Children}, {Screen: session.Reports}, {Screen: session.Outbox}, {Screen: session.More}}

// screen makes the screen of a route, or nil for a route this version does not know.
func (a *App) screen(r shell.Route) shell.Screen {
	s, child, arg := a.session, assessments.ID(r.Child), assessments.ID(r.Arg)
	a.shown(r.Screen, child, arg)
	switch r.Screen {
	case session.Today:
		return today.NewScreen(s)
	case session.Children:
		return children.NewScreen(s, r.Arg)
	case session.Reports:
		return documents.NewScreen(s)
	case session.Outbox:
		return outbox.NewScreen(s, a.syncNow, a.stopSync).Sending(a.chip.picture)
	case session.More:
		return more.NewScreen(s)
	case session.Settings:
		return settings.NewScreen(s, a.applyLook)
	case session.Devices:
		return devices.NewScreen(s, devices.Window{Lock: a.lock, Join: a.joins(s.Store)})
	case session.Locks:
		return locks.NewScreen(s, s.Wait, locks.Window{Lock: a.lock, LockAfter: a.lockAfter})
	case session.Slips:
		return slips.NewScreen(s)
	case session.Phrases:
		return phrases.NewScreen(s, r.Arg)
	case session.Storage:
		return storage.NewScreen(s)
	case session.Help:
		return help.NewScreen(s, func() { a.shell.ShowKeys() }, a.train)
	case session.Trouble:
		return trouble.NewScreen(s, a.aboutApp)
	case session.About:
		return about.NewScreen(s, a.cfg.Version)
	case session.ChildHome:
		return childhome.NewScreen(s, child, arg)
	case session.Capture:
		return capture.NewScreen(s, child, arg)
	case session.Goal:
		return goals.NewScreen(s, child, arg)
	case session.Score:
		return goals.NewScoreScreen(s, child, arg)
	case session.Progress:
		return goals.NewProgress(s, child, arg)
	case session.Family:
		return goals.NewFamily(s, child, arg)
	case session.Scores:
		return scores.NewScreen(s, child, arg)
	case session.Plan:
		return plan.NewScreen(s, child, arg)
	case session.Activities:
		return plan.NewPicker(s, child, arg)
	case session.Follow:
		return plan.NewFollow(s, child, arg)
	case session.Equipment:
		return equipment.NewScreen(s, child, arg)
	case session.Measuring:
		return equipment.NewMeasuring(s, child, arg)
	case session.Provision:
		return provision.NewScreen(s, child, arg)
	case session.Composer:
		return composer.NewScreen(s, child, arg)
	case session.Preview:
		return composer.NewPreview(s, child, arg)
	case session.Consent:
		return consent.NewScreen(s, child, arg)
	case session.Agree:
		return agree.NewScreen(s, child, arg)
	case session.Share:
		return share.NewScreen(s, child, arg)
	case session.Shared:
		return share.NewShared(s, child, arg)
	case session.Pathway:
		return pathway.NewScreen(s, child, arg)
	case session.Discharge:
		return pathway.NewDischarge(s, child, arg)
	case session.Waiting:
		return pathway.NewWaiting(s, arg)
	case session.Questions:
		return questions.NewScreen(s, child, arg)
	case session.Log:
		return logs.NewScreen(s, child, arg)
	case session.Clinic:
		return clinic.NewScreen(s, arg)
	case session.Register:
		return register.NewScreen(s, arg)
	case session.RegisterItem:
		return register.NewItem(s, arg)
	case session.Groups:
		return groups.NewScreen(s, arg)
	case session.Group:
		return groups.NewSession(s, arg)
	case session.Leaving:
		return leaving.NewScreen(s, a.syncNow)
	case session.Contact:
		return contacts.NewScreen(s, child, arg)
	case session.Countersign:
		return contacts.NewSigning(s, arg)
	case session.History:
		return history.NewScreen(s, child, arg)
	case session.Wrong:
		return wrong.NewScreen(s, child, arg)
	case session.Same:
		return same.NewScreen(s, child, arg)
	case session.Photo:
		return photo.NewScreen(s, child, arg)
	case session.Views:
		return views.NewScreen(s, child, arg)
	case session.Photos:
		return photo.NewGallery(s, child, arg)
	case session.Details:
		if d := details.NewScreen(s, s.Wait, child, arg); d != nil {
			return d
		}
	}
	return nil
}

// shown notes for the audit that a child's record was on the screen; of a report also which. It waits for nothing.
func (a *App) shown(screen string, child, arg assessments.ID) {
	if child == "" {
		return
	}
	if screen != session.Composer && screen != session.Preview || !arg.Valid() {
		arg = ""
	}
	a.store.Shown(child, screen, arg)
}

func route(screen string, child, arg assessments.ID) shell.Route {
	return shell.Route{Screen: screen, Child: string(child), Arg: string(arg)}
}

// history shows who changed what is on show: of the record that the route names, else of the child as a whole.
func (a *App) history(r shell.Route) {
	id := assessments.ID(r.Arg)
	if _, named, ok := details.Parse(id); ok {
		id = named
	}
	if r.Child == "" || r.Screen == session.History {
		return
	}
	if _, err := a.store.Record(a.ctx, id); err != nil || !id.Valid() {
		id = "" // a tab, a filter, or nothing written yet
	}
	a.session.Go(session.History, assessments.ID(r.Child), id)
}

// wayNote is the sealed note that holds the way back.
const wayNote = "way"

// keepWay keeps the way back at every move, so that the same screen comes back after a kill.
func (a *App) keepWay(way []shell.Route) {
	raw, err := json.Marshal(way)
	if err == nil {
		err = a.store.SetNote(a.ctx, wayNote, raw)
	}
	if err != nil {
		a.cfg.Log.Warn("keeping the way back", "kind", assessments.KindOf(err).String())
	}
}

func (a *App) keptWay(ctx context.Context) []shell.Route {
	var way []shell.Route
	raw, err := a.store.Note(ctx, wayNote)
	if err != nil || json.Unmarshal(raw, &way) != nil {
		return nil
	}
	return way
}
