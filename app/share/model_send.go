package share

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// The ways a version leaves.
const (
	ByLink    = "link"
	ByNHSmail = "nhsmail"
	ByPortal  = "portal"
	OnPaper   = "paper"
)

// Order is what the sender decided.
type Order struct {
	To      reports.Recipient
	Way     string
	Mailbox string
	Vouched bool // the sender looked at the address twice
	Copy    Copy // for every way but the link: what is handed over
}

// Send is the one way out. It reads everything anew, asks reports once more whether the version may go to this recipient today, and
// writes one share; on any doubt nothing is written and the error says why. It answers the share and, for a link, the PIN, which is
// kept on this tablet only. It takes the time that a PIN's sum takes: not for the screen's own goroutine.
func (m *Model) Send(ctx context.Context, o Order) (share assessments.Share, id assessments.ID, pin string, err error) {
	const op = "share.send"
	refuse := func(reason string) (assessments.Share, assessments.ID, string, error) {
		return assessments.Share{}, "", "", assessments.Errorf(assessments.Forbidden, op, "%s", reason)
	}
	if err := m.Open(ctx); err != nil {
		return assessments.Share{}, "", "", err
	}
	i := slices.IndexFunc(m.Readers, func(r Reader) bool { return r.To == o.To })
	if i < 0 {
		return refuse("This person is not in the record any more. Choose again.")
	}
	r := m.Readers[i]
	if !r.Sending.Goes() {
		return refuse(r.Sending.Reason)
	}
	if v, ok := m.chain.Current(); ok && v.Record.ID != m.Report.ID {
		return refuse("A newer version has taken its place. Share that one.")
	}
	if m.world.Me == "" {
		return refuse("Nobody is recorded as the therapist of this tablet, and a share names who made it. Enter yourself under More.")
	}
	share = m.thing()
	share.Recipient, share.Person, share.Who, share.Way, share.Basis, share.Sender = r.To.Role, r.To.Person, r.Name, o.Way, r.Sending.Basis, m.world.Me
	share.SentAt = m.world.Now().UTC().Format(time.RFC3339)
	if o.Way != ByLink {
		share.Formats = []string{m.form(o.Way, o.Copy)}
	}
	if r.Sending.Person != "" {
		share.Person = r.Sending.Person // the role stands for the one person in it who may have it
	}
	if r.Job != "" {
		share.Who += ", " + r.Job
	}
	if r.Through != "" {
		share.Who = m.Known + ", through " + share.Who
	}
	if s := reports.SendShare(m.records, &share, m.desk.Today()); !s.Goes() {
		return refuse(s.Reason) // it may go, but not this way
	}
	if r.Sending.Standing == reports.ByRight {
		share.ByRight = map[bool]string{true: "young-person", false: "parental-responsibility"}[r.To.Role == assessments.RoleYoungPerson]
	}
	for _, s := range r.shares {
		if s.v.Open(m.desk.Today()) {
			share.Replaces = s.rec.ID
		}
	}
	if o.Way == ByLink || o.Way == ByNHSmail {
		share.Mailbox = strings.TrimSpace(o.Mailbox)
		look, why := m.Look(r, share.Mailbox)
		switch {
		case look == NoAddress:
			return refuse(why)
		case look == OnRegister:
			share.Checked = "register"
		case o.Vouched:
			share.Checked = "sender"
		default:
			return refuse(why + " Say that you have checked it, or choose another.")
		}
	}
	id = m.world.NewID()
	if o.Way == ByLink {
		if pin, err = m.pin(ctx, &share, id); err != nil {
			return assessments.Share{}, "", "", err
		}
	}
	if p := share.Check(); len(p) > 0 {
		return refuse(p[0].Text)
	}
	return share, id, pin, nil
}

// Stands asks once more whether a share may go: what was agreed may have ended while the PIN was being made, or while a place for the
// copy was chosen. The error says why it may not.
func (m *Model) Stands(ctx context.Context, share assessments.Share) error {
	recs, err := consent.Evidence(ctx, m.store, m.Child)
	if err != nil {
		return err
	}
	if s := reports.SendShare(recs, &share, m.desk.Today()); !s.Goes() {
		return assessments.Errorf(assessments.Forbidden, "share.stands", "%s", s.Reason)
	}
	return nil
}

// Write is the durable end of Send, on the screen's own goroutine: one change, which the outbox then carries. Without an error it is on
// record, and undo takes it back.
func (m *Model) Write(ctx context.Context, id assessments.ID, share assessments.Share) (undo func(), err error) {
	if err := m.Stands(ctx, share); err != nil {
		return nil, err
	}
	if !m.desk.Write(ctx, m.desk.Create(id, assessments.ChildScope(m.Child), &share)) {
		return nil, assessments.Errorf(assessments.Unavailable, "share.write", "The share could not be recorded.")
	}
	return func() { m.Revoke(context.Background(), id, "Taken back at once") }, nil
}

// pinNote is the sealed note of this tablet that keeps the PIN of a share.
func pinNote(share assessments.ID) string { return "share-pin/" + string(share) }

// pin makes the PIN of a link: kept here before the share exists, so that no link can be without one.
func (m *Model) pin(ctx context.Context, share *assessments.Share, id assessments.ID) (string, error) {
	var chance [20]byte
	if err := m.world.Random(chance[:]); err != nil {
		return "", assessments.Wrap(err, assessments.Internal, "share.pin", "No PIN could be made. Nothing was shared; try again.")
	}
	pin := assessments.PINFrom([4]byte(chance[:4]))
	sum, err := assessments.PINSum(pin, [16]byte(chance[4:]))
	if err != nil {
		return "", err
	}
	share.PIN, share.Expires = sum, assessments.NewDate(m.world.Now().In(session.London)).AddDays(assessments.ShareDays)
	return pin, m.store.SetNote(ctx, pinNote(id), []byte(pin))
}

// Revoke closes a share: the service opens it to nobody from the moment it hears.
func (m *Model) Revoke(ctx context.Context, id assessments.ID, why string) bool {
	return Revoke(ctx, m.store, m.desk, m.world, id, why)
}

// Revoke closes a share that is open.
func Revoke(ctx context.Context, s Store, d Desk, w World, id assessments.ID, why string) bool {
	rec, err := s.Record(ctx, id)
	if err != nil {
		return false
	}
	var v assessments.Share
	assessments.Decode(rec.Fields, &v)
	if v.RevokedAt != "" {
		return true
	}
	v.RevokedAt, v.RevokedBy, v.RevokedFor = w.Now().UTC().Format(time.RFC3339), w.Me, why
	edit, differs := d.Change(rec, &v)
	return !differs || d.Write(ctx, edit)
}
