package kit_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// redrawn is a page that makes all of its fields anew from what was read.
type redrawn struct {
	page   *kit.Scroller
	fields map[string]*kit.Field // the newest of each label
	left   []string
}

func (r *redrawn) draw(values ...[2]string) {
	r.fields = map[string]*kit.Field{}
	var rows []fyne.CanvasObject
	for _, v := range values {
		f := kit.NewField(v[0], nil).OnLeave(func() { r.left = append(r.left, v[0]) })
		f.SetText(v[1])
		r.fields[v[0]] = f
		rows = append(rows, f)
	}
	r.page.SetContent(kit.Column(12, rows...))
}

// TestLoadLeavesTheWordsInHand: what a Load brings draws the form anew under somebody who types.
func TestLoadLeavesTheWordsInHand(t *testing.T) {
	for name, c := range map[string]struct {
		during    string      // typed while it was read
		after     [][2]string // what is drawn then
		want      string      // stands where the next letter is typed
		elsewhere bool        // the cursor goes to no other field
	}{
		"the same":             {"", [][2]string{{"Name", "x"}, {"Where", "here"}}, "hexre", false},
		"typed while reading":  {"yz", [][2]string{{"Name", "x"}, {"Where", "here"}}, "hereyzx", false},
		"changed by another":   {"", [][2]string{{"Name", "x"}, {"Where", "in the hall"}}, "in the hallx", false},
		"the field is gone":    {"", [][2]string{{"Name", "x"}}, "", true},
		"which is not certain": {"", [][2]string{{"Where", "there"}, {"Where", "nowhere"}}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			r := &redrawn{page: kit.NewScroller(kit.Column(0))}
			b := kittest.Window(t, r.page, 600, 500)
			r.draw([2]string{"Name", "x"}, [2]string{"Where", "here"})
			b.Settle()
			r.fields["Where"].Focus()
			b.Key(fyne.KeyHome)
			b.Key(fyne.KeyRight)
			b.Key(fyne.KeyRight)
			kit.AtOnce(context.Background(), func(context.Context) error {
				if c.during != "" {
					b.Key(fyne.KeyEnd)
					for _, l := range c.during {
						b.Window.Canvas().Focused().TypedRune(l)
					}
				}
				return nil
			}, func(error) { r.draw(c.after...) })
			b.Settle()
			if f := b.Window.Canvas().Focused(); f != nil {
				f.TypedRune('x')
			}
			var all []string
			for _, p := range b.Placed() {
				if p.Kind != "field" {
					continue
				}
				all = append(all, p.Value)
			}
			if got := strings.Join(all, ","); c.elsewhere && strings.Count(got, "x") > 1 || !c.elsewhere && got != "x,"+c.want {
				t.Errorf("the fields hold %q, want %q in the second", got, c.want)
			}
			if !c.elsewhere && len(r.left) > 0 {
				t.Errorf("the keyboard left %q, and nobody had gone", r.left)
			}
		})
	}
}

// TestUndoIsWhatTheBarSaid: the press on Undo takes the cursor out of a field, which must not make another bar of it.
func TestUndoIsWhatTheBarSaid(t *testing.T) {
	var undone []string
	clock := kittest.NewClock(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC))
	bar := kit.NewUndoBar(clock.Kit(), nil)
	field := kit.NewField("Where", nil)
	field.OnLeave(func() { bar.Say("Changed “Where”", func() { undone = append(undone, "where") }) })
	b := kittest.Window(t, kit.Column(12, field, bar), 600, 400)
	bar.Say("Changed “Who pays”", func() { undone = append(undone, "who pays") })
	field.Focus()
	b.Window.Canvas().Focused().TypedRune('a')
	b.Press("Undo")()
	if strings.Join(undone, ",") != "who pays" {
		t.Errorf("taken back: %q", undone)
	}
	if b.Window.Canvas().Focused() != field.Entry() {
		t.Error("the tap took the cursor away")
	}
	b.Window.Canvas().Unfocus()
	if !bar.Visible() {
		t.Error("leaving the field itself offers nothing to take back")
	}
}
