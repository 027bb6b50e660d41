package today_test

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/assessments"
)

// shared is a link that the service has, sent on a day in November.
func shared(t *testing.T, at string) (*sessiontest.Desk, assessments.ID, assessments.ID) {
	t.Helper()
	d, child := desk(t, "")
	id := add(t, d, child, &assessments.Share{Report: d.NewID(), ReportKind: "school-advice", Version: 1, TreeHash: strings.Repeat("0", 64), Recipient: "school",
		Who: "Mrs Nettlefold, SENCo", Way: "link", Mailbox: "office@larkbarrow.example", Checked: "register", Formats: []string{"html"}, Basis: []assessments.ID{d.NewID()},
		Sender: d.NewID(), SentAt: at, PIN: "pbkdf2-sha256$600000$" + strings.Repeat("0", 32) + "$" + strings.Repeat("0", 64), Expires: "2026-12-08"})
	return d, child, id
}

func receipt(t *testing.T, d *sessiontest.Desk, child, of assessments.ID, what, at, words string) {
	t.Helper()
	add(t, d, child, &assessments.Receipt{Share: of, What: what, At: at, By: "A. Patel, SENCo", Text: words})
}

func TestAsked_AQuestionAndSilence(t *testing.T) {
	d, child, id := shared(t, "2026-11-24T09:00:00Z")
	if m := build(t, d); len(m.Asked) != 0 {
		t.Errorf("on the day itself: %+v", m.Asked)
	}
	receipt(t, d, child, id, "mailed", "2026-11-24T09:01:00Z", "")
	receipt(t, d, child, id, "question", "2026-11-24T15:20:00Z", "Can Wren use the slope in art?")
	m := build(t, d)
	if len(m.Asked) != 1 || m.Asked[0].Line != "“Can Wren use the slope in art?”. About Wren Applecote" || m.Asked[0].Go.Screen != session.Shared || m.Asked[0].Go.Arg != id {
		t.Errorf("a question: %+v", m.Asked)
	}
	b := kittest.Open(t, 1184, 712)
	s := today.NewScreen(d.Session)
	b.Show(s.Content())
	b.Shows("1 question from a school", "Mrs Nettlefold, SENCo")
	b.Sound()
}
