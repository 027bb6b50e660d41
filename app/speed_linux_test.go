package app

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image/jpeg"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/store"
)

// A full tablet: its records, the photos with theirs besides, and what of both the child on show has.
const (
	fullRecords, fullPhotos = 10_000, 5_000
	islaNotes, islaPhotos   = 400, 150
)

// full is the world on a tablet that is full, with a Load that can be watched.
type full struct {
	*world
	moved  assessments.ID // the child whose care moved: nothing new is written there
	depth  int
	shows  time.Duration // spent in the background for what the screen shows first, in time of the processor
	behind []func()      // what fills in afterwards, such as thumbs
}

func newFull(b *testing.B) *full {
	b.Helper()
	f := &full{world: newWorld(b)}
	f.moved = f.Child(b, "Rafe")
	for seed := int64(2); ; seed++ {
		recs, err := f.Store.Records(b.Context(), store.Filter{})
		if err != nil {
			b.Fatal(err)
		}
		if len(recs) >= fullRecords-islaNotes {
			break
		}
		bundle, err := practice.Caseload(seed, 40, f.Today())
		if err == nil {
			_, err = f.Store.Import(b.Context(), bundle)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	f.notes()
	f.photos()
	if _, err := f.Store.Search(b.Context(), "pencil", 1); err != nil { // waits until every word is indexed
		b.Fatal(err)
	}
	f.Session.Load = f.load
	return f
}

// notes give the child on show years of visits.
func (f *full) notes() {
	var edits []assessments.Edit
	for i := range islaNotes {
		on := assessments.NewDate(schoolDay.AddDate(0, 0, -i))
		edits = append(edits, f.Create(f.NewID(), assessments.ChildScope(f.isla), &assessments.Observation{On: on, At: "09:40", Type: "fact", Area: "handwriting",
			Text: fmt.Sprintf("Day %d: she holds the pencil in a fist and writes her name in letters two lines high, then shakes her hand.", i)}))
	}
	if _, err := f.Store.Apply(f.t.Context(), edits); err != nil {
		f.t.Fatal(err)
	}
}

// photos are one picture again and again, each with a comment of its own, so that no two are the same file.
func (f *full) photos() {
	var file bytes.Buffer
	kids, err := f.Store.Children(f.t.Context())
	kids = slices.DeleteFunc(kids, func(c store.ChildRow) bool { return c.ID == f.moved })
	if err == nil {
		err = jpeg.Encode(&file, classroom(), nil)
	}
	for i := 0; err == nil && i < fullPhotos; i++ {
		child := kids[i%len(kids)].ID
		if i < islaPhotos {
			child = f.isla
		}
		data := append(bytes.Clone(file.Bytes()[:2]), 0xFF, 0xFE, 0, 6) // a comment of four bytes after the start of the image
		data = append(binary.BigEndian.AppendUint32(data, uint32(i)), file.Bytes()[2:]...)
		_, err = f.Store.Attach(f.t.Context(), f.NewID(), assessments.ChildScope(child),
			assessments.Attachment{Of: child, Type: "photo", Media: "image/jpeg", On: f.Today()}, bytes.NewReader(data))
	}
	if err != nil {
		f.t.Fatal(err)
	}
}

// load does at once what a screen needs to show anything, and keeps for later what only fills in: what is asked for by what was shown.
func (f *full) load(ctx context.Context, work func(context.Context) error, show func(error)) {
	if f.depth > 0 {
		f.behind = append(f.behind, func() { f.load(ctx, work, show) })
		return
	}
	start := used(syscall.RUSAGE_SELF)
	err := work(ctx)
	f.shows += used(syscall.RUSAGE_SELF) - start
	if ctx.Err() == nil {
		f.depth++
		show(err)
		f.depth--
	}
}

// used is the processor time of this process, all its threads, or of this thread.
func used(who int) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		panic(err) // it knows both
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// p95 reports what 19 of 20 are within, in milliseconds.
func p95(b *testing.B, all []time.Duration, unit string) {
	slices.Sort(all)
	b.ReportMetric(float64(all[(len(all)*95+99)/100-1])/float64(time.Millisecond), unit)
}

// BenchmarkFull is what the budgets of the screens are about, on a full tablet: p95-ms by the clock for a screen, with the processor time of the
// whole process beside it, and for a frame the processor time of its thread, which a busy machine changes little. `make bench` runs it.
func BenchmarkFull(b *testing.B) {
	f := newFull(b)
	b.Run("show", func(b *testing.B) {
		for _, v := range stops {
			b.Run(v.name, func(b *testing.B) { f.benchShow(b, v) })
		}
	})
	b.Run("scroll", func(b *testing.B) {
		for _, v := range stops {
			if slices.Contains([]string{"children", "reports", "outbox", "waiting", "child-timeline", "history", "photos", "wrong", "phrases"}, v.name) {
				b.Run(v.name, func(b *testing.B) { f.benchScroll(b, v) })
			}
		}
	})
	b.Run("key", f.benchKey)
	if len(f.Failed) > 0 {
		b.Error(f.Failed)
	}
}

// benchShow makes a screen with its frame, reads what it shows and lays it out. It is not painted: software paints what is scrolled out
// of sight too, which a window does not. Beside it: what of that keeps the screen's own thread, and what fills in behind it.
func (f *full) benchShow(b *testing.B, v stop) {
	w := kittest.Open(b, 1280, 800)
	f.t = b
	var cpu, wall, own, fill []time.Duration
	for b.Loop() {
		f.shows, f.behind = 0, nil
		at, start := time.Now(), used(syscall.RUSAGE_SELF)
		leave := f.show(w, v)
		took := used(syscall.RUSAGE_SELF) - start
		cpu, wall, own = append(cpu, took), append(wall, time.Since(at)), append(own, took-f.shows)
		start = used(syscall.RUSAGE_SELF)
		for len(f.behind) > 0 {
			next := f.behind[0]
			f.behind = f.behind[1:]
			next()
		}
		fill = append(fill, used(syscall.RUSAGE_SELF)-start)
		leave()
	}
	b.ReportMetric(float64(cpu[0])/float64(time.Millisecond), "first-cpu-ms")
	p95(b, cpu, "p95-cpu-ms")
	p95(b, wall, "p95-ms")
	p95(b, own, "own-cpu-ms")
	p95(b, fill, "fill-cpu-ms")
}

// frame is what the window does on its own thread before it paints: it asks everything on show how large it must be.
func frame(o fyne.CanvasObject) {
	if !o.Visible() {
		return
	}
	o.MinSize()
	switch v := o.(type) {
	case *fyne.Container:
		for _, c := range v.Objects {
			frame(c)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(v).Objects() {
			frame(c)
		}
	}
}

// benchScroll drags what is longest on a screen by 20 units a frame, down and up again.
func (f *full) benchScroll(b *testing.B, v stop) {
	w := kittest.Open(b, 1280, 800)
	f.t = b
	defer f.show(w, v)()
	var at fyne.Draggable
	largest := float32(0)
	for _, o := range everything(w.Window.Content(), nil) {
		_, list := o.(*kit.List)
		_, page := o.(*kit.Scroller)
		if s := o.Size(); (list || page) && s.Width*s.Height > largest {
			at, largest = o.(fyne.Draggable), s.Width*s.Height
		}
	}
	if at == nil {
		b.Fatal("nothing scrolls")
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var all []time.Duration
	for b.Loop() {
		for i := range 200 {
			dy := float32(-20)
			if i >= 100 {
				dy = 20
			}
			start := used(syscall.RUSAGE_THREAD)
			at.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DY: dy}})
			frame(w.Window.Content())
			all = append(all, used(syscall.RUSAGE_THREAD)-start)
		}
	}
	p95(b, all, "p95-cpu-ms")
}

// everything is an object with all that it holds, outermost first.
func everything(o fyne.CanvasObject, out []fyne.CanvasObject) []fyne.CanvasObject {
	out = append(out, o)
	switch v := o.(type) {
	case *fyne.Container:
		for _, c := range v.Objects {
			out = everything(c, out)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(v).Objects() {
			out = everything(c, out)
		}
	}
	return out
}

// benchKey types into a paragraph of 500 words in the composer.
func (f *full) benchKey(b *testing.B) {
	w := kittest.Open(b, 1280, 800)
	f.t = b
	at := slices.IndexFunc(stops, func(v stop) bool { return v.name == "composer" })
	defer f.show(w, stops[at])()
	edit := w.Find("Edit").Object
	for _, o := range everything(w.Window.Content(), nil) {
		if page, ok := o.(*kit.Scroller); ok {
			page.Reveal(edit) // it does nothing to what another holds
		}
	}
	w.Tap("Edit")
	on := w.Window.Canvas().Focused()
	if on == nil {
		b.Fatal("nothing has the keyboard")
	}
	w.App.Clipboard().SetContent(strings.Repeat("writes her name slowly ", 125))
	on.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: w.App.Clipboard()})
	w.Settle()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var all []time.Duration
	for b.Loop() {
		for _, r := range "She writes slowly, and tires. " {
			start := used(syscall.RUSAGE_THREAD)
			on.TypedRune(r)
			frame(w.Window.Content())
			all = append(all, used(syscall.RUSAGE_THREAD)-start)
		}
	}
	p95(b, all, "p95-cpu-ms")
}
