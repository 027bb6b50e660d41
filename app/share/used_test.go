package share_test

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// went writes a share of another report about a child, at an address.
func went(t *testing.T, d *sessiontest.Desk, child assessments.ID, v assessments.Share) assessments.ID {
	t.Helper()
	id := d.NewID()
	v.Report, v.ReportKind, v.Version, v.TreeHash, v.Way, v.Basis, v.Sender = d.NewID(), "visit-summary", 1, strings.Repeat("0", 64), "nhsmail", []assessments.ID{d.NewID()}, d.Me
	v.Formats, v.Checked = []string{"pdf"}, "sender"
	write(t, d, d.Create(id, assessments.ChildScope(child), &v))
	return id
}

// TestReaders_AnAddressThatWasUsedBeforeIsOffered: with where it comes from, for the very person alone, and to be looked at twice; one that
// failed is not.
func TestReaders_AnAddressThatWasUsedBeforeIsOffered(t *testing.T) {
	const gp, teacher = "Dr Crabtree-Moss", "Mr Osric Dunmallow"
	d, child, report := desk(t)
	var dunmallow assessments.ID
	for _, r := range records(t, d, store.Filter{Kinds: []assessments.Kind{assessments.KindPerson}}) {
		if r.Fields.Text("name") == teacher {
			dunmallow = r.ID
		}
	}
	nobody := func() {
		t.Helper()
		for _, name := range []string{gp, teacher} {
			if r := reader(t, model(t, d, child, report), name); r.Mailbox != "" || r.Used != "" {
				t.Errorf("%s: %q, %q", name, r.Mailbox, r.Used)
			}
		}
	}
	nobody()
	went(t, d, d.Child(t, "Yusuf"), assessments.Share{Recipient: "gp", Who: gp + ", GP", Mailbox: "other@surgery.example", SentAt: "2026-11-19T09:00:00Z"})
	went(t, d, child, assessments.Share{Recipient: "school", Who: "Ms Tamsin Fennywell, Teaching assistant", Mailbox: "t.fennywell@larkbarrow.example", SentAt: "2026-11-19T09:00:00Z"})
	went(t, d, child, assessments.Share{Recipient: "gp", Who: gp + ", GP", Mailbox: "wrong@surgery.example", SentAt: "2026-11-19T09:00:00Z",
		RevokedAt: "2026-11-19T10:00:00Z", RevokedBy: d.Me, RevokedFor: "Sent to the wrong person"})
	back := went(t, d, child, assessments.Share{Recipient: "gp", Who: gp + ", GP", Mailbox: "old@surgery.example", SentAt: "2026-11-20T09:00:00Z"})
	write(t, d, d.Create(d.NewID(), assessments.ChildScope(child), &assessments.Receipt{Share: back, What: "not-delivered", At: "2026-11-20T09:05:00Z"}))
	nobody()
	went(t, d, child, assessments.Share{Recipient: "gp", Who: gp + ", GP", Mailbox: "desk@surgery.example", SentAt: "2026-11-18T09:00:00Z"})
	went(t, d, d.Child(t, "Yusuf"), assessments.Share{Recipient: "school", Person: dunmallow, Who: teacher, Mailbox: "o.dunmallow@larkbarrow.example", SentAt: "2026-11-18T23:30:00Z"})
	m := model(t, d, child, report)
	r := reader(t, m, gp)
	if r.Mailbox != "desk@surgery.example" || r.Used != "Used for visit summary on 18 November 2026" {
		t.Errorf("%s: %q, %q", gp, r.Mailbox, r.Used)
	}
	if look, why := m.Look(r, r.Mailbox); look != share.LookTwice || !strings.Contains(why, "18 November 2026") {
		t.Errorf("%s is looked at so: %v, %q", gp, look, why)
	}
	if r := reader(t, m, teacher); r.Mailbox != "o.dunmallow@larkbarrow.example" || !strings.HasPrefix(r.Used, "Used for ") {
		t.Errorf("%s: %q, %q", teacher, r.Mailbox, r.Used)
	}
	if r := reader(t, m, senco); r.Used != "" || r.Mailbox != "p.nettlefold@larkbarrow.example" {
		t.Errorf("what is recorded comes first: %q, %q", r.Mailbox, r.Used)
	}
	b := kittest.Open(t, 1184, 2400)
	b.Show(share.NewScreen(d.Session, child, report).Content())
	b.Shows("desk@surgery.example", "Used for visit summary on 18 November 2026")
	b.Sound()
	b.Tap(gp)
	if got := b.Find("Address, in full").Value; got != "desk@surgery.example" {
		t.Errorf("the address in the box is %q", got)
	}
	b.Shows("Look twice at this address", "It is not recorded under People.")
}
