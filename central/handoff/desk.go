package handoff

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/queue"
)

// Config is what a Desk needs. Without a Receiver nothing is handed over, and nothing is listed.
type Config struct {
	Ledger   *ledger.Ledger
	Receiver Receiver
	Now      func() time.Time
	Log      *slog.Logger
}

// A Desk hands over. It may be used by many goroutines, and several processes may stand at the same ledger.
type Desk struct{ Config }

const roundEvery = 5 * time.Second

// kinds are what is looked at: the entries, and what may release one that is held.
var kinds = []assessments.Kind{assessments.KindContact, assessments.KindReport, assessments.KindAmendment, assessments.KindEnteredInError,
	assessments.KindBasis, assessments.KindChild, assessments.KindPerson}

// line is the queue of what is to be handed over; the answers are taken at the end of each round.
func (d *Desk) line() queue.Line[ledger.Handoff] {
	return queue.Line[ledger.Handoff]{Name: "hand-off", Ledger: d.Ledger, Every: roundEvery, Log: d.Log,
		TakeUp: d.takeUp, Due: d.Ledger.DueHandoffs, Send: d.send, After: d.answers}
}

// Run hands over until the context ends.
func (d *Desk) Run(ctx context.Context) {
	if d.Receiver != nil {
		d.line().Run(ctx)
	}
}

// Round takes up what was signed since the numbers in looked, by tenant, sends what is due, and takes the answers.
func (d *Desk) Round(ctx context.Context, looked map[string]uint64) error {
	return d.line().Round(ctx, looked)
}

// takeUp looks through what changed in a tenant.
func (d *Desk) takeUp(ctx context.Context, tenant string) error {
	for {
		list, upto, err := d.Ledger.HandoffNews(ctx, tenant, kinds...)
		if err != nil || len(list) == 0 {
			return err
		}
		var fresh []assessments.Record
		var again []assessments.Scope
		for _, r := range list {
			switch {
			case r.Scope.Type != assessments.ScopeChild:
			case entry(r):
				fresh = append(fresh, r)
			case slices.Contains(kinds[4:], r.Kind) && !slices.Contains(again, r.Scope):
				again = append(again, r.Scope)
			}
		}
		if err := d.Ledger.TakeUp(ctx, tenant, fresh, again, upto); err != nil {
			return err
		}
	}
}

// entry reports whether a record is one to hand over: signed, or what corrects something signed.
func entry(r assessments.Record) bool {
	switch r.Kind {
	case assessments.KindContact:
		return r.Meta.Signed != nil
	case assessments.KindReport:
		return r.Meta.Signed != nil || r.Fields.Text("signed_on") != ""
	case assessments.KindAmendment, assessments.KindEnteredInError:
		return true
	}
	return false
}

// nameOf is a parcel's name. What was sent anew has another, so that an answer always says which it is for.
func nameOf(h ledger.Handoff) string {
	name := string(h.Kind) + "-" + string(h.Record)
	if h.Round > 1 {
		name += "-" + strconv.Itoa(h.Round)
	}
	return name
}

// send hands one entry over if it may go.
func (d *Desk) send(ctx context.Context, h ledger.Handoff, try int) error {
	h.Tries = try
	t, err := d.Ledger.Tenant(ctx, h.Tenant)
	if err != nil {
		return err
	}
	recs, err := d.Ledger.ReadAround(ctx, h.Tenant, h.Scope.ID, "handed to the patient record")
	if assessments.KindOf(err) == assessments.NotFound && err != nil {
		return d.keep(ctx, h, ledger.HandoffHeld, assessments.Sentence(err))
	}
	if err != nil {
		return err
	}
	p := newParcel(t, h, recs, d.Now().UTC())
	if p.before, err = d.earlier(ctx, h.Tenant, p.about); err != nil {
		return err
	}
	if state, why := p.judge(); state != ledger.HandoffSent {
		return d.keep(ctx, h, state, why)
	}
	files, err := p.files(ctx)
	switch {
	case err != nil && ctx.Err() != nil:
		return err // the next start takes it up
	case err != nil: // one that cannot be printed must not stand in the way of the others
		d.Log.Error("a parcel cannot be made", "record", string(h.Record), "kind", assessments.KindOf(err).String(), "err", err)
		return d.keep(ctx, h, ledger.HandoffHeld, assessments.Sentence(err))
	}
	if err := d.Receiver.Put(ctx, h.Tenant, nameOf(h), files); err != nil {
		if ctx.Err() != nil {
			return err // the next start takes it up
		}
		d.Log.Warn("a parcel did not go", "record", string(h.Record), "try", h.Tries, "kind", assessments.KindOf(err).String())
		return d.keep(ctx, h, ledger.HandoffWaiting, assessments.Sentence(err))
	}
	return d.keep(ctx, h, ledger.HandoffSent, "")
}

// keep writes down how an entry stands now.
func (d *Desk) keep(ctx context.Context, h ledger.Handoff, state, why string) error {
	_, err := d.Ledger.SettleHandoff(ctx, h, state, why, "", queue.Gap(h.Tries))
	return err
}

// earlier is the hand-off of the entry that another one corrects; zero where there is none.
func (d *Desk) earlier(ctx context.Context, tenant string, about assessments.ID) (ledger.Handoff, error) {
	if about == "" {
		return ledger.Handoff{}, nil
	}
	h, err := d.Ledger.Handoff(ctx, tenant, about)
	if assessments.KindOf(err) == assessments.NotFound {
		return ledger.Handoff{}, nil
	}
	return h, err
}

var parcelName = regexp.MustCompile(`^[a-z_]+-([0-9a-f-]{36})(?:-[0-9]+)?$`)

// answers writes down what the other system said.
func (d *Desk) answers(ctx context.Context, tenant string) error {
	list, err := d.Receiver.Answers(ctx, tenant)
	if err != nil {
		return err
	}
	return queue.Each(ctx, list, func(a Answer) error { return d.take(ctx, tenant, a) })
}

// take writes one answer down. An answer to what was never sent, or to an earlier round, changes nothing, and is put aside like the
// others: the log says so by the parcel's name.
func (d *Desk) take(ctx context.Context, tenant string, a Answer) error {
	h, err := d.Ledger.Handoff(ctx, tenant, recordOf(a.Parcel))
	switch {
	case err != nil && assessments.KindOf(err) != assessments.NotFound:
		return err
	case err != nil || nameOf(h) != a.Parcel || h.State != ledger.HandoffSent:
		d.Log.Warn("an answer fits no parcel that was sent", "parcel", a.Parcel)
	case a.Result == Filed:
		_, err = d.Ledger.SettleHandoff(ctx, h, ledger.HandoffFiled, "", assessments.Brief(a.Reference, 100), 0)
	case a.Result == Refused:
		_, err = d.Ledger.SettleHandoff(ctx, h, ledger.HandoffRefused, refusal(a.Reason), assessments.Brief(a.Reference, 100), 0)
	default:
		d.Log.Warn("an answer cannot be read", "parcel", a.Parcel)
		return nil // left where it is: whoever wrote it mends it
	}
	if err == nil || assessments.KindOf(err) == assessments.NotFound {
		err = d.Receiver.Taken(ctx, tenant, a.Parcel)
	}
	return err
}

func recordOf(parcel string) assessments.ID {
	if m := parcelName.FindStringSubmatch(parcel); m != nil {
		return assessments.ID(m[1])
	}
	return ""
}

func refusal(reason string) string {
	if reason = assessments.Brief(reason, 300); reason == "" {
		return "The patient record refused it and gave no reason."
	}
	return fmt.Sprintf("The patient record refused it: %s", reason)
}

// Again sends something anew that was refused or is held: what was wrong was put right on the other side, or here.
func (d *Desk) Again(ctx context.Context, tenant string, record assessments.ID) error {
	h, err := d.Ledger.Handoff(ctx, tenant, record)
	if err != nil {
		return err
	}
	if h.State != ledger.HandoffRefused && h.State != ledger.HandoffHeld {
		return assessments.Errorf(assessments.Conflict, "handoff.again", "This is on its way or filed already.")
	}
	if h.State == ledger.HandoffRefused {
		h.Round++
	}
	return d.move(ctx, h, ledger.HandoffWaiting, "")
}

// ByHand notes that a person filed it in the patient record, with the number that it has there.
func (d *Desk) ByHand(ctx context.Context, tenant string, record assessments.ID, reference string) error {
	h, err := d.Ledger.Handoff(ctx, tenant, record)
	if err != nil {
		return err
	}
	if reference == "" {
		return assessments.Errorf(assessments.Invalid, "handoff.byhand", "Enter the number that the entry has in the patient record.")
	}
	if h.State == ledger.HandoffFiled || h.State == ledger.HandoffDropped {
		return assessments.Errorf(assessments.Conflict, "handoff.byhand", "This is filed already.")
	}
	return d.move(ctx, h, ledger.HandoffFiled, assessments.Brief(reference, 100))
}

// Forget takes everything of a child out of the folder for the other system: its record is about to be destroyed here.
func (d *Desk) Forget(ctx context.Context, tenant string, scope assessments.Scope) error {
	list, err := d.Ledger.HandoffsOf(ctx, tenant, scope)
	if err != nil || len(list) == 0 {
		return err
	}
	if d.Receiver == nil {
		return assessments.Errorf(assessments.Unavailable, "handoff.forget", "Entries of a child whose record is to be destroyed went into the folder for the patient record. Name it with --handoff-dir, so that nothing is left there.")
	}
	for _, h := range list {
		for h.Round = max(h.Round, 1); h.Round > 0; h.Round-- {
			if err := d.Receiver.Drop(ctx, tenant, nameOf(h)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Desk) move(ctx context.Context, h ledger.Handoff, state, reference string) error {
	ok, err := d.Ledger.SettleHandoff(ctx, h, state, "", reference, 0)
	if err == nil && !ok {
		err = assessments.Errorf(assessments.Conflict, "handoff", "This changed meanwhile. Look at the list again.")
	}
	return err
}
