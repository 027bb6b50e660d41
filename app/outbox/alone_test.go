package outbox_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/history"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/outbox"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestScreen_AConflictOnAPhoneHasAWayBack: where there is no room beside it the list comes first, and a conflict stands alone with the way back;
// figures settle nothing while the list is on show.
func TestScreen_AConflictOnAPhoneHasAWayBack(t *testing.T) {
	for _, size := range [][2]float32{{390, 844}, {800, 1100}} {
		d, note := conflicted(t)
		b := kittest.Open(t, size[0], size[1])
		s := outbox.NewScreen(d.Session, func() {}, func() {})
		b.Show(s.Content())
		b.Shows("Needs you", "IO, note", "Two people changed the note")
		b.Sound()
		b.Tap("IO, note")
		b.Shows("Two people changed the note", "Keep which?")
		if strings.Contains(b.Texts(), "Needs you") {
			t.Errorf("%v: the list stands below the conflict", size)
		}
		b.Picture("outbox-alone")
		b.Sound()
		b.Tap("Back to the list")
		b.Shows("Needs you", "IO, note")
		if strings.Contains(b.Texts(), "Keep which?") {
			t.Errorf("%v: the conflict stands over the list", size)
		}
		b.Sound()
		s.Reload() // as after a sync
		b.Shows("Needs you")
		s.TypedRune('2')
		if rec, err := d.Store.Record(t.Context(), note); err != nil || len(rec.Meta.Conflicts) != 1 {
			t.Errorf("%v: a figure settled what was not on show: %v, %v", size, rec.Meta.Conflicts, err)
		}
		b.Tap("IO, note")
		b.Tap("Keep mine")
		if rec, err := d.Store.Record(t.Context(), note); err != nil || len(rec.Meta.Conflicts) != 0 {
			t.Errorf("%v: still in conflict: %v, %v", size, rec.Meta.Conflicts, err)
		}
		b.Shows("Saved on this tablet")
	}
}

// TestConflicted_IsInThePast: no time of the outbox lies ahead of the clock of the test, as none does on a tablet.
func TestConflicted_IsInThePast(t *testing.T) {
	d, _ := conflicted(t)
	b := kittest.Open(t, 1184, 712)
	b.Show(outbox.NewScreen(d.Session, func() {}, func() {}).Content())
	times := regexp.MustCompile(`\d\d:\d\d on \d+ [A-Z][a-z]+`).FindAllString(b.Texts(), -1)
	if len(times) < 2 {
		t.Fatalf("read only %q", times)
	}
	for _, s := range times {
		at, err := time.ParseInLocation("15:04 on 2 January 2006", s+d.Now().Format(" 2006"), session.London)
		if err != nil || at.After(d.Now()) {
			t.Errorf("%q lies ahead of %v (%v)", s, d.Now(), err)
		}
	}
}

// TestLabels_AreThoseOfTheScreens: a field in conflict is called what the box or the chips are called in which it is written.
func TestLabels_AreThoseOfTheScreens(t *testing.T) {
	var all strings.Builder
	files, err := filepath.Glob("../*/*.go")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if strings.HasPrefix(f, "../history/") || strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(src)
	}
	for _, x := range []struct {
		kind  assessments.Kind
		field string
	}{{assessments.KindContact, "summary"}, {assessments.KindContact, "next"}, {assessments.KindGoal, "title"}, {assessments.KindActivityPlan, "title"}, {assessments.KindActivityPlan, "warnings"},
		{assessments.KindEquipment, "use"}, {assessments.KindEquipment, "checks"}, {assessments.KindEquipmentItem, "note"}, {assessments.KindNeed, "statement"}, {assessments.KindOutcome, "statement"},
		{assessments.KindProvision, "includes"}, {assessments.KindProvision, "disputed"}, {assessments.KindScore, "means"}, {assessments.KindAttachment, "caption"}, {assessments.KindGroupSession, "pre_work"}} {
		if l := history.Label(x.kind, x.field); !strings.Contains(all.String(), `"`+l+`"`) {
			t.Errorf("%s of %s is called %q, and no screen calls anything so", x.field, x.kind, l)
		}
	}
}
